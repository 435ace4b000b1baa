import { emptyRecord, type Json, toPointer } from "@specwire/contract";
import { Composer, type CST, isMap, isScalar, isSeq, type ParsedNode, Parser, type Scalar } from "yaml";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Location } from "../../source/location.ts";
import type { SourceFile, TextRange } from "../../source/source-file.ts";
import type { PlacedEntry, PlacedNode } from "./placed-node.ts";
import { type Member, repeatedFix } from "./repair-duplicate.ts";
import { repairYaml } from "./repair-yaml.ts";
import { scanTokens } from "./scan-tokens.ts";
import { syntaxProblem } from "./syntax-problem.ts";

export const deepest = 64;
export const mostValues = 200_000;
const mostComplaints = 20;

export interface PlacedData {
  readonly data: Json;
  readonly root: PlacedNode;
  /** Plain scalars that YAML reads as numbers which are not written the way JSON writes numbers. */
  readonly oddNumbers: readonly OddNumber[];
}

export interface OddNumber {
  readonly pointer: string;
  readonly written: string;
  readonly value: number;
  readonly range: TextRange;
}

/**
 * The data of a YAML or JSON text with the place of each value; undefined where the text is refused.
 * Maps have no prototype, so that a key such as `__proto__` is only a key.
 */
export function readYaml(source: SourceFile, report: Collector): PlacedData | undefined {
  if (!scanTokens(source, report)) return undefined;
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    merge: false,
    logLevel: "silent",
  });
  const [document, second] = withoutStacks(() => [
    ...composer.compose(parse(source.text), true, source.text.length),
  ]);
  if (document === undefined) return undefined;
  if (second !== undefined) {
    const [start] = second.range;
    report.add(
      "yaml/several-documents",
      {},
      { source, pointer: "", on: "value", range: { start, end: start + 1 } },
    );
    return undefined;
  }
  if (document.errors.length > 0) {
    const [cause] = document.errors;
    const repair = cause && repairYaml(source, cause.pos[0]);
    // Where the cause can be repaired, what is left is found behind it.
    const shown = document.errors.slice(0, repair === undefined ? mostComplaints : 1);
    for (const { code, message, pos } of shown) {
      const isCause = repair !== undefined && pos === cause?.pos;
      const start = isCause ? (repair.fix.edits[0]?.start ?? pos[0]) : pos[0];
      const range = { start, end: Math.max(start + 1, isCause ? start + 1 : pos[1]) };
      const { problem, help } = syntaxProblem(code, message);
      report.add(
        "yaml/syntax",
        { problem },
        { source, pointer: "", on: "value", range },
        repair !== undefined && pos === cause?.pos
          ? { help: repair.help, fix: repair.fix }
          : help === undefined
            ? {}
            : { help },
      );
    }
    return undefined;
  }
  const reader = new Reader(source, report);
  const contents = document.contents as ParsedNode | null;
  const read = reader.read(contents, [], { start: 0, end: 0 });
  if (reader.stopped) return undefined;
  if (contents === null || (read.data === null && read.node.start === read.node.end)) {
    report.add("yaml/empty", {}, { source, pointer: "", on: "value" });
    return undefined;
  }
  return { data: read.data, root: read.node, oddNumbers: reader.oddNumbers };
}

// The library makes an Error of each complaint; with a stack for each, a text full of mistakes takes seconds.
function withoutStacks<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = before;
  }
}

/** The syntax tree, up to where nobody would read on. */
function* parse(text: string): Generator<CST.Token> {
  let errors = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === "error" && ++errors > mostComplaints) return;
    yield token;
  }
}

class Reader {
  readonly oddNumbers: OddNumber[] = [];
  stopped = false;
  #doubled = 0;
  #values = 0;
  readonly #source: SourceFile;
  readonly #report: Collector;

  constructor(source: SourceFile, report: Collector) {
    this.#source = source;
    this.#report = report;
  }

  read(
    node: ParsedNode | null,
    path: readonly string[],
    fallback: TextRange,
  ): { data: Json; node: PlacedNode } {
    const place: TextRange = node === null ? { start: fallback.end, end: fallback.end } : this.#rangeOf(node);
    if (path.length > deepest) this.#stop("yaml/too-deep", deepest, place, path);
    if (++this.#values > mostValues) this.#stop("yaml/too-many-values", mostValues, place, path);
    if (this.stopped || node === null) return { data: null, node: { ...place, plain: true } };
    const block =
      node.srcToken?.type === "block-map" || node.srcToken?.type === "block-seq" || this.#isBlock(node);
    if (isSeq(node)) {
      const read = node.items.map((item, index) =>
        this.read(item as ParsedNode, [...path, String(index)], place),
      );
      const items = read.map((one) => one.node);
      return { data: read.map((one) => one.data), node: { ...place, items, ...(block && { block }) } };
    }
    if (isMap(node)) {
      const data = emptyRecord<Json>();
      const entries = new Map<string, PlacedEntry>();
      for (const pair of node.items) {
        const key = this.#key(
          pair.key as ParsedNode | null,
          path,
          place,
          pair.value as ParsedNode | null,
          () => node.items.map((one) => (isScalar(one.key) ? one.key.value : undefined)),
        );
        if (key === undefined) continue;
        const first = entries.get(key.name);
        if (first !== undefined) {
          this.#report.add(
            "yaml/duplicate-key",
            { key: key.name },
            this.#at([...path, key.name], "key", key.range),
            {
              related: [{ message: "first", location: this.#at([...path, key.name], "key", first.key) }],
              ...(block && ++this.#doubled <= mostComplaints && this.#repeated(node.items, pair)),
            },
          );
          continue;
        }
        const read = this.read(pair.value as ParsedNode | null, [...path, key.name], key.range);
        data[key.name] = read.data;
        entries.set(key.name, { key: key.range, value: read.node });
      }
      return { data, node: { ...place, entries, ...(block && { block }) } };
    }
    if (isScalar(node)) return this.#scalar(node, place, path);
    return { data: null, node: place };
  }

  #scalar(node: Scalar, place: TextRange, path: readonly string[]): { data: Json; node: PlacedNode } {
    const plain = node.type === "PLAIN";
    const value = node.value as Json;
    const written = node.source ?? "";
    if (plain && typeof value === "number" && isLong(written, value) && isArgument(path)) {
      const data = emptyRecord<Json>();
      data.$number = written;
      return { data, node: { ...place, plain } };
    }
    if (typeof value === "number" && isOdd(written, value)) {
      this.oddNumbers.push({ pointer: toPointer(path), written, value, range: place });
    }
    return { data: value, node: { ...place, ...(plain && { plain }) } };
  }

  #key(
    node: ParsedNode | null,
    path: readonly string[],
    map: TextRange,
    merged: ParsedNode | null,
    beside: () => readonly unknown[],
  ): { name: string; range: TextRange } | undefined {
    const range = node === null ? { start: map.start, end: map.start } : this.#rangeOf(node);
    if (node === null || !isScalar(node)) {
      // `{{ name }}` of a template language is a map in a map to YAML.
      const written = this.#source.text.slice(map.start, map.end);
      const isTemplate = /^\{\{[^{}]*\}\}$/.test(written);
      const fix = {
        edits: [
          { path: this.#source.path, start: map.start, end: map.end, newText: JSON.stringify(written) },
        ],
      };
      this.#report.add("yaml/key-not-simple", {}, this.#at(path, "value", range), isTemplate ? { fix } : {});
      return undefined;
    }
    const { value, source } = node;
    if (node.type === "PLAIN" && source === "<<") {
      this.#report.add(
        "yaml/merge-key",
        {},
        this.#at(path, "value", range),
        this.#merged(range, merged, beside()),
      );
      return undefined;
    }
    if (typeof value === "string") return { name: value, range };
    const written = this.#source.text.slice(range.start, range.end);
    this.#report.add("yaml/key-not-text", { written }, this.#at([...path, written], "key", range), {
      fix: { edits: [{ path: this.#source.path, ...range, newText: JSON.stringify(written) }] },
    });
    return { name: written, range };
  }

  /** Writes the members of a merged map in its place; those that stand beside it win. */
  #merged(
    { start }: TextRange,
    value: ParsedNode | null,
    beside: readonly unknown[],
  ): { readonly fix?: Fix } {
    const { text, path } = this.#source;
    if (value === null || !isMap(value) || value.items.length === 0) return {};
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const indent = text.slice(lineStart, start);
    if (indent.trim() !== "") return {};
    const names = new Set(beside);
    const members = value.items
      .filter(({ key }) => !names.has(isScalar(key) ? key.value : undefined))
      .map(({ key, value: one }) => {
        const [from] = key.range;
        const column = from - (text.lastIndexOf("\n", from - 1) + 1);
        const lines = text
          .slice(from, (one as ParsedNode | null)?.range[1] ?? key.range[1])
          .trimEnd()
          .split("\n");
        const deeper = value.flow === true ? 0 : column - indent.length;
        return lines.map((line, index) => (index === 0 ? line : line.slice(deeper))).join("\n");
      });
    const [from, end] = value.range;
    const last = from + text.slice(from, end).trimEnd().length;
    if (members.length === 0) return {};
    return { fix: { edits: [{ path, start, end: last, newText: members.join(`\n${indent}`) }] } };
  }

  #repeated(
    all: readonly { readonly key: unknown; readonly value: unknown }[],
    second: { readonly key: unknown; readonly value: unknown },
  ): { readonly fix?: Fix } {
    const name = isScalar(second.key) ? second.key.value : undefined;
    const first = all.find(({ key }) => isScalar(key) && key.value === name);
    const fix = first && repeatedFix(this.#source, first as Member, second as Member);
    return fix === undefined ? {} : { fix };
  }

  #rangeOf(node: ParsedNode): TextRange {
    const [start, end] = node.range;
    const text = this.#source.text;
    let last = end;
    while (last > start && /\s/.test(text[last - 1] ?? "")) last--;
    return { start, end: last };
  }

  #isBlock(node: ParsedNode): boolean {
    return (isMap(node) || isSeq(node)) && node.flow !== true;
  }

  #stop(
    code: "yaml/too-deep" | "yaml/too-many-values",
    limit: number,
    range: TextRange,
    path: readonly string[],
  ): void {
    if (!this.stopped) this.#report.add(code, { limit }, this.#at(path, "value", range));
    this.stopped = true;
  }

  #at(path: readonly string[], on: "key" | "value", range: TextRange): Location {
    return { source: this.#source, pointer: toPointer(path), on, range };
  }
}

// 0123, 0x1f, +49, .5, .inf and numbers that lose digits are read as something else than they show.
function isOdd(written: string, value: number): boolean {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(written)) return true;
  return !Number.isFinite(value) || isLong(written, value);
}

/** An integer of more digits than JavaScript keeps. */
function isLong(written: string, value: number): boolean {
  return /^-?[1-9]\d*$/.test(written) && !Number.isSafeInteger(value);
}

/** Values that are sent, as they are written: such an integer is kept by its digits there. */
function isArgument([top, , kind, , args]: readonly string[]): boolean {
  if (top !== "operations") return false;
  return kind === "fixed" || kind === "defaults" || (kind === "examples" && args === "args");
}
