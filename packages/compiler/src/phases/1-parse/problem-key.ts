import {
  isObject,
  type Json,
  type JsonPointer,
  nearest,
  own,
  pointerTokens,
  slipOf,
  toPointer,
} from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { keyNearMiss } from "./near-misses.ts";
import { memberRule, type Rule, schemaAt, typeOf } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

/** Reports a key that the format does not have. Answers the keys that it explains: those that may have been meant. */
export function unknownKey(spec: SpecText, pointer: JsonPointer): readonly string[] {
  const tokens = pointerTokens(pointer);
  const key = tokens.at(-1) ?? "";
  const parent = toPointer(tokens.slice(0, -1));
  const rule = schemaAt(spec.judged, parent);
  const known = Object.keys(rule?.schema.properties ?? {}).filter((one) => one !== "$schema");
  const holder = spec.valueAt(parent);
  const keys = isObject(holder) ? Object.keys(holder) : [];
  const odd = oddKey(spec, pointer, key, parent);
  if (odd !== undefined) {
    add(spec, pointer, { key, suggestions: [], note: odd.note, known: [] }, odd.fix);
    return [];
  }
  // A `note` among the keywords of a schema is a member that slipped, no `not`.
  const meant =
    keyNearMiss(key, known) ??
    slipOf(
      key,
      known.filter((one) => !["not", "if"].includes(one)),
    );
  if (meant === undefined) {
    const suggestions = nearest(key, known);
    add(spec, pointer, { key, suggestions, known }, undefined);
    return suggestions;
  }
  const value = spec.valueAt(pointer);
  const taken = keys.includes(meant);
  // Of two keys that mean the same, nobody knows which value is right.
  const rival = keys.find((one) => one !== key && !known.includes(one) && keyNearMiss(one, known) === meant);
  const fits = rule !== undefined && fitsRule(memberRule(rule.schema, meant), value);
  const note = taken
    ? `${meant}, which stands here too, is the key for it.`
    : rival === undefined
      ? `write ${meant} instead.`
      : oneOf(key, rival, meant);
  add(
    spec,
    pointer,
    { key, suggestions: [meant], note, known },
    fits && !taken && rival === undefined ? spec.renameKey(pointer, meant) : undefined,
  );
  return [meant];
}

/** What is no key at all: a comment, words around the file, the rest of a text that YAML cut at a comma. */
function oddKey(
  spec: SpecText,
  pointer: JsonPointer,
  key: string,
  parent: JsonPointer,
): { readonly note: string; readonly fix?: Fix | undefined } | undefined {
  const { key: range } = spec.placeOf(pointer);
  if (range === undefined) return undefined;
  const { text } = spec.source;
  if (key === "yaml-language-server") {
    const fix = spec.replace({ start: range.start, end: range.start }, "# ");
    return { note: "it is a comment: # yaml-language-server: $schema=…", fix };
  }
  if (key === "schema" && parent === "" && typeof spec.valueAt(pointer) === "string")
    return { note: "write $schema instead.", fix: spec.renameKey(pointer, "$schema") };
  if (key.startsWith("//"))
    return {
      note: "a comment starts with #.",
      fix: spec.replace({ start: range.start, end: range.start + 2 }, "#"),
    };
  const [, glued, rest] = /^([A-Za-z]\w*):(\S+)$/.exec(key) ?? [];
  const isKey =
    glued !== undefined && Object.hasOwn(schemaAt(spec.judged, parent)?.schema.properties ?? {}, glued);
  if (spec.valueAt(pointer) === null && isKey && !/^["']/.test(spec.written(range)))
    return { note: "write a blank after the colon.", fix: spec.replace(range, `${glued}: ${rest}`) };
  const { node: held } = spec.placeOf(pointer);
  const isProse =
    parent === "" &&
    key.split(" ").length > 3 &&
    held.plain === true &&
    typeof spec.valueAt(pointer) === "string";
  if (isProse && text[range.start - 1] === "\n" && !text.slice(held.end).trim()) {
    return {
      note: "leave out the words after the file.",
      fix: spec.replace({ start: range.start, end: text.length }, ""),
    };
  }
  if (spec.valueAt(pointer) !== null || !key.includes(" ")) return undefined;
  const lineStart = text.lastIndexOf("\n", range.start - 1) + 1;
  const lineEnd = text.indexOf("\n", range.start) + 1 || text.length;
  if (parent === "" && range.start === lineStart)
    return {
      note: "leave out the words before the file.",
      fix: spec.replace({ start: lineStart, end: lineEnd }, ""),
    };
  const holder = spec.placeOf(parent).node;
  const before = [...(holder.entries?.values() ?? [])].findLast(({ value }) => value.end <= range.start);
  if (holder.block || !before?.value.plain || before.value.start === before.value.end) return undefined;
  const whole = { start: before.value.start, end: range.end };
  return {
    note: "between braces a comma ends a text: put the text in quotes.",
    fix: spec.replace(whole, JSON.stringify(text.slice(whole.start, whole.end))),
  };
}

const oneOf = (key: string, rival: string, meant: string): string =>
  `${JSON.stringify(key)} and ${JSON.stringify(rival)} both stand for ${meant}: keep the right one, as ${meant}.`;

interface Said {
  readonly key: string;
  readonly suggestions: readonly string[];
  readonly note?: string | undefined;
  readonly known: readonly string[];
}

function add(spec: SpecText, pointer: JsonPointer, said: Said, fix: Fix | undefined): void {
  spec.report.add("schema/unknown-key", said, spec.locate(pointer, "key"), fix && { fix });
}

// A new name alone is the answer only where the value is of the kind that belongs there.
function fitsRule(rule: Rule | undefined, value: Json | undefined): boolean {
  if (rule === undefined) return false;
  const { type, required = [], allOf } = rule.schema;
  if (allOf !== undefined && type === undefined) return isObject(value);
  const kinds = [type ?? []].flat();
  const isWhole = kinds.includes("integer") && Number.isInteger(value);
  if (type !== undefined && !isWhole && !kinds.includes(typeOf(value))) return false;
  return required.every((key) => isObject(value) && own(value, key) !== undefined);
}
