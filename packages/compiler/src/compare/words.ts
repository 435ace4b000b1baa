import type { Json } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";

const mostNames = 6;

/** `"a", "b" and 3 more` */
export function names(list: readonly (string | number | boolean)[]): string {
  const shown = list.slice(0, mostNames).map((one) => (typeof one === "string" ? quote(one) : String(one)));
  if (list.length <= mostNames) return shown.length < 2 ? shown.join("") : join(shown);
  return `${shown.join(", ")} and ${list.length - mostNames} more`;
}

function join(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** What the second list has and the first has not. */
export function missingFrom<T>(first: readonly T[], second: readonly T[]): T[] {
  const known = new Set(first);
  return second.filter((one) => !known.has(one));
}

/** Whether two values are the same as JSON; the order of members counts, since ours is deterministic. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Plain data as JSON, for a change's `before` and `after`. */
export function json(value: unknown): Json | undefined {
  return value === undefined ? undefined : (value as Json);
}
