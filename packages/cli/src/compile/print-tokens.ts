import { harmless } from "../shared/refusal.ts";
import { tone } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { isOver, type TokenCost } from "./token-cost.ts";

/** What costs what, one text a line, with what it is made of or the largest of its kind behind. */
export function printTokens(costs: readonly TokenCost[], { out }: World): void {
  const width = Math.max(...costs.map(({ name }) => name.length));
  out.write("  tokens, estimated and rarely below the true count of o200k\n");
  for (const cost of costs) {
    const { name, tokens, budget, many, parts } = cost;
    const size = number(tokens).padStart(6);
    const of = budget === undefined ? "" : ` of ${number(budget)}`;
    const over = isOver(cost) ? tone(out, "bad", " OVER ITS BUDGET") : "";
    const among =
      many === undefined
        ? ""
        : `, the largest of ${number(many.count)} (median ${many.median}, p90 ${many.p90})`;
    const made = parts
      .filter((part) => part.tokens > 0)
      .map((part) => `${harmless(part.name)} ${number(part.tokens)}`)
      .join(", ");
    out.write(`  ${name.padEnd(width)} ${size}${of}${over}${among}${made === "" ? "" : `: ${made}`}\n`);
  }
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
