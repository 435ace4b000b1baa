import type { Arguments, ArgumentTypes, Example, Flag, Json, Operation } from "@specwire/contract";
import {
  checkArguments,
  commandLine,
  flagsOf,
  isArray,
  isObject,
  neededFlags,
  needsInput,
  own,
  plainName,
} from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { bodyMembers } from "../../3-check/arguments.ts";
import { sortedDeep } from "../order.ts";
import { keyOf, type PathValues } from "./path-values.ts";
import { holdsSecret, isPlain } from "./plain-sample.ts";
import { queryInWords } from "./query-in-words.ts";
import { schemaExample, schemaSample } from "./schema-sample.ts";

/** A whole body in a longer line shows nobody at a glance what to type, in characters. */
const longestWhole = 120;
/** What a call can do without is added up to this length, in characters. */
const longestFull = 140;
/** What a call can't do without may be longer: ids are. */
const longestNeeded = 210;
const mostAdded = 2;

/** What an example is made of. */
export interface Samples {
  readonly types: ArgumentTypes;
  readonly lookup: SchemaLookup;
  readonly paths: PathValues;
}

/**
 * A call of what a document gives as examples: all of a body's where that is short, else what the call needs and
 * some more. Undefined where not each needed value is known, where none is needed and none known, and where the
 * API's own description would refuse it. The slug does not count.
 */
export function sampleCall(
  resolved: ResolvedOperation,
  operation: Operation,
  samples: Samples,
): Example | undefined {
  const flags = flagsOf(operation, samples.types);
  const needed = neededFlags(operation, flags);
  // A name of a file is ours and tells nothing by itself.
  if (needed.length > 0 && needed.every((one) => one.type.kind === "file")) return undefined;
  const places = placesOf(
    needed.filter((one) => one.in !== "body"),
    resolved,
    operation,
    samples,
  );
  if (places === undefined) return undefined;
  const stated = bodySample(resolved, samples);
  // Without its secret, the rest of it is no call that anybody makes; what is needed is.
  const isSecret = stated !== undefined && holdsSecret(stated);
  if (isSecret && !needed.some((one) => one.in === "body")) return undefined;
  const sample = isSecret ? undefined : stated;
  const { types } = samples;
  const hasFlags = flags.some((one) => one.in === "body");
  for (const body of bodiesOf(sample, resolved, operation, flags, samples)) {
    const args: Arguments = body === undefined ? places : { ...places, body };
    const isSample = body !== undefined && body === resolved.body?.sample;
    if (!isShown(args, operation, types, isSample ? longestWhole : longestNeeded)) continue;
    // Of members that were not thought of together, those that are needed are enough.
    const isWhole = resolved.body?.sample !== undefined || body === undefined;
    const more =
      hasFlags && isWhole && isObject(body ?? {}) ? withMore(args, sample, operation, types) : args;
    if (Object.keys(more).length > 0) return { arguments: sortedDeep(more) };
  }
  return undefined;
}

/** Values of path, query, header and cookie; undefined where one is not known. */
function placesOf(
  needed: readonly Flag[],
  resolved: ResolvedOperation,
  operation: Operation,
  { lookup, paths }: Samples,
): Record<string, Record<string, Json>> | undefined {
  const places: Record<string, Record<string, Json>> = {};
  const parameterOf = (flag: Flag) =>
    resolved.parameters.find((one) => one.in === flag.in && one.name === flag.path[0]);
  const stated = (flag: Flag) => {
    const parameter = parameterOf(flag);
    return parameter?.sample ?? schemaExample(parameter?.schema, lookup);
  };
  // What a document gives for each part of a path was thought of together.
  const inPath = needed.filter((one) => one.in === "path");
  const known = inPath.every((one) => stated(one) !== undefined) ? undefined : paths.of(operation);
  let same: ReadonlyMap<string, string> | undefined;
  for (const flag of needed) {
    const [name = ""] = flag.path;
    const parameter = parameterOf(flag);
    const lowered = operation.parameters.find((one) => one.in === flag.in && one.name === name);
    const key = lowered && keyOf(lowered);
    const elsewhere = () => {
      if (lowered === undefined || key === undefined) return undefined;
      if (same?.get(key) === undefined) same = paths.same(lowered);
      return same?.get(key);
    };
    const value =
      fitting(flag, flag.in === "path" ? known?.get(name) : undefined) ??
      fitting(flag, stated(flag)) ??
      fitting(flag, flag.in === "query" ? queryInWords(name, resolved) : undefined) ??
      fitting(flag, schemaSample(parameter?.schema, lookup)) ??
      fitting(flag, elsewhere());
    if (value === undefined) return undefined;
    places[flag.in] = { ...places[flag.in], [name]: value };
  }
  return places;
}

/** Bodies to try, the fullest in front; undefined is none at all. */
function* bodiesOf(
  sample: Json | undefined,
  resolved: ResolvedOperation,
  operation: Operation,
  flags: readonly Flag[],
  samples: Samples,
): Generator<Json | undefined> {
  const hasFlags = flags.some((one) => one.in === "body");
  const asked = needsInput(operation, flags);
  if (resolved.body?.sample !== undefined && ((hasFlags && isObject(sample)) || asked)) yield sample;
  if (asked) return;
  const wanted = neededFlags(operation, flags).filter((one) => one.in === "body");
  const needed = wanted.length > 0 ? neededBody(wanted, resolved, operation, samples) : undefined;
  if (wanted.length > 0 && needed === undefined) return;
  yield needed;
  if (!hasFlags || !isObject(sample)) return;
  // What a body needs may depend on its other members, and one that needs none of them may not be empty.
  const more = Object.entries(sample).filter(([, value]) => isShort(value));
  const whole: Json = { ...Object.fromEntries(more), ...(isObject(needed) && needed) };
  for (const [name, value] of more) yield { [name]: value, ...(isObject(needed) && needed) };
  if (more.length > 0) yield whole;
}

/** What a document gives as an example of the body, or of its members. */
function bodySample({ body }: ResolvedOperation, { lookup }: Samples): Json | undefined {
  if (body === undefined || body.sample !== undefined) return body?.sample;
  const entries = [...bodyMembers(body.schema, lookup).members].flatMap(([name, schema]) => {
    const value = schemaExample(schema, lookup);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** With members of the body's example that a call can do without, as long as the line stays short. */
function withMore(
  args: Arguments,
  sample: Json | undefined,
  operation: Operation,
  types: ArgumentTypes,
): Arguments {
  let result = args;
  let added = 0;
  for (const [name, value] of Object.entries(isObject(sample) ? sample : {})) {
    const members = isObject(result.body) ? result.body : {};
    if (added >= mostAdded || own(members, name) !== undefined || !isShort(value)) continue;
    const next = { ...result, body: { ...members, [name]: value } };
    if (!isShown(next, operation, types, longestFull, true)) continue;
    result = next;
    added++;
  }
  return result;
}

/** Typed as one word, and easily quoted. */
function isShort(value: Json): boolean {
  if (isArray(value)) return value.length < 3 && value.every((one) => !isArray(one) && isShort(one));
  return value !== null && !isObject(value) && !String(value).includes("'");
}

/** `inFlags`: what no flag can say would turn the whole body into JSON. */
function isShown(
  args: Arguments,
  operation: Operation,
  types: ArgumentTypes,
  longest: number,
  inFlags = false,
): boolean {
  const { body } = args;
  if (body !== undefined && operation.body?.encoding === "raw") return false;
  if (!isPlain(args as Json) || checkArguments(operation, types, args).length > 0) return false;
  // Names and quotes are rarely as much again as what has to be said anyway.
  if (body === undefined && JSON.stringify(args).length * 2 + operation.id.length < longest) return true;
  const line = commandLine("x", operation, types, args);
  return line.length <= longest && !(inFlags && line.includes(" --input "));
}

/**
 * What the members that a body needs are in its example, else in those of their schemas, else in what the operation
 * answers with in its example: what is made has what was given for it.
 */
function neededBody(
  needed: readonly Flag[],
  { body }: ResolvedOperation,
  operation: Operation,
  { lookup, paths }: Samples,
): Json | undefined {
  let result: Json = {};
  const said = new Set<Json>();
  for (const flag of needed) {
    let schema: JsonSchema | undefined = body?.schema;
    let known = body?.sample;
    const isChoice = ("enum" in flag.type && flag.type.enum !== undefined) || flag.type.kind === "boolean";
    let answered = isChoice ? undefined : paths.thing(operation.id);
    for (const name of flag.path) {
      schema = schema === undefined ? undefined : bodyMembers(schema, lookup).members.get(name);
      known = (isObject(known) ? own(known, name) : undefined) ?? schemaExample(schema, lookup);
      answered = memberNamed(answered, name);
    }
    const value =
      fitting(flag, known) ?? fitting(flag, answered) ?? fitting(flag, schemaSample(schema, lookup));
    // From somebody to somebody else: what only a format says is the same for both.
    if (value === undefined || (isLong(value) && said.has(value))) return undefined;
    said.add(value);
    result = withMember(result, flag.path, value);
  }
  return result;
}

function isLong(value: Json): boolean {
  return typeof value === "string" && value.length >= 8;
}

/** Its member of that name, however the name is written. */
function memberNamed(value: Json | undefined, name: string): Json | undefined {
  if (!isObject(value)) return undefined;
  const exact = own(value, name);
  if (exact !== undefined) return exact;
  const plain = plainName(name);
  return Object.entries(value).find(([key]) => plainName(key) === plain)?.[1];
}

function withMember(base: Json, [name = "", ...rest]: readonly string[], value: Json): Json {
  const members = isObject(base) ? base : {};
  return {
    ...members,
    [name]: rest.length === 0 ? value : withMember(own(members, name) ?? {}, rest, value),
  };
}

/** A value as a person would type it for this flag. */
function fitting({ name, type }: Flag, value: Json | undefined): Json | undefined {
  if (type.kind === "file") return { $file: "file.txt" };
  if (value === undefined || value === null) return undefined;
  const isNumber = type.kind === "integer" || type.kind === "number";
  if (isNumber && typeof value === "string") return /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
  const typed = type.kind === "string" && typeof value === "number" ? String(value) : value;
  const one = type.kind === "array" && !isArray(typed) ? [typed] : typed;
  return isPlain({ [name]: one }) ? one : undefined;
}
