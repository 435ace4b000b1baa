import { Composer, CST, Lexer, Parser } from "yaml";
import type { Fix, TextEdit } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../source/source-file.ts";

// What is no YAML is repaired by trying: a candidate counts only where the text is then read further than before.

/** Longer texts are left to their authors: each try reads the text once. */
const longest = 200_000;

interface Try {
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  readonly help: string;
}

interface Repaired {
  readonly help: string;
  readonly fix: Fix;
  /** Whether nothing else keeps the text from being YAML. */
  readonly whole: boolean;
}

/** The repair of a text that is no YAML, of what stands at an offset; undefined where none is certain. */
export function repairYaml(source: SourceFile, at: number): Repaired | undefined {
  const { text } = source;
  if (text.length > longest) return undefined;
  const before = firstProblem(text);
  if (before === undefined) return undefined;
  let best: Repaired | undefined;
  for (const one of tries(text, at)) {
    const after = firstProblem(applied(text, one));
    if (after !== undefined && (best !== undefined || after <= before + shift(one))) continue;
    const edits: TextEdit[] = one.edits.map((edit) => ({ path: source.path, ...edit }));
    best = { help: one.help, fix: { edits }, whole: after === undefined };
    if (best.whole) return best;
  }
  return best;
}

function shift({ edits }: Try): number {
  return edits.reduce((sum, { start, end, newText }) => sum + Math.max(0, newText.length - (end - start)), 0);
}

function applied(text: string, { edits }: Try): string {
  let result = text;
  for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start))
    result = result.slice(0, start) + newText + result.slice(end);
  return result;
}

/** Where the text stops to be YAML that a spec may have. */
function firstProblem(text: string): number | undefined {
  let offset = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue;
    if (lexeme === CST.SCALAR && !isText) {
      isText = true;
      continue;
    }
    const type = isText ? "scalar" : CST.tokenType(lexeme);
    isText = false;
    if (type === "alias" || type === "anchor" || type === "tag") return offset;
    offset += lexeme.length;
  }
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const composer = new Composer({
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      merge: false,
      logLevel: "silent",
    });
    const [document, second] = composer.compose(new Parser().parse(text), true, text.length);
    if (second !== undefined) return second.range[0];
    const starts = document?.errors.map(({ pos }) => pos[0]) ?? [];
    return starts.length === 0 ? undefined : Math.min(...starts);
  } finally {
    Error.stackTraceLimit = before;
  }
}

function* tries(text: string, at: number): Generator<Try> {
  yield* fences(text);
  yield* anchors(text);
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const lineBreak = text.indexOf("\n", at);
  const end = lineBreak === -1 ? text.length : lineBreak;
  const line = text.slice(start, end);
  yield* wholeLine(line, start);
  yield* ofValue(text, line, start);
  yield* inFlow(line, start);
  // A complaint may come a line after its cause.
  const earlier = text.slice(0, Math.max(0, start - 1)).trimEnd();
  const previous = earlier.slice(earlier.lastIndexOf("\n") + 1);
  yield* ofValue(text, previous, earlier.lastIndexOf("\n") + 1);
  yield* wholeLine(previous, earlier.lastIndexOf("\n") + 1);
  yield* indents(text, start);
  yield* hashes(text, at);
  yield* brackets(text);
}

/** Anchors go, and what they stand at is written where their aliases are. */
function* anchors(text: string): Generator<Try> {
  const edits: { start: number; end: number; newText: string }[] = [];
  const values = new Map<string, { readonly lines: readonly string[]; readonly block: boolean }>();
  for (const match of text.matchAll(/(?<=[:,[{-]\s+)&([\w-]+)[ \t]*(\S[^\n]*)?/g)) {
    const [whole, name = "", beside = ""] = match;
    const end = match.index + whole.length - beside.length;
    edits.push({ start: match.index - (beside === "" ? 1 : 0), end, newText: "" });
    if (beside !== "") values.set(name, { lines: [flowPart(beside)], block: false });
    else values.set(name, { lines: below(text, match.index), block: true });
  }
  if (edits.length === 0) return;
  for (const match of text.matchAll(/(?<=[:,[{-]\s+)\*([\w-]+)/g)) {
    const value = values.get(match[1] ?? "");
    if (value === undefined) return;
    const start = text.lastIndexOf("\n", match.index) + 1;
    const indent = " ".repeat(/^[ -]*/.exec(text.slice(start))?.[0].length ?? 0);
    const newText = value.block
      ? value.lines.map((line) => `\n${indent}  ${line}`).join("")
      : (value.lines[0] ?? "");
    edits.push({ start: match.index - (value.block ? 1 : 0), end: match.index + match[0].length, newText });
  }
  yield { edits, help: "leave the anchor out, and write the value where it is needed." };
}

// A value up to where the brackets around it close.
function flowPart(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if ("{[".includes(text[at] ?? "")) depth++;
    else if ("}]".includes(text[at] ?? "") && --depth < 0) return text.slice(0, at).trimEnd();
    else if (text[at] === "," && depth === 0) return text.slice(0, at).trimEnd();
  }
  return text.trimEnd();
}

// The indented lines after one, without what they are all indented by.
function below(text: string, at: number): string[] {
  const start = text.lastIndexOf("\n", at) + 1;
  const depth = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
  const own = depth(text.slice(start));
  const after = text.slice(text.indexOf("\n", at) + 1).split("\n");
  const count = after.findIndex((line) => line.trim() !== "" && depth(line) <= own);
  const lines = after.slice(0, count === -1 ? undefined : count).filter((line) => line.trim() !== "");
  const least = Math.min(...lines.map(depth));
  return lines.map((line) => line.slice(least));
}

/** A line that is indented as none around it is. */
function* indents(text: string, start: number): Generator<Try> {
  const end = text.indexOf("\n", start);
  const depth = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
  const own = depth(text.slice(start, end === -1 ? undefined : end));
  const around = [
    ...text.slice(0, start).trimEnd().split("\n").slice(-3),
    ...text.slice(end + 1).split("\n", 2),
  ];
  for (const width of new Set(around.filter((line) => line.trim() !== "").map(depth)))
    if (width !== own && Math.abs(width - own) < 4)
      yield {
        edits: [{ start, end: start + own, newText: " ".repeat(width) }],
        help: "line it up with what it belongs to.",
      };
}

/** A `#` after a blank begins a comment, also in the middle of a text between brackets. */
function* hashes(text: string, at: number): Generator<Try> {
  for (const match of text
    .slice(0, at + 1000)
    .matchAll(/(?<=[\w$]+:\s+)([^\s"'[{#][^\n"]*? #[^\n}\]]*?)(?=\s*[}\]]+[ \t]*$)/gm)) {
    const [written = ""] = match;
    yield {
      edits: [{ start: match.index, end: match.index + written.length, newText: JSON.stringify(written) }],
      help: "put the value in quotes: a # after a blank begins a comment.",
    };
  }
}

/** Markdown around the file: code fences, and prose before and after them. */
function* fences(text: string): Generator<Try> {
  const lines = text.split("\n");
  const fence = /^\s*(```|~~~)\s*[\w-]*\s*$/;
  const first = lines.findIndex((line) => fence.test(line));
  const offset = (index: number) => lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  const help = "leave out what stands around the file: a code fence is Markdown.";
  if (first !== -1) {
    const last = lines.findIndex((line, index) => index > first && fence.test(line));
    const edits = [{ start: 0, end: Math.min(text.length, offset(first + 1)), newText: "" }];
    if (last !== -1) edits.push({ start: offset(last), end: text.length, newText: "" });
    yield { edits, help };
  }
  const script = /^\s*(?:export default|module\.exports\s*=|(?:const|let|var)\s+\w+\s*=)\s*(?=\{)/.exec(text);
  if (script !== null) {
    const close = /;\s*$/.exec(text);
    const edits = [{ start: 0, end: script[0].length, newText: "" }];
    if (close !== null) edits.push({ start: close.index, end: close.index + 1, newText: "" });
    yield { edits, help: "a spec is YAML or JSON: leave out what makes it a program." };
  }
  const begins = lines.findIndex((line) => /^(#.*|\{|connector:|\$schema:|version:|slug:)/.test(line));
  if (begins > 0)
    yield {
      edits: [{ start: 0, end: offset(begins), newText: "" }],
      help: "leave out the words before the file.",
    };
}

/** Tabs, comments of other languages, ends of statements. */
function* wholeLine(line: string, start: number): Generator<Try> {
  const [indent = ""] = /^[ \t]*/.exec(line) ?? [];
  if (indent.includes("\t"))
    for (const width of ["", "  ", "    "])
      yield {
        edits: [{ start, end: start + indent.length, newText: indent.replaceAll("\t", width) }],
        help: "indent with blanks, not with tabs.",
      };
  const slashes = /^\s*(\/\/|--|;)/.exec(line);
  if (slashes !== null) {
    const from = start + slashes[0].length - (slashes[1]?.length ?? 0);
    yield {
      edits: [{ start: from, end: from + (slashes[1]?.length ?? 0), newText: "#" }],
      help: "a comment starts with #.",
    };
  }
  const tail = /\s\/\/.*$/.exec(line);
  if (tail !== null)
    yield {
      edits: [{ start: start + tail.index + 1, end: start + tail.index + 3, newText: "#" }],
      help: "a comment starts with #.",
    };
  const comma = /,\s*$/.exec(line);
  if (comma !== null)
    yield {
      edits: [{ start: start + comma.index, end: start + line.length, newText: "" }],
      help: "in indented YAML no comma stands at the end of a line.",
    };
  const noBlank = /^\s*(?:- )?[\w$.-]+:(?=[^\s:/])/.exec(line);
  if (noBlank !== null) {
    const from = start + noBlank[0].length;
    yield { edits: [{ start: from, end: from, newText: " " }], help: "write a blank after the colon." };
  }
  const equals = /^(\s*(?:- )?[\w$.-]+)\s*=\s*/.exec(line);
  if (equals !== null)
    yield {
      edits: [{ start: start + (equals[1]?.length ?? 0), end: start + equals[0].length, newText: ": " }],
      help: "a key is followed by a colon and a blank.",
    };
}

/** A value that needs quotes, or lost one. */
function* ofValue(text: string, line: string, start: number): Generator<Try> {
  const [head, key = ""] = /^(\s*(?:- )*(?:[\w$.-]+:|"[^"]*":)?\s*)/.exec(line) ?? [];
  const written = line.slice(head?.length ?? 0).trimEnd();
  if (head === undefined || key.trim() === "" || written === "" || /^[|>]/.test(written)) return;
  const from = start + head.length;
  const to = from + written.length;
  const whole = (newText: string, help: string): Try => ({
    edits: [{ start: from, end: to, newText }],
    help,
  });
  const scope = /^(\s*)([\w.-]+): ([\w.-]+): (?=\S)/.exec(line);
  if (scope !== null) {
    const colon = start + (scope[1]?.length ?? 0) + (scope[2]?.length ?? 0);
    const above = text
      .slice(0, start)
      .trimEnd()
      .split("\n")
      .findLast((one) => (/^ */.exec(one)?.[0].length ?? 0) < (scope[1]?.length ?? 0));
    if (/^\s*scopes:\s*$/.test(above ?? ""))
      yield {
        edits: [{ start: colon, end: colon + 2, newText: ":" }],
        help: "leave out the blank inside of the scope.",
      };
  }
  const tag = /^![\w!:/.-]*\s+/.exec(written);
  if (tag !== null)
    yield { edits: [{ start: from, end: from + tag[0].length, newText: "" }], help: "leave the tag out." };
  const anchor = /^&[\w.-]+\s*/.exec(written);
  if (anchor !== null) return;
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const closes = written.indexOf(quote, 1);
    if (closes === -1) yield { edits: [{ start: to, end: to, newText: quote }], help: "close the quote." };
    if (quote === '"')
      yield whole(written.replaceAll(/\\(?![\\"/abefnrtv0N_LPxuU ])/g, "\\\\"), "write the backslash twice.");
    if (quote === "'" && /^'.*[^']'[^'].*'$/.test(written))
      yield whole(
        JSON.stringify(written.slice(1, -1).replaceAll("''", "'")),
        "put text with an apostrophe in double quotes.",
      );
  }
  if (!/^[{[]/.test(written) || /^\{\{|^\{[^}]*\}[^,}\]\s]/.test(written))
    yield whole(quoted(written), "put the value in quotes.");
}

/** Something between brackets that needs quotes, lost one, or is a template of another language. */
function* inFlow(line: string, start: number): Generator<Try> {
  for (const match of line.matchAll(/(?<=[[{,:]\s*)([*&!@`%][^,\]}]*?|[A-Z]+ \/[^,\]]*?)(?=\s*[,\]}]|$)/g)) {
    const [written = ""] = match;
    const from = start + match.index;
    const [whole] = /^[A-Z]+ \/[^,\]]*/.exec(line.slice(match.index)) ?? [written];
    const text = /^[A-Z]+ \//.test(written) ? whole.trimEnd() : written.trimEnd();
    yield {
      edits: [{ start: from, end: from + text.length, newText: JSON.stringify(text) }],
      help: "put the value in quotes.",
    };
  }
  // The last value of a bracket, with commas or colons inside.
  for (const match of line.matchAll(/(?<=\b[\w$-]+:\s+)([^\s"'[{][^\]}]*?)(?=\s*[}\]]+\s*,?\s*$)/g)) {
    const [written = ""] = match;
    const from = start + match.index;
    if (/[,:`@]/.test(written) && !/,\s*[\w$"'-]+:\s/.test(written))
      yield {
        edits: [{ start: from, end: from + written.length, newText: JSON.stringify(written) }],
        help: "put the value in quotes.",
      };
  }
  // An apostrophe in single quotes ends them.
  for (const match of line.matchAll(/(?<=:\s+)'([^"]*'[^"]*?)'(?=\s*[,}\]]|\s*$)/g)) {
    const [written = "", inside = ""] = match;
    yield {
      edits: [
        {
          start: start + match.index,
          end: start + match.index + written.length,
          newText: JSON.stringify(inside.replaceAll("''", "'")),
        },
      ],
      help: "put text with an apostrophe in double quotes.",
    };
  }
  for (const match of line.matchAll(/:\s+(["'])([^"']*?)(?=\s*[}\]]+\s*$)/g)) {
    const at = start + match.index + match[0].length;
    yield { edits: [{ start: at, end: at, newText: match[1] ?? "" }], help: "close the quote." };
  }
}

/** The brackets that are missing at the end. */
function* brackets(text: string): Generator<Try> {
  const open: string[] = [];
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\" && quote === '"') at++;
      else if (character === quote) quote = "";
    } else if (character === '"') quote = character;
    else if (character === "{" || character === "[") open.push(character === "{" ? "}" : "]");
    else if (character === open.at(-1)) open.pop();
  }
  if (!text.trimStart().startsWith("{") || open.length === 0 || quote !== "") return;
  const end = text.trimEnd().length;
  yield {
    edits: [{ start: end, end, newText: `\n${open.reverse().join("")}` }],
    help: `close what is open: ${open.join("")}`,
  };
}

// In single quotes where double ones are inside and nothing else needs escapes.
function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}
