import type { Fix, TextEdit } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { anchors } from "./repair-anchors.ts";
import { brackets, inFlow, unclosed } from "./repair-brackets.ts";
import { indents } from "./repair-indent.ts";
import { applied, firstProblem, longestLine, quoted, type Try } from "./repair-try.ts";

// What is no YAML is repaired by trying: a candidate counts only where the text is then read further than before.

/** Longer texts are left to their authors: each try reads the text once. */
const longest = 50_000;
const mostTries = 60;

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
  let tried = 0;
  for (const one of tries(text, at)) {
    if (++tried > mostTries) break;
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

function* tries(text: string, at: number): Generator<Try> {
  yield* fences(text);
  yield* anchors(text);
  yield* typography(text);
  yield* tabs(text);
  yield* commas(text, at);
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const lineBreak = text.indexOf("\n", at);
  const end = lineBreak === -1 ? text.length : lineBreak;
  const line = text.slice(start, end);
  if (line.length > longestLine) return;
  yield* wholeLine(line, start);
  yield* ofValue(text, line, start);
  yield* inFlow(line, start);
  // A complaint may come a line after its cause.
  const earlier = text.slice(0, Math.max(0, start - 1)).trimEnd();
  const previous = earlier.slice(earlier.lastIndexOf("\n") + 1);
  if (previous.length > longestLine) return;
  yield* ofValue(text, previous, earlier.lastIndexOf("\n") + 1);
  yield* wholeLine(previous, earlier.lastIndexOf("\n") + 1);
  yield* indents(text, start);
  yield* hashes(text, at);
  yield* unclosed(text, start);
  yield* brackets(text);
}

/** A `#` after a blank begins a comment, also in the middle of a text between brackets. */
function* hashes(text: string, at: number): Generator<Try> {
  for (const match of text
    .slice(0, at + 1000)
    .matchAll(/(?<=[\w$]:\s{1,100})([^\s"'[{#][^\n"]*? #[^\n}\]]*?)(?=\s*[}\]]+[ \t]*$)/gm)) {
    const [written = ""] = match;
    yield {
      edits: [{ start: match.index, end: match.index + written.length, newText: JSON.stringify(written) }],
      help: "put the value in quotes: a # after a blank begins a comment.",
    };
  }
}

/** Typographic quotes in the place of quotes, wherever they stand: an editor writes all of them. */
function* typography(text: string): Generator<Try> {
  const edits = [
    ...text.matchAll(/(?<=(?:[:,[{]|^ *-)[ \t]+|[[{])[“„«]([^“”„«»\n]*)[”“»](?=[ \t]*(?:[,}\]]|#.*$|$))/gm),
  ].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    newText: JSON.stringify(match[1] ?? ""),
  }));
  if (edits.length > 0) yield { edits, help: "write straight quotes: typographic ones belong to the text." };
}

/** Tabs in all lines at once, as wide as makes them belong below the line before them. */
function* tabs(text: string): Generator<Try> {
  const lines = text.split("\n");
  const found: { readonly start: number; readonly indent: string }[] = [];
  const above: string[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const [indent = ""] = /^[ \t]*/.exec(line) ?? [];
    if (indent.includes("\t") && line.trim() !== "") {
      found.push({ start, indent });
      above.push(lines[index - 1] ?? "");
    }
    start += line.length + 1;
  }
  if (found.length === 0) return;
  for (const width of [2, 4, 8]) {
    const wide = (indent: string) => indent.replaceAll("\t", " ".repeat(width));
    const depth = (line: string) => wide(/^[ \t]*/.exec(line)?.[0] ?? "").length;
    const fits = found.every(
      ({ indent }, index) =>
        !/:\s*$/.test(above[index] ?? "") || wide(indent).length > depth(above[index] ?? ""),
    );
    const edits = found.map(({ start: from, indent }) => ({
      start: from,
      end: from + indent.length,
      newText: wide(indent),
    }));
    if (fits) yield { edits, help: "indent with blanks, not with tabs." };
  }
}

/** Commas at the end of lines, of all of them: those that YAML accepts would be a part of their values. */
function* commas(text: string, at: number): Generator<Try> {
  const edits: Try["edits"][number][] = [];
  const depth = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
  const lines = text.split("\n");
  const here = text.slice(0, at).split("\n").length - 1;
  let start = 0;
  let isHere = false;
  let inText = -1;
  let open = 0;
  for (const [index, line] of lines.entries()) {
    const from = start;
    start += line.length + 1;
    if (line.trim() === "" || /^\s*#/.test(line)) continue;
    if (inText !== -1 && depth(line) > inText) continue;
    inText = /(?:^|\s)[|>][-+\d]*\s*$/.test(line) ? depth(line) : -1;
    const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "");
    const inside = open > 0;
    open = Math.max(0, open + (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0));
    const comma = /,\s*$/.exec(line);
    if (comma === null || inside || open > 0) continue;
    const next = lines.slice(index + 1).find((one) => one.trim() !== "") ?? "";
    // A text goes on in deeper lines.
    const goesOn = depth(next) > depth(line) && /:\s+\S/.test(line);
    if (goesOn && index !== here && index !== here - 1) continue;
    edits.push({ start: from + comma.index, end: from + line.length, newText: "" });
    isHere ||= index === here || index === here - 1;
  }
  if (isHere) yield { edits, help: "in indented YAML no comma stands at the end of a line." };
}

const begin = /^(?:\{|(?:connector|\$schema|version|slug):)/;

function isProse(line: string): boolean {
  return line.trim() === "" || !/^(?:\s|[-?]\s|[[\]{}]|["']?[\w$.-]+["']?\s*:(?:\s|$))/.test(line);
}

/** Markdown around the file: code fences, and prose before and after them. */
function* fences(text: string): Generator<Try> {
  const lines = text.split("\n");
  const fence = /^(```|~~~)\s*[\w-]*\s*$/;
  const first = lines.findIndex((line) => fence.test(line));
  const offset = (index: number) => lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  const help = "leave out what stands around the file: a code fence is Markdown.";
  const last = lines.findIndex((line, index) => index > first && fence.test(line));
  const outside = [...lines.slice(0, Math.max(0, first)), ...(last === -1 ? [] : lines.slice(last + 1))];
  const inside = lines.slice(first + 1, last === -1 ? undefined : last);
  // Of the spec itself nothing is ever left out: what goes is prose, and what stays begins as a spec does.
  if (first !== -1 && outside.every(isProse) && inside.some((line) => begin.test(line))) {
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
  const begins = lines.findIndex((line) => line.startsWith("#") || begin.test(line));
  if (begins > 0 && lines.slice(0, begins).every(isProse))
    yield {
      edits: [{ start: 0, end: offset(begins), newText: "" }],
      help: "leave out the words before the file.",
    };
}

/** Tabs, comments of other languages, ends of statements. */
function* wholeLine(line: string, start: number): Generator<Try> {
  const odd = [...line.matchAll(/(?<=^[ \u00a0]*|^\s*(?:- )?[\w$.-]+:)\u00a0/g)];
  if (odd.length > 0)
    yield {
      edits: odd.map(({ index }) => ({ start: start + index, end: start + index + 1, newText: " " })),
      help: "write ordinary blanks: what stands here only looks like one.",
    };
  const bare =
    /^\s*(?:- )?(?:request|summary|description|items|fields|scopes|response|baseUrl|slug|name|type|kind|into|access)(?= [^\s=])/.exec(
      line,
    );
  if (bare !== null) {
    const from = start + bare[0].length;
    yield { edits: [{ start: from, end: from, newText: ":" }], help: "write a colon after the key." };
  }
  const [indent = ""] = /^[ \t]*/.exec(line) ?? [];
  if (indent.includes("\t"))
    for (const width of ["", "  ", "    "])
      yield {
        edits: [{ start, end: start + indent.length, newText: indent.replaceAll("\t", width) }],
        help: "indent with blanks, not with tabs.",
      };
  const slashes = /^\s*(\/\/|--(?!-)|;)/.exec(line);
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
  const rest = line.slice(head?.length ?? 0);
  // A # after a blank begins a comment; it stays one.
  const comment = /\s+#.*$/.exec(rest)?.[0] ?? "";
  const written = rest.slice(0, rest.length - comment.length).trimEnd();
  if (/^["']/.test(written) && comment.includes(written[0] ?? "")) return;
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
  // A sign before a quote is a slip: nobody knows whether it belongs to the text.
  if (anchor !== null || /^[*&!@`%]["']/.test(written)) return;
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
  const around = /^(["'])(.*)\1$/.exec(written);
  if (around !== null) yield whole(quoted(around[2] ?? ""), "escape the quotes inside of the value.");
  else if (!/^[{[]/.test(written) || /^\{\{|^\{[^}]*\}[^,}\]\s]/.test(written))
    yield whole(quoted(written), "put the value in quotes.");
}
