import { estimateTokens } from "@specwire/contract";
import { cutText } from "../text.ts";

/** A token is rarely longer than this: a longer text needs no estimate to be too long. In characters. */
const longestToken = 20;
/** What a line is cut to where nothing else helps, in characters. */
const longestLine = 240;

/** Whether a text takes at most so many tokens. */
export function fitsBudget(text: string, budget: number): boolean {
  return text.length <= budget * longestToken && estimateTokens(text, budget) <= budget;
}

/** The first rendering that fits; else the last one with its lines cut, and as many of them as there is room for. */
export function firstFitting(budget: number, renderings: readonly (() => string)[]): string {
  let text = "";
  for (const render of renderings) {
    text = render();
    if (fitsBudget(text, budget)) return text;
  }
  return cutLines(text, budget);
}

/** With how many of `count` things a rendering still fits; 0 where it does not even with one. */
export function mostFitting(count: number, budget: number, render: (shown: number) => string): number {
  let [fine, over] = [0, count + 1];
  while (over - fine > 1) {
    const middle = (fine + over) >> 1;
    if (fitsBudget(render(middle), budget)) fine = middle;
    else over = middle;
  }
  return fine;
}

/** The last line says how to go on, so that it stays. */
function cutLines(text: string, budget: number): string {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => cutText(line, longestLine));
  while (lines.length > 1 && !fitsBudget(`${lines.join("\n")}\n`, budget)) lines.splice(-2, 1);
  return `${lines.join("\n")}\n`;
}
