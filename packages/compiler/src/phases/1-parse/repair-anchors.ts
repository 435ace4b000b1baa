import { lexemes, type Try } from "./repair-try.ts";

/** Anchors go, and what they stand at is written where their aliases are. */
export function* anchors(text: string): Generator<Try> {
  const edits: { start: number; end: number; newText: string }[] = [];
  const marks = new Set<number>();
  for (const { type, at } of lexemes(text)) if (type === "alias" || type === "anchor") marks.add(at);
  const values = new Map<string, { readonly lines: readonly string[]; readonly block: boolean }>();
  for (const match of text.matchAll(/(?<=[:,[{-]\s{1,100})&([\w-]+)[ \t]*(\S[^\n]*)?/g)) {
    const [whole, name = "", beside = ""] = match;
    if (!marks.has(match.index)) continue;
    const end = match.index + whole.length - beside.length;
    edits.push({ start: match.index - (beside === "" ? 1 : 0), end, newText: "" });
    if (beside !== "") values.set(name, { lines: [flowPart(beside)], block: false });
    else values.set(name, { lines: below(text, match.index), block: true });
  }
  if (edits.length === 0) return;
  for (const match of text.matchAll(/(?<=[:,[{-]\s{1,100})\*([\w-]+)/g)) {
    if (!marks.has(match.index)) continue;
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
