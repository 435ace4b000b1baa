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

/** So many guesses may be wrong before the middle is taken. */
const mostGuesses = 4;

/**
 * With how many of `count` things a rendering still fits; 0 where it does not even with one. A rendering takes longer
 * than finding a command, so that few are tried: the first at `near`, the next where the last ones point to.
 */
export function mostFitting(
  count: number,
  budget: number,
  render: (shown: number) => string,
  near: number = count >> 1,
): number {
  let [fine, over] = [0, count + 1];
  let [before, tokensBefore, guess] = [0, 0, near];
  for (let tries = 0; over - fine > 1; tries++) {
    const isGuess = tries < mostGuesses && Number.isFinite(guess);
    const shown = isGuess ? Math.min(Math.max(guess, fine + 1), over - 1) : (fine + over) >> 1;
    const tokens = estimateTokens(render(shown), 2 * budget);
    if (tokens <= budget) fine = shown;
    else over = shown;
    guess = Math.floor(shown + ((budget - tokens) * (shown - before)) / (tokens - tokensBefore));
    [before, tokensBefore] = [shown, tokens];
  }
  return fine;
}

/** How many of the lengths, in their order, there is room for. */
export function countFitting(room: number, lengths: readonly number[]): number {
  let left = room;
  const end = lengths.findIndex((length) => {
    left -= length;
    return left < 0;
  });
  return end === -1 ? lengths.length : end;
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
