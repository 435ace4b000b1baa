import { isArray, isObject, type Json } from "@specwire/contract";
import type { TextRange } from "../../../source/source-file.ts";
import { findPlace, type PlacedNode } from "../placed-node.ts";
import { isPlain } from "../plain-text.ts";
import { Copy, Items, Members, type Tree, treeOf } from "./tree.ts";

/** Wider than this, a map or a list is written on lines of its own. */
const widest = 96;

/** Writes trees into the text that they take their copies from. */
export class TreeWriter {
  readonly #text: string;
  readonly #data: Json;
  readonly #root: PlacedNode;

  constructor(text: string, data: Json, root: PlacedNode) {
    this.#text = text;
    this.#data = data;
    this.#root = root;
  }

  /** The lines of a member of an indented map, or of an item's value where it has no name; not indented yet. */
  lines(name: string | undefined, tree: Tree): string[] {
    const key = name === undefined ? "" : `${scalarText(name, "block")}:`;
    const beside = (text: string) => (key === "" ? text : `${key} ${text}`);
    const below = (lines: readonly string[]) =>
      key === "" ? [...lines] : [key, ...lines.map((line) => (line === "" ? "" : `  ${line}`))];
    if (tree instanceof Copy) {
      const { node, key: keyRange } = findPlace(this.#root, tree.pointer);
      if (node.block) return below(this.#blockLines(node));
      const [first = "", ...more] = this.#raw(node).split(/\r?\n/);
      const column = this.#column(keyRange ?? this.#lineStart(node));
      return [beside(first), ...more.map((line) => dedent(line, column))];
    }
    if (!(tree instanceof Members || tree instanceof Items))
      return isObject(tree) || isArray(tree) ? this.lines(name, treeOf(tree)) : [beside(scalarOf(tree))];
    const flow = this.flow(tree, false);
    if (flow !== undefined && flow.length + key.length < widest && !this.#isDeep(tree)) return [beside(flow)];
    if (tree instanceof Items)
      return below(
        tree.items.flatMap((one) =>
          this.lines(undefined, one).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)),
        ),
      );
    return below(tree.entries.flatMap(([inner, one]) => this.lines(inner, one)));
  }

  /** Between brackets on one line; undefined where something of it can't stand there. */
  flow(tree: Tree, json: boolean): string | undefined {
    if (tree instanceof Copy) {
      const { node } = findPlace(this.#root, tree.pointer);
      const raw = this.#text.slice(node.start, node.end);
      if (node.block || (!json && raw.includes("\n"))) return undefined;
      if (node.entries !== undefined || node.items !== undefined || !node.plain) return raw;
      return /^[\w.+-]+$/.test(raw) ? raw : scalarText(this.#valueOf(tree), json ? "json" : "flow");
    }
    const all = (texts: readonly (string | undefined)[], open: string, close: string) =>
      texts.includes(undefined)
        ? undefined
        : texts.length === 0
          ? (open + close).replaceAll(" ", "")
          : open + texts.join(", ") + close;
    if (tree instanceof Items)
      return all(
        tree.items.map((one) => this.flow(one, json)),
        "[",
        "]",
      );
    if (tree instanceof Members)
      return all(
        tree.entries.map(([name, one]) => this.member(name, one, json)),
        "{ ",
        " }",
      );
    return isObject(tree) || isArray(tree)
      ? this.flow(treeOf(tree), json)
      : scalarText(tree, json ? "json" : "flow");
  }

  member(name: string, tree: Tree, json: boolean): string | undefined {
    const value = this.flow(tree, json);
    return value === undefined ? undefined : `${scalarText(name, json ? "json" : "flow")}: ${value}`;
  }

  #valueOf({ pointer }: Copy): Json {
    const tokens = pointer.split("/").slice(1);
    let value: Json | undefined = this.#data;
    for (const token of tokens) {
      const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
      value = isArray(value) ? value[Number(name)] : isObject(value) ? value[name] : undefined;
    }
    return value ?? null;
  }

  // Maps of maps are read more easily on lines of their own.
  #isDeep(tree: Tree): boolean {
    return (
      tree instanceof Members &&
      tree.entries.filter(([, one]) => one instanceof Members || (one instanceof Copy && this.#isMap(one)))
        .length > 1
    );
  }

  #isMap({ pointer }: Copy): boolean {
    return findPlace(this.#root, pointer).node.entries !== undefined;
  }

  #blockLines(node: PlacedNode): string[] {
    const column = this.#column(node);
    const lineBreak = this.#text.indexOf("\n", node.end);
    const rest = this.#text.slice(node.end, lineBreak === -1 ? undefined : lineBreak);
    const end = /^\s*#/.test(rest) ? node.end + rest.trimEnd().length : node.end;
    return this.#text
      .slice(node.start, end)
      .split(/\r?\n/)
      .map((line, index) => (index === 0 ? line : dedent(line, column)));
  }

  // A scalar's text that is empty is null.
  #raw({ start, end }: TextRange): string {
    return start === end ? "null" : this.#text.slice(start, end);
  }

  #column({ start }: { readonly start: number }): number {
    return start - (this.#text.lastIndexOf("\n", start - 1) + 1);
  }

  #lineStart({ start }: TextRange): { readonly start: number } {
    const line = this.#text.lastIndexOf("\n", start - 1) + 1;
    return { start: line + (/^[ -]*/.exec(this.#text.slice(line))?.[0].length ?? 0) };
  }
}

function dedent(line: string, column: number): string {
  const blanks = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(blanks, column));
}

const scalarOf = (value: Json): string => scalarText(value, "block");

/** A scalar, with quotes where it needs them. */
export function scalarText(value: Json, style: "block" | "flow" | "json"): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (style === "json") return JSON.stringify(value);
  const plain = isPlain(value) || isWords(value) || (style === "block" && isRequest(value));
  return plain ? value : JSON.stringify(value);
}

// Ordinary words mean nothing to YAML but what they say.
function isWords(value: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./()][A-Za-z0-9_./()-]*)+$/.test(value);
}

// Braces mean nothing to YAML in a line of their own.
function isRequest(value: string): boolean {
  return /^([A-Z]+ |https:\/)\/[\w./{}~$@+-]*$/.test(value);
}
