import { CST, Lexer } from "yaml";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Location } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { repairYaml } from "./repair-yaml.ts";

/** Nested deeper than this, the text is not even composed; the exact limit is checked on the data. */
const deepestTokens = 150;
// More than 2 MB of ordinary YAML have.
const mostTokens = 700_000;
const mostScalars = 200_000;
const mostComplaints = 20;

// Not allowed in YAML, and partly the lexer's own marks.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is about them
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Reads the text token by token and refuses what a spec may not have, before anything is built from it:
 * aliases, anchors, tags, directives, further documents, bottomless nesting. Whether it may be composed.
 */
export function scanTokens(source: SourceFile, report: Collector): boolean {
  const { text } = source;
  const at = (start: number, length: number): Location => ({
    source,
    pointer: "",
    on: "value",
    range: { start, end: start + length },
  });
  const control = controlCharacter.exec(text);
  if (control !== null) {
    const code = (text.codePointAt(control.index) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    report.add("yaml/syntax", { problem: `it holds the control character U+${code}` }, at(control.index, 1));
    return false;
  }
  let offset = 0;
  let tokens = 0;
  let scalars = 0;
  let said = false;
  let complaints = 0;
  let rawText = false;
  const repair = (start: number) => {
    const found = complaints === 0 ? repairYaml(source, start) : undefined;
    return found && { help: found.help, fix: found.fix };
  };
  const depth = new Depth();
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue;
    if (lexeme === CST.SCALAR && !rawText) {
      rawText = true;
      continue;
    }
    const type = rawText ? "scalar" : CST.tokenType(lexeme);
    rawText = false;
    if (type === "scalar") scalars++;
    if (++tokens > mostTokens || scalars > mostScalars) {
      const limit = scalars > mostScalars ? mostScalars : mostTokens;
      report.add("yaml/too-many-values", { limit }, at(offset, 1));
      return false;
    }
    if (depth.after(type, lexeme) > deepestTokens) {
      report.add("yaml/too-deep", { limit: 64 }, at(offset, lexeme.length));
      return false;
    }
    const start = offset;
    offset += lexeme.length;
    const here = () => ({ place: at(start, lexeme.trimEnd().length), repair: repair(start) });
    if (!complain(report, type, lexeme, said, here)) {
      said ||= type === "doc-start" || type === "doc-end" || !isBlank(type);
      continue;
    }
    if (++complaints >= mostComplaints) return false;
  }
  return complaints === 0;
}

/** Whether a token may not stand in a spec, and has been reported. */
function complain(
  report: Collector,
  type: CST.TokenType | null,
  lexeme: string,
  said: boolean,
  here: () => { readonly place: Location; readonly repair: { help: string; fix: Fix } | undefined },
): boolean {
  const isStart = type === "doc-start" && said;
  const isQuote = isUnclosed(type, lexeme);
  if (
    !(
      type === "alias" ||
      type === "anchor" ||
      type === "tag" ||
      type === "directive-line" ||
      isStart ||
      isQuote
    )
  )
    return false;
  const { place, repair = {} } = here();
  if (type === "alias") report.add("yaml/alias", { name: lexeme }, place, repair);
  else if (type === "anchor") report.add("yaml/anchor", { name: lexeme }, place, repair);
  else if (type === "tag") report.add("yaml/tag", { tag: lexeme }, place, repair);
  else if (type === "directive-line") report.add("yaml/directive", { written: lexeme.trimEnd() }, place);
  else if (isStart) report.add("yaml/several-documents", {}, place, repair);
  else report.add("yaml/syntax", { problem: "this quote is never closed" }, place, repair);
  return true;
}

function isBlank(type: CST.TokenType | null): boolean {
  return type === "space" || type === "newline" || type === "comment" || type === "byte-order-mark";
}

function isUnclosed(type: CST.TokenType | null, lexeme: string): boolean {
  const quote = type === "double-quoted-scalar" ? '"' : type === "single-quoted-scalar" ? "'" : undefined;
  return quote !== undefined && (lexeme.length < 2 || !lexeme.endsWith(quote));
}

/** How deep a token stands: open brackets, and the columns of open block collections. */
class Depth {
  #flow = 0;
  #column = 0;
  #opens = true;
  readonly #columns: number[] = [];

  after(type: CST.TokenType | null, lexeme: string): number {
    if (type === "newline") {
      this.#column = 0;
      this.#opens = true;
      return 0;
    }
    if (type === "flow-map-start" || type === "flow-seq-start") this.#flow++;
    if (type === "flow-map-end" || type === "flow-seq-end") this.#flow--;
    if (this.#flow === 0 && this.#opens && type !== "space" && type !== "comment") {
      while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
      this.#columns.push(this.#column);
      this.#opens = false;
    }
    if (type === "seq-item-ind" || type === "explicit-key-ind" || type === "map-value-ind")
      this.#opens = true;
    const lineBreak = lexeme.lastIndexOf("\n");
    if (lineBreak === -1) this.#column += lexeme.length;
    else {
      this.#column = lexeme.length - lineBreak - 1;
      this.#opens = this.#column === 0;
    }
    return this.#columns.length + this.#flow;
  }
}
