import type { Table } from "@specwire/cli-kit";
import {
  type Arguments,
  type ArgumentType,
  commandWords,
  exactNumber,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  jsonText,
  own,
  resolveType,
  withBody,
} from "@specwire/contract";
import { inputOf, type OperationInput } from "./operation-input.ts";

/** An input as the words of a command line, behind the name of the tool. */
export interface Words {
  readonly argv: readonly string[];
  /** What they mean, before defaults: the line has to be read so, or it is refused. */
  readonly meant: Arguments;
  /** What is piped in. */
  readonly piped?: string;
  /** Whether they name files that are sent. */
  readonly hasFiles: boolean;
}

/** An input that can't be called with; the message is for the model. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** The absolute path that stands in the line for a file that the input names. Throws `InputError`. */
type FilePath = (path: string) => string;

/** Where files are sent from and saved. */
export interface FilePaths {
  readonly toSend: FilePath;
  readonly toSave: FilePath;
}

const globals: ReadonlySet<string> = new Set([
  "input",
  "content-type",
  "fields",
  "limit",
  "all",
  "count",
  "count-by",
  "save",
  "account",
]);

/** Turns a tool's input into the command line that says the same. Throws `InputError`. */
export function wordsOf(table: Table, id: string, input: JsonObject, paths: FilePaths): Words {
  const stated = table.operation(id);
  if (stated === undefined) throw new InputError("there is no such operation");
  const contentType = textOf(input, "content-type");
  const operation = withBody(stated, contentType);
  const known = inputOf(table, operation);
  const { args, hasFiles } = argumentsOf(known, input, paths.toSend);
  const { body, ...parameters } = args;
  const raw = body !== undefined && operation.body?.encoding === "raw";
  const rawFile = raw && resolveType(operation.body?.type ?? { kind: "any" }, known.types).kind === "file";
  const piped = raw && !rawFile ? (typeof body === "string" ? body : jsonText(body)) : undefined;
  const stateable = contentType === undefined ? parameters : { ...parameters, contentType };
  const { slug } = table.connector();
  return {
    argv: [
      ...commandWords(slug, stated, known.types, stateable).slice(1),
      ...(body === undefined
        ? []
        : [`--input=${raw ? (rawFile ? `@${String(body)}` : "-") : jsonText(body)}`]),
      ...optionsOf(input, paths.toSave),
    ],
    meant: { ...stateable, ...(body !== undefined && !raw && !hasFiles && { body }) },
    ...(piped !== undefined && { piped }),
    hasFiles,
  };
}

function argumentsOf(
  known: OperationInput,
  input: JsonObject,
  filePath: FilePath,
): { args: Arguments; hasFiles: boolean } {
  const { flags, types, operation } = known;
  const places: Record<string, Record<string, Json>> = {};
  let body: Json | undefined;
  let hasFiles = false;
  const path: FilePath = (given) => {
    hasFiles = true;
    return filePath(given);
  };
  if (Object.hasOwn(input, "input")) {
    if (operation.body === undefined) throw new InputError("input is the body, and this operation has none");
    body = fitted(input.input ?? null, operation.body.type, types, path, "input");
  }
  for (const [name, value] of Object.entries(input)) {
    if (globals.has(name)) continue;
    // The API's own spelling is taken too, where it can mean one argument only.
    const spelt = flags.filter(({ path: [member] }) => member === name);
    const flag = flags.find((one) => one.name === name) ?? (spelt.length === 1 ? spelt[0] : undefined);
    if (flag === undefined) {
      const names = [...flags.map((one) => one.name), ...(operation.body ? ["input"] : [])];
      throw new InputError(
        `there is no argument ${JSON.stringify(name)}; there are: ${names.join(", ") || "none"}`,
      );
    }
    if (name !== flag.name && Object.hasOwn(input, flag.name))
      throw new InputError(`${flag.name} and ${JSON.stringify(name)} are the same argument`);
    const [member = ""] = flag.path;
    const fit = fitted(value, flag.field.type, types, path, name);
    if (flag.in !== "body") {
      if (startsFile(fit) && mayNameFile(flag.field.type, types))
        throw new InputError(`${name} can't begin with "@": on a command line that names a file`);
      places[flag.in] = { ...places[flag.in], [member]: fit };
    } else if (body === undefined || isObject(body))
      body = Object.fromEntries([...Object.entries(body ?? {}), [member, fit]]);
    else throw new InputError(`${name} can't be merged into input, which is no object`);
  }
  return { args: { ...places, ...(body !== undefined && { body }) }, hasFiles };
}

/**
 * Files become their paths; digits in a text become the number that they are, since JSON on its way through
 * JavaScript keeps no more than 53 bits.
 */
function fitted(
  value: Json,
  declared: ArgumentType,
  types: Readonly<Record<string, ArgumentType>>,
  filePath: FilePath,
  place: string,
): Json {
  const type = resolveType(declared, types);
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new InputError(`${place} is too large for a JSON number; give its digits as text`);
  switch (type.kind) {
    case "file":
      if (typeof value !== "string") throw new InputError(`${place} takes the path of a file`);
      return filePath(value);
    case "string":
      // As on a command line, where all is text: ids that look like numbers are given as such.
      return typeof value === "number" ? String(value) : value;
    case "integer":
    case "number":
      return typeof value === "string" ? ((exactNumber(value) as Json | undefined) ?? value) : value;
    case "array":
      return isArray(value)
        ? value.map((item, at) => fitted(item, type.items, types, filePath, `${place}.${at}`))
        : value;
    case "object":
      return isObject(value) ? fittedMembers(value, type, types, filePath, place) : value;
    default:
      checkNumbers(value, place);
      return value;
  }
}

function fittedMembers(
  value: JsonObject,
  type: Extract<ArgumentType, { kind: "object" }>,
  types: Readonly<Record<string, ArgumentType>>,
  filePath: FilePath,
  place: string,
): Json {
  const fields = new Map(type.properties.map((field) => [field.name, field.type]));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const of = fields.get(name) ?? type.additional ?? { kind: "any" };
      return [name, fitted(member, of, types, filePath, `${place}.${name}`)];
    }),
  );
}

/** A number that JSON has rounded on its way here is not what was meant. */
function checkNumbers(value: Json, place: string): void {
  if (isArray(value)) for (const item of value) checkNumbers(item, place);
  else if (isObject(value)) for (const member of Object.values(value)) checkNumbers(member, place);
  else if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new InputError(`${place} holds a number that is too large for JSON; give its digits as text`);
}

function startsFile(value: Json): boolean {
  if (typeof value === "string") return value.startsWith("@");
  return isArray(value) && value.some(startsFile);
}

/** Whether the command line reads a file where a value of the type begins with "@". */
function mayNameFile(
  declared: ArgumentType,
  types: Readonly<Record<string, ArgumentType>>,
  depth = 0,
): boolean {
  const type = resolveType(declared, types);
  if (depth > 8 || type.kind === "file") return true;
  if (type.kind === "string") return type.encoding !== undefined;
  if (type.kind === "array") return mayNameFile(type.items, types, depth + 1);
  return type.kind === "union" && type.variants.some((one) => mayNameFile(one, types, depth + 1));
}

function optionsOf(input: JsonObject, filePath: FilePath): string[] {
  const words: string[] = [];
  for (const name of ["fields", "count-by", "account"]) {
    const text = textOf(input, name);
    if (text !== undefined) words.push(`--${name}=${text}`);
  }
  const limit = own(input, "limit");
  if (limit !== undefined) {
    if (typeof limit !== "number" && typeof limit !== "string")
      throw new InputError("limit takes a whole number");
    words.push(`--limit=${limit}`);
  }
  for (const name of ["all", "count"]) {
    const value = own(input, name);
    if (value !== undefined && typeof value !== "boolean")
      throw new InputError(`${name} takes true or false`);
    if (value === true) words.push(`--${name}`);
  }
  const save = textOf(input, "save");
  if (save !== undefined) words.push(`--save=${filePath(save)}`);
  return words;
}

function textOf(input: JsonObject, name: string): string | undefined {
  const value = own(input, name);
  if (value === undefined || typeof value === "string") return value;
  throw new InputError(`${name} takes a text`);
}
