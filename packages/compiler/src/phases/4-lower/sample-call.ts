import type { Arguments, ArgumentTypes, Example, Flag, Json, Operation } from "@specwire/contract";
import {
  checkArguments,
  commandLine,
  flagsOf,
  isArray,
  isExactNumber,
  isObject,
  neededFlags,
  needsInput,
  own,
} from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { bodyMembers } from "../3-check/arguments.ts";
import { isKeyLike } from "../3-check/rules/connector-secret-in-spec.ts";
import { sortedDeep } from "./order.ts";

/** A longer example shows nobody at a glance what to type, in characters. */
const longestLine = 160;
const longestText = 80;
const longestChain = 20;
/** Names of what nobody types from an example. */
const secretName = /token|secret|password|passwd|credential|api-?_?key|private/i;
// What tools write where nobody has thought of a value.
const fillers = new Set(["", "string", "text", "value", "null", "undefined", "todo", "xxx"]);
/** Where a document says nothing but the format: values that anybody would read as an example. */
const byFormat: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T09:00:00Z",
  email: "ada@example.com",
  uri: "https://example.com",
};

/**
 * A call of what a document gives as examples: all of a body's where that is short, else what the call needs.
 * Undefined where not each needed value is known, where none is needed and none known, and where the API's own
 * description would refuse it. The slug does not count.
 */
export function sampleCall(
  resolved: ResolvedOperation,
  operation: Operation,
  types: ArgumentTypes,
  lookup: SchemaLookup,
): Example | undefined {
  const flags = flagsOf(operation, types);
  const needed = neededFlags(operation, flags);
  // A name of a file is ours and tells nothing by itself.
  if (needed.length > 0 && needed.every((one) => one.type.kind === "file")) return undefined;
  const places: Record<string, Record<string, Json>> = {};
  for (const flag of needed.filter((one) => one.in !== "body")) {
    const [name = ""] = flag.path;
    const parameter = resolved.parameters.find((one) => one.in === flag.in && one.name === name);
    const value = parameter && fitting(flag, [parameter.sample, schemaSample(parameter.schema, lookup)]);
    if (value === undefined) return undefined;
    places[flag.in] = { ...places[flag.in], [name]: value };
  }
  const sample = resolved.body?.sample;
  const wanted = needed.filter((one) => one.in === "body");
  const bodies = [
    () => (isObject(sample) && flags.some((one) => one.in === "body") ? sample : undefined),
    () => (wanted.length > 0 ? neededBody(wanted, resolved, lookup) : undefined),
    () => (needsInput(operation, flags) ? sample : undefined),
  ];
  const whole = bodies.map((body) => body()).filter((body) => body !== undefined);
  if (wanted.length === 0 && !needsInput(operation, flags) && needed.length > 0) whole.push(null);
  for (const body of whole) {
    const args: Arguments = body === null ? places : { ...places, body };
    if (isShown(args, operation, types)) return { arguments: sortedDeep(args) };
  }
  return undefined;
}

function isShown(args: Arguments, operation: Operation, types: ArgumentTypes): boolean {
  const { body } = args;
  if (body !== undefined && operation.body?.encoding === "raw") return false;
  if (!isPlain(args as Json)) return false;
  return (
    commandLine("x", operation, types, args).length <= longestLine &&
    checkArguments(operation, types, args).length === 0
  );
}

/** What the members that a body needs are in its example, else in those of their schemas. */
function neededBody(
  needed: readonly Flag[],
  { body }: ResolvedOperation,
  lookup: SchemaLookup,
): Json | undefined {
  let result: Json = {};
  for (const flag of needed) {
    let schema: JsonSchema | undefined = body?.schema;
    let known = body?.sample;
    for (const name of flag.path) {
      schema = schema === undefined ? undefined : bodyMembers(schema, lookup).members.get(name);
      known = (isObject(known) ? own(known, name) : undefined) ?? schemaSample(schema, lookup);
    }
    const value = fitting(flag, [known, schemaSample(schema, lookup)]);
    if (value === undefined) return undefined;
    result = withMember(result, flag.path, value);
  }
  return result;
}

function withMember(base: Json, [name = "", ...rest]: readonly string[], value: Json): Json {
  const members = isObject(base) ? base : {};
  return {
    ...members,
    [name]: rest.length === 0 ? value : withMember(own(members, name) ?? {}, rest, value),
  };
}

/** The first that is one value as a person would type it. */
function fitting({ name, type }: Flag, values: readonly (Json | undefined)[]): Json | undefined {
  if (type.kind === "file") return { $file: "file.txt" };
  for (const value of values) {
    if (value === undefined || value === null) continue;
    const typed = type.kind === "string" && typeof value === "number" ? String(value) : value;
    const one = type.kind === "array" && !isArray(typed) ? [typed] : typed;
    if (isPlain({ [name]: one })) return one;
  }
  return undefined;
}

/** What a schema itself gives as an example, or the value that it has by itself. */
function schemaSample(schema: JsonSchema | undefined, lookup: SchemaLookup, depth = 0): Json | undefined {
  let current = schema;
  for (let hops = depth; hops < longestChain && isObject(current); hops++) {
    const { example, examples, const: only, default: usual, enum: values, format, items } = current;
    const [first] = isArray(examples) ? examples : [];
    const [value] = isArray(values) ? values : [];
    const found = example ?? first ?? only ?? usual ?? value;
    if (found !== undefined) return found;
    if (typeof format === "string" && own(byFormat, format) !== undefined) return own(byFormat, format);
    const [variant] = [current.allOf, current.anyOf, current.oneOf].flatMap((one) =>
      isArray(one) ? one : [],
    );
    if (typeof current.$ref === "string") current = lookup(current.$ref);
    else if (current.type === "array" && isObject(items)) {
      const item = schemaSample(items, lookup, hops + 1);
      return item === undefined ? undefined : [item];
    } else current = isObject(variant) ? variant : undefined;
  }
  return undefined;
}

/**
 * Words of a document are data: no file of the reader's may be named by them, no key shown, nothing unseen and
 * nothing that a shell or a flag could take for something else.
 */
function isPlain(value: Json, name = "", depth = 0): boolean {
  if (depth > 6) return false;
  if (typeof value === "string")
    return (
      value.length <= longestText &&
      !fillers.has(value.trim().toLowerCase()) &&
      !/^[@-]|[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[<>{}]/u.test(value) &&
      !isKeyLike(name, value)
    );
  if (isArray(value)) return value.length > 0 && value.every((one) => isPlain(one, name, depth + 1));
  if (!isObject(value) || isExactNumber(value)) return true;
  const entries = Object.entries(value);
  return entries.every(
    ([key, member]) =>
      (key === "$file" ? member === "file.txt" : !secretName.test(key)) && isPlain(member, key, depth + 1),
  );
}
