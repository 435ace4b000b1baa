import {
  exactNumber,
  isArray,
  isExactNumber,
  isObject,
  type Json,
  type JsonObject,
  own,
  pointerTokens,
  roundedNumber,
} from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { locations } from "../2-resolve/written-operation.ts";

const deepest = 32;

/** What can be given to an operation, by the names that a spec may use for it. */
export interface ArgumentNames {
  readonly names: ReadonlySet<string>;
  /** Whether the body takes members that are not declared. */
  readonly open: boolean;
  readonly schemaOf: (name: string) => JsonSchema | undefined;
}

export function argumentNames(operation: ResolvedOperation, lookup: SchemaLookup): ArgumentNames {
  const schemas = new Map<string, JsonSchema>();
  // Bytes and text are given as they are, whatever a document says they hold.
  const isRaw =
    operation.body && !/json|x-www-form-urlencoded|^multipart\//i.test(operation.body.contentType);
  const body = operation.body && !isRaw ? bodyMembers(operation.body.schema, lookup) : undefined;
  // From the last to have a plain name to the first: the whole body, its members, cookie, header, query, path.
  if (operation.body) schemas.set("body", isRaw ? true : operation.body.schema);
  for (const [name, schema] of body?.members ?? []) schemas.set(name, schema).set(`body.${name}`, schema);
  for (const wanted of [...locations].reverse()) {
    for (const { name, in: place, schema } of operation.parameters) {
      if (place === wanted) schemas.set(name, schema).set(`${place}.${name}`, schema);
    }
  }
  return {
    names: new Set(schemas.keys()),
    open: body?.open ?? false,
    schemaOf: (name) => schemas.get(name),
  };
}

/** Whether a name of a pagination is one of an operation's arguments: also a member deep in the body, `/page/cursor`. */
export function hasPagingArgument(operation: ResolvedOperation, name: string, lookup: SchemaLookup): boolean {
  if (argumentNames(operation, lookup).names.has(name)) return true;
  if (!name.startsWith("/") || operation.body === undefined) return false;
  let schema: JsonSchema | undefined = operation.body.schema;
  for (const token of pointerTokens(name)) {
    schema = schema === undefined ? undefined : bodyMembers(schema, lookup).members.get(token);
  }
  return schema !== undefined;
}

interface Members {
  readonly members: Map<string, JsonSchema>;
  readonly required: Set<string>;
  readonly open: boolean;
}

/** The members that a schema of an object declares, alternatives taken together. */
export function bodyMembers(schema: JsonSchema, lookup: SchemaLookup): Members {
  const members = new Map<string, JsonSchema>();
  const required = new Set<string>();
  let open = false;
  // Alternatives of alternatives meet in the same schemas: each counts once.
  const seen = new Set<JsonSchema | string>();
  // Documents nest as deep as they like, so what is left to read is kept here and not on the stack.
  const left: { readonly schema: JsonSchema; readonly always: boolean }[] = [{ schema, always: true }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const target = followReference(next.schema, lookup);
    if (!isObject(target)) {
      open ||= target !== false;
      continue;
    }
    const reference = isObject(next.schema) ? own(next.schema, "$ref") : undefined;
    const known = typeof reference === "string" ? reference : target;
    if (seen.has(known)) continue;
    seen.add(known);
    const { properties, additionalProperties, patternProperties } = target;
    for (const [name, one] of isObject(properties) ? Object.entries(properties) : [])
      if (!members.has(name)) members.set(name, one as JsonSchema);
    if (next.always && isArray(target.required))
      for (const name of target.required) required.add(String(name));
    const parts = partsOf(target).map((part) => ({ ...part, always: next.always && part.always }));
    open ||=
      (additionalProperties !== undefined && additionalProperties !== false) ||
      patternProperties !== undefined ||
      (!isObject(properties) && parts.length === 0);
    left.push(...parts.reverse());
  }
  return { members, required, open };
}

/** The schemas that a schema is put together from; those of `allOf` hold always. */
function partsOf({ allOf, oneOf, anyOf }: JsonObject): { schema: JsonSchema; always: boolean }[] {
  const of = (list: Json | undefined, always: boolean) =>
    (isArray(list) ? list : []).map((part) => ({ schema: part as JsonSchema, always }));
  return [...of(allOf, true), ...of(oneOf, false), ...of(anyOf, false)];
}

export function followReference(schema: JsonSchema, lookup: SchemaLookup): JsonSchema {
  let target = schema;
  for (let hops = 0; hops < deepest && isObject(target); hops++) {
    const reference = own(target, "$ref");
    if (typeof reference !== "string") return target;
    const found = lookup(reference);
    if (found === undefined) return true;
    target = found;
  }
  return target;
}

/** Why a value is surely not what a schema wants: its type, or none of the values accepted. */
export function valueProblem(
  value: Json,
  schema: JsonSchema,
  lookup: SchemaLookup,
  depth = 0,
): string | undefined {
  const target = followReference(schema, lookup);
  if (target === false) return "nothing is accepted";
  if (!isObject(target)) return undefined;
  const { type, nullable } = target;
  const types = (isArray(type) ? type : type === undefined ? [] : [type]).map(String);
  if (value === null && nullable === true) return undefined;
  if (types.length > 0 && !types.some((one) => isOfType(value, one, target)))
    return `${types.join(" or ")} is wanted`;
  if (typeof value === "string" && value.startsWith("@") && isBytes(target)) return "a file is { $file: … }";
  const accepted = isArray(target.enum)
    ? target.enum
    : target.const === undefined
      ? undefined
      : [target.const];
  if (accepted !== undefined && !accepted.some((one) => JSON.stringify(one) === JSON.stringify(value))) {
    const shown = accepted.slice(0, 10).map((one) => JSON.stringify(one));
    return `one of ${shown.join(", ")}${accepted.length > 10 ? ", …" : ""} is wanted`;
  }
  if (isArray(value) && target.items !== undefined) {
    for (const item of value) {
      const problem = valueProblem(item, target.items as JsonSchema, lookup, depth + 1);
      if (problem !== undefined) return `in its items, ${problem}`;
    }
  }
  if (isObject(value) && isObject(target.properties)) {
    for (const [name, member] of Object.entries(value)) {
      const inner = own(target.properties, name);
      const problem =
        inner === undefined ? undefined : valueProblem(member, inner as JsonSchema, lookup, depth + 1);
      if (problem !== undefined) return `in ${JSON.stringify(name)}, ${problem}`;
    }
  }
  return undefined;
}

/** The value that a text or number was meant as, where its type alone is what does not fit. */
export function fittingValue(value: Json, schema: JsonSchema, lookup: SchemaLookup): Json | undefined {
  const target = followReference(schema, lookup);
  const exact = isExactNumber(value) ? value.$number : undefined;
  if (!isObject(target) || (isObject(value) && exact === undefined) || isArray(value) || value === null)
    return undefined;
  const text = exact ?? String(value);
  if (isBytes(target) && text.startsWith("@")) return { $file: text.slice(1) };
  const candidates: Json[] = [
    text,
    ...(/^(true|false|-?(0|[1-9]\d{0,14})(\.\d{1,10})?)$/.test(text) ? [JSON.parse(text) as Json] : []),
  ];
  const accepted = isArray(target.enum)
    ? target.enum.filter((one) => typeof one === "string" && one.toLowerCase() === text.toLowerCase())
    : [];
  return [...candidates, ...accepted].find(
    (one) => one !== value && valueProblem(one, schema, lookup) === undefined,
  );
}

function isOfType(value: Json, type: string, schema: JsonSchema): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isArray(value);
    case "object":
      return isObject(value) && !isExactNumber(value);
    case "integer":
      return Number.isInteger(roundedNumber(digits(value)));
    case "number":
      return roundedNumber(digits(value)) !== undefined;
    // The bytes of a file are named, not written: { $file: … }.
    case "string":
      return (
        typeof value === "string" || (isObject(value) && typeof value.$file === "string" && isBytes(schema))
      );
    case "file":
      return isObject(value) && typeof value.$file === "string";
    default:
      return typeof value === type;
  }
}

/** What JavaScript would round may be written as a text of its digits. */
function digits(value: Json): Json {
  const exact =
    typeof value === "string" && /^-?\d+$/.test(value) ? (exactNumber(value) as Json | undefined) : undefined;
  return isObject(exact) ? exact : value;
}

function isBytes(schema: JsonSchema): boolean {
  return (
    isObject(schema) &&
    (schema.format === "binary" ||
      schema.contentEncoding === "binary" ||
      schema.contentMediaType !== undefined)
  );
}
