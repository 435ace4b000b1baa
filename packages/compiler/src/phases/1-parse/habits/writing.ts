import { isObject, type Json, own } from "@specwire/contract";
import { fold } from "../near-misses.ts";
import { Members } from "../rewrite/tree.ts";
import { type Habit, isText, keyOf, type Looked, mapOf, textOf } from "./habit.ts";

/** Swagger 2's `collectionFormat` in the words of OpenAPI 3. */
export const collectionFormats: Readonly<Record<string, readonly (readonly [string, Json])[]>> = {
  csv: [
    ["style", "form"],
    ["explode", false],
  ],
  multi: [
    ["style", "form"],
    ["explode", true],
  ],
  ssv: [
    ["style", "spaceDelimited"],
    ["explode", false],
  ],
  pipes: [
    ["style", "pipeDelimited"],
    ["explode", false],
  ],
};

const writings: Readonly<Record<string, string>> = {
  comma: "csv",
  commaseparated: "csv",
  commadelimited: "csv",
  repeat: "multi",
  repeated: "multi",
  exploded: "multi",
  pipe: "pipes",
  pipedelimited: "pipes",
  space: "ssv",
  spacedelimited: "ssv",
};

function writingOf(value: Json | undefined): (typeof collectionFormats)[string] | undefined {
  if (typeof value !== "string") return undefined;
  const folded = fold(value);
  const found = collectionFormats[folded] ?? collectionFormats[writings[folded] ?? ""];
  return Object.hasOwn(collectionFormats, folded) || Object.hasOwn(writings, folded) ? found : undefined;
}

/** How a list is written, in a word, in place of `style` and `explode`. */
export function writingWord({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "style format arrayFormat array_format serialization encoding", isText);
  const meant =
    typeof value === "string" ? writingOf(value) : key === undefined ? undefined : writingOf(own(map, key));
  if (meant === undefined || (key === "style" && textOf(map, key)?.endsWith("Delimited"))) return undefined;
  const how = `write ${meant.map(([name, one]) => `${name}: ${String(one)}`).join(", ")}`;
  const what = "How a list is written is said by `style` and `explode`.";
  if (map === undefined || key === undefined) return { what, how, meant: new Members(meant) };
  const clear = meant.every(([name]) => name === key || own(map, name) === undefined);
  return {
    member: key,
    what,
    how,
    changes: clear
      ? [{ holder: pointer, put: meant.map(([name, one]) => ({ name, value: one, over: key })) }]
      : undefined,
  };
}

/** Whether a map of `parameters` only says how they are written. */
export function isWriting(value: Json): boolean {
  return (
    writingOf(value) !== undefined ||
    (isObject(value) && Object.keys(value).length === 1 && writingOf(Object.values(value)[0]) !== undefined)
  );
}
