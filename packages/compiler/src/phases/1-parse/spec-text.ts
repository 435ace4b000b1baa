import {
  isObject,
  type Json,
  type JsonPointer,
  own,
  pointerTokens,
  toPointer,
  valueAt,
} from "@specwire/contract";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Fix, PatchOperation, TextEdit } from "../../diagnostics/diagnostic.ts";
import type { Location } from "../../source/location.ts";
import type { SourceFile, TextRange } from "../../source/source-file.ts";
import { type AssumedTag, withTags } from "./assume-tags.ts";
import { findPlace, locator, type Place, type PlacedNode } from "./placed-node.ts";
import { isPlain } from "./plain-text.ts";

/** One spec while it is checked against the format: data, places, and edits of its text. */
export class SpecText {
  readonly source: SourceFile;
  readonly data: Json;
  /** As `data`, with the kinds that were surely meant in place of misspelt ones, so that the rest can be judged. */
  judged: Json;
  /** The kinds that `judged` has otherwise than `data`. */
  assumed: readonly AssumedTag[] = [];
  /** What all repairs together may still write, in characters: a spec of few lines may ask for many. */
  repairBudget = 4_000_000;
  readonly report: Collector;
  readonly locate: (pointer: JsonPointer, on?: "key" | "value") => Location;
  readonly root: PlacedNode;

  constructor(source: SourceFile, data: Json, root: PlacedNode, report: Collector) {
    this.source = source;
    this.data = data;
    this.judged = data;
    this.report = report;
    this.locate = locator(source, root);
    this.root = root;
  }

  /** Puts known kinds into `judged` for misspelt ones; `assumed` says where they were. */
  assumeTags(): void {
    const { judged, assumed } = withTags(this.data);
    this.judged = judged;
    this.assumed = assumed;
  }

  valueAt(pointer: JsonPointer): Json | undefined {
    return valueAt(this.data, pointer);
  }

  placeOf(pointer: JsonPointer): Place {
    return findPlace(this.root, pointer);
  }

  written({ start, end }: TextRange): string {
    return this.source.text.slice(start, end);
  }

  /** A scalar without quotes, as it is written. */
  plainText(pointer: JsonPointer): string | undefined {
    const { node } = this.placeOf(pointer);
    return node.plain === true ? this.written(node) : undefined;
  }

  /** A fix that writes another text in place of a scalar or a key. */
  replace(range: TextRange, newText: string, patch?: PatchOperation): Fix {
    return { edits: [this.edit(range, newText)], ...(patch && { patch: [patch] }) };
  }

  edit({ start, end }: TextRange, newText: string): TextEdit {
    return { path: this.source.path, start, end, newText };
  }

  /** A fix that replaces a scalar, written in the quotes that it has or needs. */
  replaceValue(pointer: JsonPointer, value: Json): Fix | undefined {
    const { node } = this.placeOf(pointer);
    if (node.entries !== undefined || node.items !== undefined || node.start === node.end) return undefined;
    return this.replace(node, this.#scalar(value, node), { op: "replace", path: pointer, value });
  }

  /** A fix that gives a member another name. */
  renameKey(pointer: JsonPointer, name: string): Fix | undefined {
    const { key } = this.placeOf(pointer);
    const parent = pointerTokens(pointer).slice(0, -1);
    const holder = this.valueAt(toPointer(parent));
    if (key === undefined || !isObject(holder) || own(holder, name) !== undefined) return undefined;
    const path = toPointer([...parent, name]);
    return this.replace(key, this.#scalar(name, key), { op: "move", from: pointer, path });
  }

  #scalar(value: Json, range: TextRange): string {
    const quote = this.source.text[range.start];
    if (typeof value !== "string") return String(value);
    return quote === '"' || !isPlain(value) ? JSON.stringify(value) : value;
  }
}
