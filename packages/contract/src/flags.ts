import type { ArgumentType, ArgumentTypes, Field } from "./argument-type.ts";
import type { ArgumentName, Operation } from "./connector.ts";
import { isObject, type Json, own } from "./json.ts";

/** A flag that every command understands, whatever its API. */
export interface GlobalFlag {
  readonly name: string;
  /** Placeholder of its value; absent for a switch. */
  readonly value?: string;
  readonly description: string;
}

/** The closed list of global flags. A parameter of the same name becomes `--<location>.<name>`. */
export const globalFlags: readonly GlobalFlag[] = [
  { name: "help", description: "what this is and how to use it" },
  { name: "version", description: "the connector's version" },
  { name: "find", value: "words", description: "search commands by what they do" },
  { name: "commands", description: "every command, or those of a group, as JSON" },
  { name: "schema", description: "the command's arguments and answer as JSON" },
  {
    name: "content-type",
    value: "type",
    description: "send the body in this media type, of those the command takes",
  },
  { name: "input", value: "json|@file|-", description: "the whole request body" },
  { name: "fields", value: "a,b.c|all", description: "which fields to show" },
  { name: "limit", value: "n", description: "how many items of a list" },
  { name: "all", description: "every item of a list" },
  { name: "count", description: "how many items there are, without the items" },
  {
    name: "count-by",
    value: "field",
    description: "how many items there are of each value of a field, over all pages",
  },
  { name: "output", value: "json|table|ndjson|raw", description: "how to print the answer" },
  { name: "dry-run", description: "print the request, secrets left out, and send nothing" },
  { name: "account", value: "label", description: "which connected account" },
  { name: "save", value: "file", description: "write the answer's bytes to a file" },
  { name: "timeout", value: "seconds", description: "for one request; default 60" },
  {
    name: "wait",
    value: "seconds",
    description: "for a person's approval, where one is needed; below 100000",
  },
];

/** What is typed for a parameter or a body field. */
export interface Flag {
  /** Without the dashes: `due-date`, `address.city`. */
  readonly name: string;
  readonly in: ArgumentName["in"];
  /** The wire name of a parameter; the member path of a body field. */
  readonly path: readonly string[];
  readonly field: Field;
  /** `field.type` with a reference replaced by what it names. */
  readonly type: ArgumentType;
  /** An array: the flag may be given several times. */
  readonly multiple: boolean;
}

/** Nested body objects get flags down to this many members; deeper ones are set by the object's JSON or `--input`. */
const maxFlagDepth = 3;
const maxBodyFlags = 300;
const flagName = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$/;

/**
 * The flags of an operation, without what is fixed. Names are deterministic and unique: kebab-case of the wire
 * name; the first of path, query, header, cookie and body keeps the short name, a later one of the same name,
 * and one that a global flag has, becomes `<location>.<name>`, numbered where even that is taken or where
 * nothing of the name can be typed.
 */
export function flagsOf(operation: Operation, types: ArgumentTypes): readonly Flag[] {
  const known = knownFlags.get(operation);
  if (known?.types === types) return known.flags;
  const flags = allFlags(operation, types);
  knownFlags.set(operation, { types, flags });
  return flags;
}

// A line is read, corrected and shown by the same flags.
const knownFlags = new WeakMap<Operation, { readonly types: ArgumentTypes; readonly flags: Flag[] }>();

function allFlags(operation: Operation, types: ArgumentTypes): Flag[] {
  const taken = new Set(globalFlags.map((flag) => flag.name));
  const flags: Flag[] = [];
  // `--no-x` negates the switch x, so two flags must not differ by that alone.
  const isFree = (name: string) =>
    flagName.test(name) &&
    !taken.has(name) &&
    !taken.has(`no-${name}`) &&
    !(name.startsWith("no-") && taken.has(name.slice(3)));
  const add = (place: ArgumentName["in"], path: readonly string[], field: Field) => {
    const type = resolveType(field.type, types);
    const short = path.map(toKebab).join(".");
    const long = `${place}.${short}`;
    let name = isFree(short) ? short : long;
    for (let number = 2; !isFree(name); number++)
      name = flagName.test(short) ? `${long}-${number}` : `${place}.${flags.length + number}`;
    taken.add(name);
    flags.push({ name, in: place, path, field, type, multiple: type.kind === "array" });
    return type;
  };
  for (const parameter of operation.parameters) {
    if (parameter.fixed === undefined) add(parameter.in, [parameter.name], parameter);
  }
  const addMembers = (fields: readonly Field[], path: readonly string[], fixed: Json | undefined) => {
    for (const field of fields) {
      if (flags.length >= maxBodyFlags) return;
      const fixedHere = isObject(fixed) ? own(fixed, field.name) : undefined;
      if (fixedHere !== undefined && !isObject(fixedHere)) continue;
      const memberPath = [...path, field.name];
      const type = add("body", memberPath, field);
      if (memberPath.length < maxFlagDepth) addMembers(fieldsOf(type, types), memberPath, fixedHere);
    }
  };
  const { body } = operation;
  if (body) addMembers(fieldsOf(resolveType(body.type, types), types), [], body.fixed);
  return flags;
}

/** The fields of an object; of a union those of all its objects, required where every variant requires them. */
export function fieldsOf(type: ArgumentType, types: ArgumentTypes, depth = 0): readonly Field[] {
  if (type.kind === "object") return type.properties;
  if (type.kind !== "union" || depth > maxFlagDepth) return [];
  const variants = type.variants.map((variant) => fieldsOf(resolveType(variant, types), types, depth + 1));
  const found = new Map<string, Field>();
  for (const field of variants.flat()) if (!found.has(field.name)) found.set(field.name, field);
  return [...found.values()].map(({ required, ...field }) => {
    const everywhere = variants.every((fields) =>
      fields.some((one) => one.name === field.name && one.required),
    );
    return everywhere && required ? { ...field, required } : field;
  });
}

/** Follows references to the type that they name; `any` where a name leads nowhere. */
export function resolveType(type: ArgumentType, types: ArgumentTypes, depth = 0): ArgumentType {
  if (type.kind !== "reference") return type;
  const named = own(types, type.name);
  if (named === undefined || depth > 20) return { kind: "any" };
  const resolved = resolveType(named, types, depth + 1);
  return type.nullable && resolved.kind !== "any" ? { ...resolved, nullable: true } : resolved;
}

/** `idList`, `boardIDs`, `X-Request-ID`, `filter[name]` → `id-list`, `board-ids`, `x-request-id`, `filter-name`. */
export function toKebab(name: string): string {
  // Most names; the rest is ten times as much work.
  if (/^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(name)) return name.replaceAll("_", "-");
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])/g, "-")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}
