import { helpPages } from "@specwire/cli-kit";
import type { CompileOutput } from "@specwire/compiler";
import { estimateTokens, tokenBudgets } from "@specwire/contract";
import type { TokenCost } from "./token-cost.ts";

/** How many of the largest are named. */
const named = 5;

/** What a connector's texts cost, in the order in which an agent meets them. */
export function tokenCosts(output: CompileOutput, instructionBudget: number | undefined): TokenCost[] {
  const cli = output.files.find(({ path }) => path === "cli.mjs");
  const skill = output.files.find(({ path }) => path.endsWith("/SKILL.md"));
  if (cli === undefined || skill === undefined) throw new Error("the compiler wrote no command or no skill");
  const pages = [...helpPages(cli.text)].map(({ kind, words, text }) => ({
    kind,
    name: words,
    tokens: estimateTokens(text),
  }));
  const of = (kind: string) => pages.filter((page) => page.kind === kind);
  const one = (name: string, kind: "top" | "topWithFlags"): TokenCost => ({
    name,
    tokens: of(kind)[0]?.tokens ?? 0,
    budget: tokenBudgets[kind],
    parts: [],
  });
  const commands = of("command");
  return [
    {
      name: "instructions.md",
      tokens: output.instructionTokens,
      budget: instructionBudget ?? tokenBudgets.instructions,
      parts: output.instructionParts,
    },
    one("help without a command", "top"),
    one("help with the flags of every command", "topWithFlags"),
    largest("help of a group", of("group"), tokenBudgets.group),
    largest("help of a command", commands, tokenBudgets.command),
    {
      name: "help of the median command",
      tokens: quantile(commands, 0.5),
      budget: tokenBudgets.usualCommand,
      parts: [],
    },
    { name: "SKILL.md", tokens: estimateTokens(skill.text), parts: [] },
  ];
}

interface Sized {
  readonly name: string;
  readonly tokens: number;
}

function largest(name: string, texts: readonly Sized[], budget: number): TokenCost {
  const parts = texts
    .toSorted((a, b) => b.tokens - a.tokens || (a.name < b.name ? -1 : 1))
    .slice(0, named)
    .map(({ name: words, tokens }) => ({ name: words, tokens }));
  return {
    name,
    tokens: parts[0]?.tokens ?? 0,
    budget,
    parts,
    many: { count: texts.length, median: quantile(texts, 0.5), p90: quantile(texts, 0.9) },
  };
}

function quantile(texts: readonly Sized[], share: number): number {
  const sorted = texts.map(({ tokens }) => tokens).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
