import type { ArgumentType } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";

const words: Readonly<Record<Exclude<ArgumentType["kind"], "reference" | "union">, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  file: "a file",
  any: "any JSON",
};

/** What a value of the type is, for people. */
export function kindWords(type: ArgumentType): string {
  if (type.kind === "reference") return `a ${quote(type.name)}`;
  if (type.kind === "union") return `one of ${type.variants.length} kinds`;
  return words[type.kind];
}

/** The place of a member. */
export function placed(at: string, name: string): string {
  const written = name === "*" || /^[\w$@.[\]-]+$/.test(name) ? name : quote(name);
  return at.startsWith("type ") && !at.includes(": ") ? `${at}: ${written}` : `${at}.${written}`;
}

const mostKinds = 4;

/** `text, a list or 3 others` */
export function either(kinds: readonly string[]): string {
  if (kinds.length <= mostKinds) return kinds.join(" or ");
  return `${kinds.slice(0, mostKinds).join(", ")} or ${kinds.length - mostKinds} others`;
}
