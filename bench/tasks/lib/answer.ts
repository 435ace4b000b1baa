import type { Task } from "./task.ts";

/** Complaints about the answer that an agent gave. Blanks, quotes, bullets and capitals are its own affair. */
export function answerFaults(given: string | undefined, wanted: Task["answer"]): string[] {
  if (wanted === undefined) return [];
  if (given === undefined) return ["there is no answer.txt"];
  const lines = given.split("\n").map(plain).filter(Boolean);
  if (typeof wanted === "string")
    return lines.length === 1 && lines[0] === plain(wanted) ? [] : [`the answer is ${said(lines)}`];
  const anyOrder = "anyOrder" in wanted;
  const expected = (anyOrder ? wanted.anyOrder : wanted).map(plain);
  // Numbers are written on one line as often as on several.
  const told = lines.length === 1 && expected.length > 1 ? (lines[0] as string).split(/\s*,\s*/) : lines;
  const [one, other] = anyOrder ? [told.toSorted(), expected.toSorted()] : [told, expected];
  return one.length === other.length && one.every((line, index) => line === other[index])
    ? []
    : [`the answer is ${said(told)}`];
}

function plain(text: string): string {
  return text
    .trim()
    .replace(/^[-*] +/, "")
    .replace(/^["'`]|["'`.]$/g, "")
    .replace(/^#(?=\d)/, "")
    .toLowerCase();
}

const said = (lines: readonly string[]): string => JSON.stringify(lines.join("\n").slice(0, 200));
