import { type Json, toPointer } from "@specwire/contract";
import { Composer, isMap, isScalar, isSeq, Parser } from "yaml";
import { applied, firstProblem, lexemes, type Try } from "./repair-try.ts";
import { schemaAt } from "./schema-at.ts";

/** A line that is indented as none around it is, where there is one place alone that it can belong to. */
export function* indents(text: string, start: number): Generator<Try> {
  const lineBreak = text.indexOf("\n", start);
  const end = lineBreak === -1 ? text.length : lineBreak;
  const depth = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
  const own = depth(text.slice(start, end));
  const above = text
    .slice(0, start)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(depth);
  if (swapped(text, start).some((one) => firstProblem(one) === undefined)) return;
  const after = text.slice(end + 1).split("\n", 2);
  const widths = [...new Set([...above, ...after.filter((line) => line.trim() !== "").map(depth)])];
  const found = widths
    .filter((width) => width !== own)
    .map((width): Try & { readonly width: number } => ({
      width,
      edits: [{ start, end: start + own, newText: " ".repeat(width) }],
      help: "line it up with what it belongs to.",
    }))
    .filter((one) => {
      const problem = firstProblem(applied(text, one));
      return problem === undefined || problem > end + one.width;
    });
  const known = found.filter((one) => isKnownAt(applied(text, one), start + one.width));
  // A word of the format where it stands is no name in a map that takes any.
  if (known.length === 0 && isKnownAt(text, start + own)) return;
  const [only, ...others] = known.length > 0 ? known : found;
  if (only !== undefined && others.length === 0) yield only;
}

/** The text with a line and one of its neighbours in each other's place: that may be what happened as well. */
function swapped(text: string, start: number): string[] {
  const lines = text.split("\n");
  const at = text.slice(0, start).split("\n").length - 1;
  return [at - 2, at - 1, at]
    .filter((first) => first >= 0 && first + 1 < lines.length)
    .map((first) => {
      const [one = "", other = ""] = lines.slice(first, first + 2);
      return [...lines.slice(0, first), other, one, ...lines.slice(first + 2)].join("\n");
    });
}

/** Whether the format has the key that stands at an offset, by its name. */
function isKnownAt(text: string, at: number): boolean {
  // What aliases stand for is not unfolded to look.
  for (const { type } of lexemes(text)) if (type === "alias") return false;
  const [document] = new Composer({
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    logLevel: "silent",
  }).compose(new Parser().parse(text), true, text.length);
  let known = false;
  const path: string[] = [];
  const visit = (node: unknown): boolean => {
    if (isSeq(node)) return node.items.some((one, index) => within(String(index), one));
    if (!isMap(node)) return false;
    return node.items.some(({ key, value }) => {
      if (!isScalar(key)) return false;
      if (key.range?.[0] !== at) return within(String(key.value), value);
      const rule = schemaAt(document?.toJS() as Json, toPointer(path));
      known = Object.hasOwn(rule?.schema.properties ?? {}, String(key.value));
      return true;
    });
  };
  const within = (name: string, node: unknown): boolean => {
    path.push(name);
    const found = visit(node);
    path.pop();
    return found;
  };
  visit(document?.contents);
  return known;
}
