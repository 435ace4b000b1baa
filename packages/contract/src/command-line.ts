import type { ArgumentType } from "./argument-type.ts";
import { isFileReference } from "./check-value.ts";
import type { Arguments, Operation } from "./connector.ts";
import { isExactNumber, jsonText } from "./exact-number.ts";
import { type Flag, flagsOf } from "./flags.ts";
import { isArray, isObject, type Json, own } from "./json.ts";
import { withBody } from "./media-type.ts";

/** `custom-trello`, and the words of an operation's command behind it. */
export function commandName(slug: string, operationId = ""): string {
  return [`custom-${slug}`, ...operationId.split(".")].filter(Boolean).join(" ");
}

/** A word as a POSIX shell takes it literally. */
export function quoteWord(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The words of the command that calls an operation with these arguments, unquoted. */
export function commandWords(
  slug: string,
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
  args: Arguments,
): string[] {
  const chosenBody = withBody(operation, args.contentType);
  const flags = flagsOf(chosenBody, types);
  const words = flags.filter((flag) => flag.in !== "body").flatMap((flag) => flagWords(flag, args));
  const body =
    args.body === undefined ? [] : bodyWords(flags, args.body, chosenBody.body?.encoding === "raw");
  const chosen = args.contentType === undefined ? [] : ["--content-type", args.contentType];
  return [...commandName(slug, operation.id).split(" "), ...words, ...chosen, ...body];
}

/** The same as a line for a POSIX shell: what a person or an agent can type. */
export function commandLine(
  slug: string,
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
  args: Arguments,
  more: readonly string[] = [],
): string {
  return [...commandWords(slug, operation, types, args), ...more].map(quoteWord).join(" ");
}

function flagWords(flag: Flag, args: Arguments): string[] {
  let value: Json | undefined = args[flag.in];
  for (const name of flag.path) value = isObject(value) ? own(value, name) : undefined;
  return value === undefined ? [] : wordsOf(flag, value);
}

/** Flags where they can say the whole body; else `--input`. */
function bodyWords(flags: readonly Flag[], body: Json, isRaw: boolean): string[] {
  const byPath = new Map(
    flags.filter((flag) => flag.in === "body").map((flag) => [flag.path.join("\n"), flag]),
  );
  const words = (value: { readonly [key: string]: Json }, path: readonly string[]): string[] | undefined => {
    const result: string[] = [];
    for (const [key, member] of Object.entries(value)) {
      const memberPath = [...path, key];
      const flag = byPath.get(memberPath.join("\n"));
      if (flag === undefined || isReadAsText(flag, member)) return undefined;
      const nested = isPlainObject(member) ? words(member, memberPath) : undefined;
      result.push(...(nested?.length ? nested : wordsOf(flag, member)));
    }
    return result;
  };
  if (isFileReference(body)) return ["--input", `@${body.$file}`];
  if (isRaw && typeof body === "string") return ["--input", body];
  const flagged = isObject(body) ? words(body, []) : undefined;
  return flagged?.length ? flagged : ["--input", jsonText(body)];
}

function isPlainObject(value: Json): value is { readonly [key: string]: Json } {
  return isObject(value) && !isFileReference(value) && !isExactNumber(value);
}

function wordsOf(flag: Flag, value: Json): string[] {
  const name = `--${flag.name}`;
  const word = (one: Json) =>
    isFileReference(one) ? one.$file : typeof one === "string" ? one : jsonText(one);
  // A value that looks like a flag is joined to its name, so that no parser can take it for one.
  const named = (one: Json) => (word(one).startsWith("-") ? [`${name}=${word(one)}`] : [name, word(one)]);
  if (typeof value === "boolean" && flag.type.kind === "boolean") return [value ? name : `--no-${flag.name}`];
  if (isArray(value) && flag.multiple && value.length > 0 && value.every(isPlain))
    return value.flatMap(named);
  return named(value);
}

function isPlain(value: Json): boolean {
  return (
    typeof value === "number" ||
    (typeof value === "string" && !value.startsWith("[")) ||
    isFileReference(value) ||
    isExactNumber(value)
  );
}

/** Where any text is accepted too, a flag takes what is typed for text: a number has to be in JSON. */
function isReadAsText({ type }: Flag, value: Json): boolean {
  const text = type.kind === "union" && type.variants.some((one) => one.kind === "string" && !one.enum);
  return text && typeof value === "number";
}
