import type { JsonPointer } from "@specwire/contract";
import type { ConnectorSource } from "../../../gen/connector-source.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { CompilerHost } from "../../host.ts";
import type { Location } from "../../source/location.ts";
import { SourceFile } from "../../source/source-file.ts";
import { checkFormat } from "./check-format.ts";
import { checkText } from "./check-text.ts";
import { locator } from "./placed-node.ts";
import { type PlacedData, readYaml } from "./read-yaml.ts";
import { SpecText } from "./spec-text.ts";

/** What phase 1 hands on. */
export interface ParsedSpec {
  /** The spec as it was written; absent where it is not of the format. */
  readonly source?: ConnectorSource;
  /** The file, as the host knows it. */
  readonly path: string;
  readonly file: SourceFile;
  /** The file's bytes; absent where it was not read. */
  readonly bytes?: Uint8Array;
  /** For repairs of its text; absent where nothing could be read. */
  readonly text?: SpecText;
  /** Where something stands in the file; where it does not exist, the nearest thing that would hold it. */
  readonly locate: (pointer: JsonPointer, on?: "key" | "value") => Location;
}

/** A spec has at most 2 MB. */
export const mostBytes = 2_000_000;

const fileNames = ["connector.yaml", "connector.yml", "connector.json"];

/** Phase 1: a file, or a folder that holds one, becomes plain data of the format, with the place of each value. */
export function parse(host: CompilerHost, path: string, report: Collector): ParsedSpec {
  const found = findFile(host, path);
  const nothing = new SourceFile(found?.path ?? path, "");
  const unread: ParsedSpec = { path: nothing.path, file: nothing, locate: locator(nothing, undefined) };
  if (found === undefined) {
    report.add("file/not-found", { path }, unread.locate(""));
    return unread;
  }
  if (found.size > mostBytes) {
    report.add("file/too-large", { bytes: found.size, limit: mostBytes }, unread.locate(""));
    return unread;
  }
  const bytes = host.read(found.path);
  if (bytes === undefined) {
    report.add("file/not-found", { path: found.path }, unread.locate(""));
    return unread;
  }
  return { ...parseBytes(found.path, bytes, report), bytes };
}

function findFile(
  host: CompilerHost,
  path: string,
): { readonly path: string; readonly size: number } | undefined {
  const facts = host.stat(path);
  if (facts?.kind === "file") return { path, size: facts.size };
  if (facts === undefined) return undefined;
  for (const name of fileNames) {
    const file = host.join(path, name);
    const inside = host.stat(file);
    if (inside?.kind === "file") return { path: file, size: inside.size };
  }
  return undefined;
}

function parseBytes(path: string, bytes: Uint8Array, report: Collector): ParsedSpec {
  const text = decode(bytes);
  if (typeof text === "string") return parseText(path, text, report);
  const file = new SourceFile(path, new TextDecoder().decode(bytes.subarray(0, text.at)));
  const range = { start: file.text.length, end: file.text.length };
  report.add("file/not-utf-8", { found: text.found }, { source: file, pointer: "", on: "value", range });
  return { path, file, locate: locator(file, undefined) };
}

/** As {@link parse}, from a text that is already at hand. */
export function parseText(path: string, text: string, report: Collector): ParsedSpec {
  const file = new SourceFile(path, text);
  const read = readYaml(file, report);
  if (read === undefined) return { path, file, locate: locator(file, undefined) };
  const spec = new SpecText(file, read.data, read.root, report);
  const fine = checkFormat(spec);
  checkText(spec);
  checkNumbers(spec, read);
  const base = { path, file, text: spec, locate: spec.locate };
  return fine ? { ...base, source: read.data as unknown as ConnectorSource } : base;
}

// Where text is wanted, the format has said so already.
function checkNumbers(spec: SpecText, { oddNumbers }: PlacedData): void {
  const said = new Set(
    spec.report
      .diagnostics()
      .filter(({ code }) => code === "schema/unquoted-text")
      .map(({ location }) => location.pointer),
  );
  for (const { pointer, written, value, range } of oddNumbers) {
    if (said.has(pointer)) continue;
    const patch = { op: "replace", path: pointer, value: written } as const;
    const fix = spec.replace(range, JSON.stringify(written), patch);
    spec.report.add("yaml/ambiguous-number", { written, value: String(value) }, spec.locate(pointer), {
      fix,
    });
  }
}

function decode(bytes: Uint8Array): string | { readonly at: number; readonly found: string } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { at: 0, found: "it starts like UTF-16" };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const at = firstBadByte(bytes);
    return { at, found: `byte ${at} is 0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}` };
  }
}

function firstBadByte(bytes: Uint8Array): number {
  const decodes = (end: number, stream: boolean) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream });
      return true;
    } catch {
      return false;
    }
  };
  // The longest good beginning, found by halving; a character that is cut off counts as good.
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle, true)) good = middle;
    else bad = middle;
  }
  while (good > 0 && !decodes(good, false)) good--;
  return good;
}
