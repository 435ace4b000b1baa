import type { Link, LinkArgument, Operation } from "@specwire/contract";
import type { OperationSource } from "../../2-resolve/resolved-connector.ts";
import { chosenFields } from "../fields.ts";
import { argumentNamed } from "../pagination.ts";
import type { SchemaLowering } from "../schema.ts";
import type { Operations } from "./derive.ts";
import { type Linkable, linkTo } from "./linkable.ts";

type LinkSource = Exclude<NonNullable<OperationSource["detail"]>, false>;

/** The operations with what each leads to, and lists with the fields that they show where the spec names none. */
export function withLinks(operations: Operations, schemas: SchemaLowering): Operation[] {
  return operations.all.map((one) => {
    const { operation, resolved, thing } = one;
    const detail = linkOf(resolved.written.detail, one, operations, () => operations.detailOf(one), schemas);
    const list = linkOf(resolved.written.list, one, operations, () => operations.listOf(one), schemas);
    const { unchanged, examples, deprecated, ...rest } = operation;
    const { response } = rest;
    const isList = response.items !== undefined && resolved.written.fields === undefined;
    const fields = isList ? chosenFields(thing, detail, operation, schemas) : response.fields;
    return {
      ...rest,
      response: { ...response, fields },
      ...(detail && { detail }),
      ...(list && { list }),
      ...(unchanged && { unchanged }),
      examples,
      ...(deprecated && { deprecated }),
    };
  });
}

function linkOf(
  written: OperationSource["detail"],
  one: Linkable,
  operations: Operations,
  derived: () => Link | undefined,
  schemas: SchemaLowering,
): Link | undefined {
  if (written === false) return undefined;
  return written === undefined ? derived() : writtenLink(written, one, operations, schemas);
}

/** What the spec says of it, and for the rest what can be told. Phase 3 has said what is wrong with it. */
function writtenLink(
  written: LinkSource,
  from: Linkable,
  operations: Operations,
  schemas: SchemaLowering,
): Link | undefined {
  const { operation: id, arguments: said = {} } =
    typeof written === "string" ? { operation: written } : written;
  const to = operations.named(id);
  if (to === undefined) return undefined;
  const known = Object.entries(said).flatMap(([name, value]): LinkArgument[] => {
    const target = argumentNamed(name, to.operation.parameters, to.operation.body, schemas);
    if (target === undefined) return [];
    if (value.startsWith("/")) return [{ ...target, from: { pointer: value } }];
    const argument = argumentNamed(value, from.operation.parameters, from.operation.body, schemas);
    return argument === undefined ? [] : [{ ...target, from: { argument } }];
  });
  return (
    linkTo(to, from, known) ??
    operations.linkByMember(to, from, known) ??
    operations.linkByName(to, from, known)
  );
}
