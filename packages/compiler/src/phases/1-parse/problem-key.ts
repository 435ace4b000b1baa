import { isObject, type Json, type JsonPointer, own, pointerTokens, toPointer } from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../source/suggest.ts";
import { keyNearMiss } from "./near-misses.ts";
import { bodyContent, parameterInPlace } from "./other-shapes.ts";
import { memberRule, type Rule, schemaAt, typeOf } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

const methods = ["get", "head", "query", "post", "put", "patch", "delete"];

/** Reports a key that the format does not have. Answers the keys that it explains: those that may have been meant. */
export function unknownKey(spec: SpecText, pointer: JsonPointer): readonly string[] {
  const tokens = pointerTokens(pointer);
  const key = tokens.at(-1) ?? "";
  const parent = toPointer(tokens.slice(0, -1));
  const rule = schemaAt(spec.judged, parent);
  const known = Object.keys(rule?.schema.properties ?? {}).filter((one) => one !== "$schema");
  const holder = spec.valueAt(parent);
  const keys = isObject(holder) ? Object.keys(holder) : [];
  const isOperation = rule?.definition === "operation";
  const request = isOperation ? requestOf(spec, parent, key) : undefined;
  if (request !== undefined) {
    const rival = keys.find((one) => one !== key && requestOf(spec, parent, one) !== undefined);
    const note = rival === undefined ? `write request: ${request.line}` : oneOf(key, rival, "request");
    add(
      spec,
      pointer,
      { key, suggestions: ["request"], note, known },
      rival === undefined ? request.fix : undefined,
    );
    return ["request", ...(request.path ?? [])];
  }
  const shape =
    rule?.definition === "parameterSchemas"
      ? parameterInPlace(spec, parent, key)
      : key === "content" && tokens.at(-2) === "body"
        ? bodyContent(spec, parent)
        : undefined;
  if (shape !== undefined) {
    add(spec, pointer, { key, suggestions: ["properties"], note: shape.note, known }, shape.fix);
    return ["properties"];
  }
  const meant = keyNearMiss(key, known);
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
  if (type !== undefined && ![type].flat().includes(typeOf(value))) return false;
  return required.every((key) => isObject(value) && own(value, key) !== undefined);
}

// `method: GET` beside `path: /x` (or `url`, `endpoint`), and `get: /x`.
function requestOf(
  spec: SpecText,
  parent: JsonPointer,
  key: string,
): { readonly line: string; readonly path?: readonly string[]; readonly fix?: Fix } | undefined {
  const operation = spec.valueAt(parent);
  if (!isObject(operation) || own(operation, "request") !== undefined) return undefined;
  const value = own(operation, key);
  if (typeof value !== "string") return undefined;
  const pointer = parent + toPointer([key]);
  const { key: keyRange, node } = spec.placeOf(pointer);
  if (keyRange === undefined) return undefined;
  const folded = key.toLowerCase();
  if (methods.includes(folded) && value.startsWith("/")) {
    const line = `${folded.toUpperCase()} ${value}`;
    return {
      line,
      fix: spec.replace({ start: keyRange.start, end: node.end }, requestText(spec, keyRange.start, line)),
    };
  }
  if ((folded !== "method" && folded !== "verb") || !methods.includes(value.toLowerCase())) return undefined;
  const pathKey = ["path", "url", "endpoint", "uri"].find((one) => typeof own(operation, one) === "string");
  const path = pathKey === undefined ? undefined : own(operation, pathKey);
  const method = value.toUpperCase();
  if (pathKey === undefined || typeof path !== "string" || !path.startsWith("/"))
    return { line: `${method} /…` };
  const other = spec.placeOf(parent + toPointer([pathKey]));
  const line = `${method} ${path}`;
  if (other.key === undefined || /[\s?#:]/.test(path)) return { line, path: [pathKey] };
  const whole = { start: other.key.start, end: other.node.end };
  const lines = wholeLine(spec, whole);
  if (lines === undefined) return { line, path: [pathKey] };
  const edits = [
    spec.edit({ start: keyRange.start, end: node.end }, requestText(spec, keyRange.start, line)),
    spec.edit(lines, ""),
  ];
  return { line, path: [pathKey], fix: { edits } };
}

// With quotes where the key has them (JSON), or where braces would mean something else.
function requestText(spec: SpecText, at: number, line: string): string {
  if (spec.source.text[at] === '"') return `"request": ${JSON.stringify(line)}`;
  return `request: ${/^[A-Z]+ \/[\w./-]*$/.test(line) ? line : JSON.stringify(line)}`;
}

/** The line that a member fills, with its line break; undefined where something else stands there too. */
function wholeLine(
  spec: SpecText,
  range: { start: number; end: number },
): { start: number; end: number } | undefined {
  const { text } = spec.source;
  const start = text.lastIndexOf("\n", range.start - 1) + 1;
  const lineBreak = text.indexOf("\n", range.end);
  const end = lineBreak === -1 ? text.length : lineBreak + 1;
  const around = text.slice(start, range.start) + text.slice(range.end, end);
  return around.trim() === "" ? { start, end } : undefined;
}
