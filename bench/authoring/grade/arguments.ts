import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Arguments,
  type ArgumentType,
  type Connector,
  exactNumber,
  isArray,
  isObject,
  type Json,
  type Operation,
  own,
  type ParameterLocation,
  resolveType,
} from "../../../packages/contract/src/index.ts";
import type { Call, Expected } from "../services.ts";

type Types = NonNullable<Connector["types"]>;

export interface Adapted {
  readonly arguments: Arguments;
  /** Arguments that the connector takes nowhere. */
  readonly missing: readonly string[];
}

/**
 * The arguments of a call in the shape that a spec has given them. What is sent is not touched by this: a spec may
 * call a path parameter differently, take a list as text with commas, or brackets as an object.
 */
export function adapt(
  operation: Operation,
  types: Types,
  call: Call,
  expected: Expected,
  basePath: string,
  files: string,
): Adapted {
  const missing: string[] = [];
  const given = call.arguments as Record<string, Readonly<Record<string, Json>> | undefined>;
  const place = (location: ParameterLocation): Record<string, Json> => {
    const result: Record<string, Json> = {};
    for (const [name, value] of Object.entries(given[location] ?? {}))
      if (!put(result, operation, types, location, name, value)) missing.push(`${location} ${name}`);
    return result;
  };
  const path = pathArguments(operation, given.path ?? {}, expected.path, basePath);
  const body = bodyArgument(operation, types, call.arguments.body, expected, files, missing);
  const result = {
    path,
    query: place("query"),
    header: place("header"),
    ...(body !== undefined && { body }),
  };
  return { arguments: result, missing };
}

/** By name; by their order where they are called differently; else as the template cuts the path that is expected. */
function pathArguments(
  { path: template }: Operation,
  given: Readonly<Record<string, Json>>,
  expected: string,
  basePath: string,
): Record<string, Json> {
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const values = Object.values(given);
  if (names.every((name) => own(given, name) !== undefined) && names.length === values.length)
    return { ...given };
  if (names.length === values.length)
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
  const pattern = template
    .split(/\{[^{}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&"))
    .join("(.+)");
  const found = new RegExp(`^${pattern}$`).exec(expected.slice(basePath.length));
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found?.[index + 1] ?? "")]));
}

function put(
  result: Record<string, Json>,
  { parameters }: Operation,
  types: Types,
  location: ParameterLocation,
  name: string,
  value: Json,
): boolean {
  const declared = (wanted: string) =>
    parameters.find(
      (one) =>
        one.in === location &&
        (location === "header" ? one.name.toLowerCase() === wanted.toLowerCase() : one.name === wanted),
    );
  const plain = declared(name) ?? declared(name.replace(/\[\]$/, "")) ?? declared(`${name}[]`);
  if (plain !== undefined) {
    // What a spec always sends is no argument; whether it is the right value is seen on the wire.
    if (plain.fixed === undefined) result[plain.name] = fit(resolveType(plain.type, types), value);
    return true;
  }
  const [, holder = "", member = ""] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name) ?? [];
  const object = declared(holder);
  const type = object && resolveType(object.type, types);
  if (object === undefined || type?.kind !== "object") return false;
  const field = type.properties.find((one) => one.name === member);
  const before = result[object.name];
  result[object.name] = {
    ...(isObject(before) ? before : {}),
    [member]: field === undefined ? value : fit(resolveType(field.type, types), value),
  };
  return true;
}

/** A list for a parameter that takes text is written with commas; one value for a list is a list of one. */
function fit(type: ArgumentType, value: Json): Json {
  if (type.kind === "string" && isArray(value)) return value.map(String).join(",");
  if (type.kind === "array" && !isArray(value)) return [value];
  return value;
}

function bodyArgument(
  { body }: Operation,
  types: Types,
  given: Json | undefined,
  expected: Expected,
  files: string,
  missing: string[],
): Json | undefined {
  if (given === undefined) return undefined;
  if (body === undefined) {
    missing.push("body");
    return undefined;
  }
  if (body.encoding === "json") return withExactNumbers(given, expected.body);
  if (!isObject(given)) return given;
  const type = resolveType(body.type, types);
  const fields = new Map(type.kind === "object" ? type.properties.map((one) => [one.name, one.type]) : []);
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, Json][] => {
      if (isFile(value)) return [[name, fileArgument(value, files)]];
      const declared = fields.get(name);
      const kind = declared && resolveType(declared, types).kind;
      if (body.encoding === "form" && declared === undefined) {
        const flat = flatten(name, value);
        if (flat.every(([key]) => fields.has(key))) return flat;
      }
      if (kind === "array" && !isArray(value)) return [[name, [value]]];
      // A part of JSON may be declared as the text that it is.
      return [[name, kind === "string" && isObject(value) ? JSON.stringify(value) : value]];
    }),
  );
}

function flatten(name: string, value: Json): [string, Json][] {
  if (isArray(value)) return value.flatMap((one, index) => flatten(`${name}[${index}]`, one));
  if (isObject(value)) return Object.entries(value).flatMap(([key, one]) => flatten(`${name}[${key}]`, one));
  return [[name, value]];
}

interface FileValue {
  readonly filename: string;
  readonly text: string;
}

function isFile(value: Json): value is Json & FileValue {
  return isObject(value) && typeof value.filename === "string" && typeof value.text === "string";
}

function fileArgument({ filename, text }: FileValue, files: string): Json {
  mkdirSync(files, { recursive: true });
  const path = join(files, filename);
  writeFileSync(path, text);
  return { $file: path };
}

/** Ids are written as text in what is given, so that nothing rounds them; where a number is expected, it is one. */
function withExactNumbers(given: Json, expected: Json | undefined): Json {
  if (typeof given === "string" && expected !== undefined && typeof expected !== "string")
    return (exactNumber(given) as Json | undefined) ?? given;
  if (isArray(given) && isArray(expected))
    return given.map((one, index) => withExactNumbers(one, expected[index]));
  if (!isObject(given) || !isObject(expected)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, one]) => [name, withExactNumbers(one, own(expected, name))]),
  );
}
