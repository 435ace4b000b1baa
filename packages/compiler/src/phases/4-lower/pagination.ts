import type { ArgumentName, Body, Field, Pagination, PagingArgument, Parameter } from "@specwire/contract";
import { pointerTokens, toPointer } from "@specwire/contract";
import type { OperationSource } from "../2-resolve/resolved-connector.ts";
import type { SchemaLowering } from "./schema.ts";

export type PaginationSource = Exclude<NonNullable<OperationSource["pagination"]>, false>;

// The schema says that `next` has exactly one of its members; the generated types can't.
type LinkSource = Extract<Pagination, { kind: "link" }>["next"];
type CursorSource = Extract<Pagination, { kind: "cursor" }>["next"];

/**
 * An operation's own pagination, else the connector's where the operation declares its parameters. Names that
 * an operation of its own pagination does not have were reported by phase 3.
 */
export function lowerPagination(
  own: PaginationSource | false | undefined,
  shared: PaginationSource | undefined,
  parameters: readonly Parameter[],
  body: Body | undefined,
  schemas: SchemaLowering,
): Pagination | undefined {
  const written = own === false ? undefined : (own ?? shared);
  if (written === undefined) return undefined;
  const find = (name: string | undefined) =>
    name === undefined
      ? undefined
      : (argumentNamed(name, parameters, body, schemas) ?? deeperMember(name, body, schemas));
  const pageSize = find(written.pageSize);
  const base = {
    ...(pageSize && { pageSize }),
    ...maxPageSize(written, pageSize, parameters, body, schemas),
    ...(written.total !== undefined && { total: written.total }),
    ...(written.hasMore !== undefined && { hasMore: written.hasMore }),
  };
  if (written.kind === "link") {
    if (own === undefined && written.pageSize !== undefined && pageSize === undefined) return undefined;
    const next = (written.next ?? { header: "link" }) as LinkSource;
    return { kind: "link", next, ...(written.via !== undefined && { via: written.via }), ...base };
  }
  const into = find(written.into);
  if (into === undefined) return undefined;
  if (written.kind === "cursor") return { kind: "cursor", next: written.next as CursorSource, into, ...base };
  return { kind: written.kind, into, start: written.start ?? (written.kind === "page" ? 1 : 0), ...base };
}

/** The parameter, or top-level member of the body, of a wire name. */
export function argumentNamed(
  name: string,
  parameters: readonly Pick<Parameter, "name" | "in">[],
  body: Body | undefined,
  schemas: SchemaLowering,
): ArgumentName | undefined {
  const [, place, rest] = /^(path|query|header|cookie|body)\.(.+)$/s.exec(name) ?? [];
  const parameter =
    parameters.find((one) => one.name === name) ??
    parameters.find((one) => one.in === place && one.name === rest);
  if (parameter !== undefined) return { in: parameter.in, name: parameter.name };
  const members = body === undefined ? [] : schemas.membersOf(body.type).map((field) => field.name);
  if (members.includes(name)) return { in: "body", name };
  return place === "body" && rest !== undefined && members.includes(rest)
    ? { in: "body", name: rest }
    : undefined;
}

/** `/page/cursor`: a member of the body that stands deeper. */
function deeperMember(
  pointer: string,
  body: Body | undefined,
  schemas: SchemaLowering,
): PagingArgument | undefined {
  const [name, ...rest] = pointer.startsWith("/") ? pointerTokens(pointer) : [];
  if (name === undefined || fieldAt([name, ...rest], body, schemas) === undefined) return undefined;
  return { in: "body", name, ...(rest.length > 0 && { below: toPointer(rest) }) };
}

function fieldAt(
  path: readonly string[],
  body: Body | undefined,
  schemas: SchemaLowering,
): Field | undefined {
  let field: Field | undefined;
  let type = body?.type;
  for (const name of path) {
    field = type && schemas.membersOf(type).find((one) => one.name === name);
    type = field?.type;
  }
  return field;
}

function maxPageSize(
  written: PaginationSource,
  pageSize: PagingArgument | undefined,
  parameters: readonly Parameter[],
  body: Body | undefined,
  schemas: SchemaLowering,
): { maxPageSize?: number } {
  const type =
    pageSize?.in === "body"
      ? fieldAt([pageSize.name, ...pointerTokens(pageSize.below ?? "")], body, schemas)?.type
      : parameters.find((one) => one.in === pageSize?.in && one.name === pageSize?.name)?.type;
  const declared = type?.kind === "integer" || type?.kind === "number" ? type.maximum : undefined;
  const size = written.maxPageSize ?? declared;
  return size === undefined ? {} : { maxPageSize: size };
}
