import { isDeepStrictEqual } from "node:util";
import { fits } from "./match.ts";

export type State = Readonly<Record<string, unknown>>;

/** What is new, gone or different, as tasks write it: "+ issues/43", "- labels/bug", "~ issues/1". */
export function changesBetween(before: State, after: State): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((key) => {
    if (!Object.hasOwn(before, key)) return [`+ ${key}`];
    if (!Object.hasOwn(after, key)) return [`- ${key}`];
    return isDeepStrictEqual(before[key], after[key]) ? [] : [`~ ${key}`];
  });
}

/** Complaints about changes that nobody asked for. */
export function unwanted(changes: readonly string[], allowed: readonly string[]): string[] {
  return changes
    .filter((change) => !allowed.some((pattern) => fits(change, pattern)))
    .map((change) => `nobody asked for this change: ${change}`);
}

const fleeting =
  /(^|_)(at|url|urls|href|count|links|node_id|id|score)$|^(comments|open_issues|closed_issues|size|etag)$/;
const telling = ["name", "login", "number", "title", "id", "ref", "label"];

/** Of an object only what somebody has to change: no times, addresses or counts; things inside by their name. */
export function lasting(value: object): Record<string, unknown> {
  const members = Object.entries(value).filter(([name]) => !fleeting.test(name));
  return Object.fromEntries(members.map(([name, member]) => [name, named(member)]));
}

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named).toSorted();
  if (typeof value !== "object" || value === null) return value;
  const members = value as Record<string, unknown>;
  const name = telling.find((one) => typeof members[one] === "string" || typeof members[one] === "number");
  return name === undefined ? lasting(value) : members[name];
}
