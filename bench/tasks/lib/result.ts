import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Task } from "./task.ts";
import type { Call } from "./workplace.ts";

/** How an agent did at one task. Tokens are o200k's. */
export interface TaskResult {
  readonly task: string;
  readonly service: string;
  readonly kinds: readonly string[];
  /** What was not as it should be; none: the task is done. */
  readonly complaints: readonly string[];
  readonly promptTokens: number;
  /** Starts of the tool, and how many ended with which exit code. */
  readonly calls: number;
  readonly exits: Readonly<Record<string, number>>;
  /** What the tool printed, whoever read it. */
  readonly printed: Size;
  /** What command lines printed, where the agent's shell could be recorded: what it read. */
  readonly read?: Size;
  /** What reached the service, by whatever program, and what it answered. */
  readonly requests: number;
  readonly answered: Size;
  readonly seconds: number;
  /** How the agent's own process ended; absent where it was not ours. */
  readonly ended?: string;
}

export interface Size {
  readonly characters: number;
  readonly tokens: number;
}

/** Everything of a result that is counted. */
export function countsOf(
  task: Task,
  prompt: string,
  calls: readonly Call[],
  passed: readonly { readonly answer: Buffer }[],
): Omit<TaskResult, "complaints" | "seconds"> {
  const isShell = ({ name }: Call): boolean => name === "bash" || name === "sh";
  const [shells, own] = [calls.filter(isShell), calls.filter((call) => !isShell(call))];
  const exits: Record<string, number> = {};
  for (const { exit } of own) exits[exit] = (exits[exit] ?? 0) + 1;
  const saidBy = (some: readonly Call[]): string[] => some.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  return {
    task: task.name,
    service: task.service,
    kinds: task.kinds,
    promptTokens: countTokens(prompt),
    calls: own.length,
    exits,
    printed: sizeOf(saidBy(own)),
    ...(shells.length === 0 ? {} : { read: sizeOf(saidBy(shells)) }),
    requests: passed.length,
    answered: sizeOf(passed.map(({ answer }) => answer.toString())),
  };
}

function sizeOf(texts: readonly string[]): Size {
  // What looks like a tokenizer's own signs is text here.
  const count = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });
  return {
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    tokens: texts.reduce((sum, text) => sum + count(text), 0),
  };
}
