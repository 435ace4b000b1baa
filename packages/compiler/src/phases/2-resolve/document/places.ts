import type { JsonPointer } from "@specwire/contract";
import type { Location } from "../../../source/location.ts";
import { SourceFile, type TextRange } from "../../../source/source-file.ts";
import { decodeText } from "./decode-text.ts";
import type { DocumentFile } from "./document-file.ts";
import { findInJson } from "./find-json.ts";
import { findInYaml } from "./find-yaml.ts";
import type { FindPlaces } from "./problems.ts";
import { isRemote } from "./reference.ts";

/** Finds places in a document's files, which are shown beside the spec. */
export function placeFinder(spec: string): FindPlaces {
  const sources = new Map<DocumentFile, SourceFile>();
  return (file, problems) => {
    const source = sources.get(file) ?? sourceOf(spec, file.path, file.bytes);
    sources.set(file, source);
    const unknown = problems.filter(({ at }) => at === undefined).map(({ pointer }) => pointer);
    const found = unknown.length === 0 ? new Map<JsonPointer, TextRange>() : find(file, source.text, unknown);
    return problems.map(({ pointer, at }): Location => {
      const range = at === undefined ? found.get(pointer) : { start: at, end: at + 1 };
      return { source, pointer, on: "value", ...(range && { range: oneLine(source.text, range) }) };
    });
  };
}

export function sourceOf(spec: string, path: string, bytes: Uint8Array): SourceFile {
  return new SourceFile(isRemote(path) ? path : spec.replace(/[^/\\]*$/, path), decodeText(bytes));
}

function find(file: DocumentFile, text: string, pointers: readonly JsonPointer[]) {
  // A place is worth less than an answer: what was read once should be read again, but need not.
  try {
    if (file.format === "json") return findInJson(text, pointers);
    if (file.format === "yaml") return findInYaml(text, pointers);
  } catch {}
  return new Map<JsonPointer, TextRange>();
}

function oneLine(text: string, { start, end }: TextRange): TextRange {
  const lineEnd = text.indexOf("\n", start);
  return { start, end: lineEnd < 0 ? end : Math.min(end, lineEnd) };
}
