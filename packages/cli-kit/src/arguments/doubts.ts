import {
  type ArgumentType,
  type ArgumentTypes,
  isArray,
  isExactNumber,
  isMeantName,
  isObject,
  type Json,
  jsonText,
  nearest,
  type ObjectType,
  type Operation,
  quoteWord,
  resolveType,
} from "@specwire/contract";
import { CliError } from "../errors.ts";
import { oneLine } from "../text.ts";
import type { CommandLine, GivenFlag } from "./read-command-line.ts";

/**
 * What may have been meant otherwise by a flag that is given once, in notes. Refused where a command that changes
 * something would store what nobody meant.
 */
export function doubtsAbout(
  given: GivenFlag,
  operation: Operation,
  types: ArgumentTypes,
  line: CommandLine,
): string[] {
  const type = givenType(given, types);
  const note = joinedList(given, type, operation, types, line) ?? fileAsText(given, type, operation, types);
  return note === undefined ? [] : [note];
}

/** `--labels a,b`, which is one value. A sentence with commas in it is no list. */
function joinedList(
  given: GivenFlag,
  type: ArgumentType,
  operation: Operation,
  types: ArgumentTypes,
  line: CommandLine,
): string | undefined {
  const { typed, text = "" } = given;
  if (type.kind !== "array" || !text.includes(",") || /^\s*[[{]/.test(text)) return undefined;
  const items = textType(type.items, types);
  if (items === undefined || items.enum?.includes(text)) return undefined;
  const parts = text.split(",").map((part) => part.trim());
  const what = `${typed} has one value, ${JSON.stringify(text)}`;
  const isListed = items.enum !== undefined && parts.every((part) => items.enum?.includes(part));
  const isJoined = operation.access === "write" && !/,\s/.test(text) && !parts.includes("");
  const several = parts.flatMap((part) => (part.startsWith("-") ? [`${typed}=${part}`] : [typed, part]));
  if (isListed || isJoined) {
    const one = isListed ? "" : `; if one is meant: ${typed} ${quoteWord(JSON.stringify([text]))}`;
    throw new CliError("INVALID_ARGUMENT", `${what}; for several repeat the flag${one}`, {
      flag: typed,
      operation: operation.id,
      help: `try: ${line.replaced(given.at, several)}`,
    });
  }
  return `${what}; for several repeat the flag`;
}

/** `--body @notes.md`, which is sent as it stands: a name that begins so may be meant as well. */
function fileAsText(
  { flag, typed, text = "" }: GivenFlag,
  type: ArgumentType,
  { access }: Operation,
  types: ArgumentTypes,
): string | undefined {
  if (access !== "write" || flag.in !== "body" || !/^@[^\s@"'$`\\]+$/.test(text)) return undefined;
  const own = textType(type.kind === "array" ? type.items : type, types);
  if (own === undefined || own.encoding !== undefined || own.enum !== undefined) return undefined;
  return `${typed} is sent as it stands, ${JSON.stringify(text)}; the text of a file: ${typed} "$(cat ${quoteWord(text.slice(1))})"`;
}

/** The text that a type is, or takes among others. */
function textType(declared: ArgumentType, types: ArgumentTypes) {
  const type = resolveType(declared, types);
  if (type.kind === "string") return type;
  if (type.kind !== "union") return undefined;
  return type.variants.map((one) => resolveType(one, types)).find((one) => one.kind === "string");
}

const mostNamed = 5;

/** A value as it was given, and how the line says another one; absent where what it holds is not to be shown. */
export interface GivenValue {
  readonly typed: string;
  readonly value: Json;
  readonly type: ArgumentType;
  readonly at?: readonly number[];
}

/**
 * Members that objects are not known to have, at any depth. They are sent: documents leave members out. Refused where
 * one is a slip that a write would store, or where nothing of the whole is known, since nothing would be done.
 */
export function unknownMembers(
  { typed, value, type, at }: GivenValue,
  operation: Operation,
  types: ArgumentTypes,
  line: CommandLine,
): string[] {
  const unknown: string[] = [];
  const meant = new Set<string>();
  let isRefused = false;
  const corrected = (one: Json, declared: ArgumentType, path: readonly string[]): Json => {
    const own = thingType(declared, types, isArray(one) ? "array" : "object");
    if (own?.kind === "array" && isArray(one))
      return one.map((item, index) => corrected(item, own.items, [...path, String(index)]));
    if (own?.kind !== "object" || !isObject(one) || isExactNumber(one) || path.length > deepest) return one;
    const known = new Map(own.properties.map((field) => [field.name, field.type]));
    const given = Object.keys(one);
    const others = given.filter((name) => !known.has(name));
    // Members of any name are what an object is for whose additional ones have a type.
    const isFree = known.size === 0 || (own.additional !== undefined && own.additional.kind !== "any");
    if (!isFree && unknown.length < mostLooked) {
      unknown.push(...others.map((name) => [...path, name].join(".")));
      const around =
        others.length > 0 && others.length === given.length && aroundAll(own, others, types, path.length);
      if (around) {
        meant.add(`{${around}: {…}}`);
        isRefused = true;
        return { [around]: one };
      }
    }
    const open = [...known.keys()].filter((name) => !given.includes(name));
    return Object.fromEntries(
      Object.entries(one).map(([name, member]) => {
        const below = known.get(name);
        if (below !== undefined) return [name, corrected(member, below, [...path, name])];
        const near = isFree || unknown.length >= mostLooked ? [] : nearest(name, open);
        const slip = near.find((other) => isMeantName(name, other));
        if (slip === undefined) return [name, member];
        meant.add(slip);
        isRefused ||= operation.access === "write" || others.length === given.length;
        return [slip, member];
      }),
    );
  };
  const better = corrected(value, type, []);
  if (unknown.length === 0) return [];
  const names = unknown.slice(0, mostNamed).map((name) => oneLine(name, 40));
  const rest = unknown.length > mostNamed ? `, and ${unknown.length - mostNamed} more` : "";
  const what = `${typed}: no member ${names.join(", ")}${rest} is known`;
  const hint = meant.size === 0 ? "" : `; did you mean ${[...meant].join(", ")}?`;
  if (!isRefused) return [`${what}; sent as it stands${hint}`];
  throw new CliError("INVALID_ARGUMENT", `${what}${hint}`, {
    flag: typed,
    operation: operation.id,
    help: at ? `try: ${line.replaced(at, [typed, jsonText(better)])}` : "--schema shows the members",
  });
}

const deepest = 20;
const mostLooked = 50;

/** The list or thing that a type is, or is the only one of among others. */
function thingType(declared: ArgumentType, types: ArgumentTypes, kind: "array" | "object") {
  const type = resolveType(declared, types);
  if (type.kind !== "union") return type;
  const found = type.variants.map((one) => resolveType(one, types)).filter((one) => one.kind === kind);
  return found.length === 1 ? found[0] : undefined;
}

/** The one member of a whole body that has all of these in it, where it was let out: `{"title"}` of `{"ticket": {…}}`. */
function aroundAll(
  { properties }: ObjectType,
  names: readonly string[],
  types: ArgumentTypes,
  depth: number,
): string | undefined {
  const found = properties.filter((field) => {
    const type = resolveType(field.type, types);
    return type.kind === "object" && names.every((name) => type.properties.some((one) => one.name === name));
  });
  return depth === 0 && found.length === 1 ? found[0]?.name : undefined;
}

/** The type of the value that a flag states: its own, or that of the member that it names inside. */
export function givenType(
  { flag, inner }: Pick<GivenFlag, "flag" | "inner">,
  types: ArgumentTypes,
): ArgumentType {
  if (inner.length === 0) return flag.type;
  let current = resolveType(flag.type, types);
  for (const _ of inner) {
    if (current.kind !== "object" || current.additional === undefined) return { kind: "any" };
    current = resolveType(current.additional, types);
  }
  return current;
}
