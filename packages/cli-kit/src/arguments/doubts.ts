import {
  type ArgumentType,
  type ArgumentTypes,
  isMeantName,
  isObject,
  type Json,
  jsonText,
  nearest,
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

/**
 * Members of `--input` that the body is not known to have. They are sent: documents leave members out. Refused where
 * nothing in it is known and one is a slip, since nothing would be done.
 */
export function unknownMembers(
  operation: Operation,
  types: ArgumentTypes,
  body: Json | undefined,
  line: CommandLine,
): string[] {
  const type = operation.body && resolveType(operation.body.type, types);
  if (type?.kind !== "object" || type.properties.length === 0 || !isObject(body)) return [];
  const known = type.properties.map(({ name }) => name);
  const given = Object.keys(body);
  const unknown = given.filter((name) => !known.includes(name));
  // Members of any name are what a body is for whose additional ones have a type.
  if (unknown.length === 0 || (type.additional !== undefined && type.additional.kind !== "any")) return [];
  const open = known.filter((name) => !given.includes(name));
  const near = unknown.map(
    (name) => [name, nearest(name, open).find((one) => isMeantName(name, one))] as const,
  );
  const slips = near.filter(([, meant]) => meant !== undefined);
  const meant = [...new Set(slips.map(([, one]) => one))].join(", ");
  const names = unknown.slice(0, mostNamed).map((name) => oneLine(name, 40));
  const rest = unknown.length > mostNamed ? `, and ${unknown.length - mostNamed} more` : "";
  const what = `--input: no member ${names.join(", ")}${rest} of this body is known`;
  const hint = meant === "" ? "" : `; did you mean ${meant}?`;
  if (slips.length > 0 && unknown.length === given.length) {
    const renamed = new Map(near.map(([name, one]) => [name, one ?? name]));
    const entries = Object.entries(body).map(([name, value]) => [renamed.get(name) ?? name, value] as const);
    // What a file or a pipe holds is not shown.
    const isInline = line.inputAt !== undefined && !/^[@-]/.test(line.options.input ?? "");
    throw new CliError("INVALID_ARGUMENT", `${what}${hint}`, {
      flag: "--input",
      operation: operation.id,
      help: isInline
        ? `try: ${line.replaced(line.inputAt, ["--input", jsonText(Object.fromEntries(entries))])}`
        : "--schema shows the members",
    });
  }
  return [`${what}; sent as it stands${hint}`];
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
