import { isArray, type Json } from "@specwire/contract";
import { nearest } from "../suggest.ts";
import { valuesAt } from "./fields.ts";
import { fieldPaths, tellingBelow } from "./telling.ts";

const mostNamed = 30;

/** Names that none of the items has, in words, with those that they have; undefined where each is found. */
export function unknownFields(
  items: readonly Json[],
  fields: readonly string[],
  isList: boolean,
): string | undefined {
  const unknown = fields.filter((field) =>
    items.every((item) => valuesAt(item, field.split(".")).length === 0),
  );
  if (items.length === 0 || unknown.length === 0) return undefined;
  const paths = fieldPaths(items);
  const meant = unknown.map((field) => nearField(field, paths));
  const near = [...new Set(meant.filter((one) => one !== undefined))];
  const hint = near.length > 0 ? `; did you mean ${near.join(", ")}?` : ".";
  const what = isList ? "No item has" : "The answer has no";
  return `${what} ${unknown.join(", ")}${hint} Fields: ${otherFields(items, [], mostNamed).join(", ")}`;
}

/** The field that was meant: spelt nearly so, or of that name in a thing inside. */
function nearField(field: string, paths: readonly string[]): string | undefined {
  const last = (path: string) => path.slice(path.lastIndexOf(".") + 1);
  const things = paths.flatMap((path) => (path.includes(".") ? path.split(".").slice(0, 1) : []));
  return (
    nearest(field, [...paths, ...things], 1)[0] ??
    paths.find((path) => last(path) === last(field)) ??
    paths.find((path) => last(path) === nearest(last(field), paths.map(last), 1)[0])
  );
}

/** Fields that items have besides those that are shown, the most telling first; at most `most` of them. */
export function otherFields(items: readonly Json[], shown: readonly string[], most: number): string[] {
  const isShown = (path: string) => shown.some((one) => path === one || path.startsWith(`${one}.`));
  const paths = fieldPaths(items).filter((path) => !isShown(path) && !isUrl(items, path));
  const top = paths.filter((path) => !path.includes("."));
  // Of a thing inside, what it is called by.
  const below = tellingBelow(paths).filter((path) => !shown.some((one) => isSibling(one, path)));
  const half = Math.max(most - below.length, Math.ceil(most / 2));
  return [...top.slice(0, half), ...below].slice(0, most);
}

function isSibling(one: string, other: string): boolean {
  return one.includes(".") && one.split(".")[0] === other.split(".")[0];
}

function isUrl(items: readonly Json[], path: string): boolean {
  const [value] = items.flatMap((item) => valuesAt(item, path.split("."))).filter((one) => one !== null);
  return typeof value === "string" ? /^https?:\/\//.test(value) : isArray(value) && value.length === 0;
}
