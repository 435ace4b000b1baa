import type { Json, JsonPointer } from "@specwire/contract";
import { isArray, isObject, own, pointerTokens } from "@specwire/contract";
import { type EventType, load, type State } from "js-yaml";
import type { TextRange } from "../../../source/source-file.ts";
import { yamlOptions } from "./parse-text.ts";

/** Where values stand in a YAML text; where one doesn't, the nearest that would hold it. Reads the text again. */
export function findInYaml(text: string, pointers: readonly JsonPointer[]): Map<JsonPointer, TextRange> {
  const starts = new Map<object, number>();
  const opened: number[] = [];
  const listener = (event: EventType, state: State) => {
    if (event === "open") return void opened.push(state.position);
    const start = opened.pop() ?? 0;
    const { result } = state as unknown as { readonly result: unknown };
    // An alias comes by again; what it stands for is where it was first.
    if (typeof result === "object" && result !== null && !starts.has(result)) starts.set(result, start);
  };
  const root = load(text, { ...yamlOptions, json: true, listener }) as Json;
  return new Map(pointers.map((pointer) => [pointer, findOne(text, root, starts, pointer)]));
}

function findOne(
  text: string,
  root: Json,
  starts: ReadonlyMap<object, number>,
  pointer: JsonPointer,
): TextRange {
  let current = root;
  let start = 0;
  for (const token of pointerTokens(pointer)) {
    const next = isArray(current)
      ? current[Number(token)]
      : isObject(current)
        ? own(current, token)
        : undefined;
    if (next === undefined) break;
    const known = typeof next === "object" && next !== null ? starts.get(next) : undefined;
    start = skipBlanks(text, known ?? keyAfter(text, start, token));
    current = next;
  }
  const lineEnd = text.indexOf("\n", start);
  return { start, end: lineEnd < 0 ? text.length : lineEnd };
}

/** Where a key is written, from its map on. */
function keyAfter(text: string, from: number, key: string): number {
  const escaped = key.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(?<=^|[\\s{,\\-"'])${escaped}(?=["']?\\s*:)`, "gm");
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? from;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}
