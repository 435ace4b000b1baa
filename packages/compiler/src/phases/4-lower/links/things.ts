import type { Json, JsonPointer, Operation } from "@specwire/contract";
import { isObject, toPointer } from "@specwire/contract";
import type { JsonSchema } from "../../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { schemasOf } from "../keywords.ts";
import { itemSchema, type Members, memberKind, shownMembers } from "../members.ts";
import type { SchemaLowering } from "../schema.ts";

/** What an operation answers with: one thing, or each item of its list. */
export interface Thing {
  /** In front of its members: `/droplet` where an answer holds the thing alone. */
  readonly prefix: JsonPointer;
  /** Undefined where nothing is known. */
  readonly members: Members | undefined;
  /** The same for all that answer with the same kind of thing; undefined where nothing is known. */
  readonly kind: JsonSchema | undefined;
  /** That, and those that it may be of (`anyOf` of a customer and a deleted one). */
  readonly kinds: readonly JsonSchema[];
}

/** What stands beside the only thing of an answer. */
const besides =
  /^(ok|success|status|code|message|errors?|warnings|meta|links|request_?id|response_?metadata)$/i;

const nothing: Thing = { prefix: "", members: undefined, kind: undefined, kinds: [] };

export function thingOf(
  { answer, written }: ResolvedOperation,
  { response }: Operation,
  schemas: SchemaLowering,
): Thing {
  if (response.kind !== "json") return nothing;
  const { items } = response;
  const shown = items === undefined ? answer?.schema : itemSchema(answer?.schema, items, schemas);
  const members = shownMembers(shown, schemas);
  if (members.size === 0) {
    const names = (written.fields ?? []).filter((name) => !name.includes("."));
    return names.length === 0 ? nothing : { ...nothing, members: new Map(names.map((name) => [name, true])) };
  }
  const wrapped = items === undefined ? onlyThing(members, schemas) : undefined;
  if (wrapped === undefined) return { prefix: "", members, ...kindsOf(shown, schemas) };
  const [name, schema] = wrapped;
  return { prefix: toPointer([name]), members: shownMembers(schema, schemas), ...kindsOf(schema, schemas) };
}

function kindsOf(schema: JsonSchema | undefined, schemas: SchemaLowering): Pick<Thing, "kind" | "kinds"> {
  const kind = schemas.follow(schema as Json);
  const variants = isObject(kind) ? [kind.anyOf, kind.oneOf].flatMap(schemasOf) : [];
  return { kind, kinds: [kind, ...variants.map((one) => schemas.follow(one as Json)).filter(isObject)] };
}

function onlyThing(members: Members, schemas: SchemaLowering): readonly [string, JsonSchema] | undefined {
  const content = [...members].filter(([name]) => !besides.test(name));
  const [only, ...others] = content;
  return only !== undefined && others.length === 0 && memberKind(only[1], schemas) === "object"
    ? only
    : undefined;
}
