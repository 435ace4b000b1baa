import { stripVTControlCharacters } from "node:util";
import type { Command, Measurer, Sample } from "./measure.ts";
import { type Spread, spreadOf } from "./statistics.ts";

export interface Runner {
  readonly name: string;
  readonly command: Command;
  /** Before each run, not timed: such as removing what the last one wrote. */
  readonly prepare?: () => void;
}

export interface RaceOptions {
  readonly rounds: number;
  /** Rounds that don't count, first. */
  readonly warmUp: number;
  /** Runners that the others are compared with, by name. */
  readonly bases: readonly string[];
}

export interface Result {
  readonly name: string;
  /** Absent where it did not run to a good end; then nothing is measured. */
  readonly figures?: Figures;
  /** What it said, where it failed. */
  readonly failure?: string;
}

export interface Figures {
  readonly rounds: number;
  readonly wallMs: Spread;
  readonly cpuMs: Spread;
  readonly rssMb: Spread;
  /** To each base: the quotients of the same round, never of medians. */
  readonly ratios: Readonly<Record<string, { readonly wall: Spread; readonly cpu: Spread }>>;
}

/** Runs all in turn, round by round, each round beginning with another one: what slows the machine slows all. */
export async function race(
  runners: readonly Runner[],
  { rounds, warmUp, bases }: RaceOptions,
  measurer: Measurer,
): Promise<Result[]> {
  const samples = new Map<string, Sample[]>(runners.map(({ name }) => [name, []]));
  const failures = new Map<string, string>();
  for (let round = -warmUp; round < rounds; round++) {
    const first = (round + warmUp) % runners.length;
    for (const runner of [...runners.slice(first), ...runners.slice(0, first)]) {
      if (failures.has(runner.name)) continue;
      runner.prepare?.();
      const sample = await measurer.measure(runner.command);
      if (sample.code !== 0) failures.set(runner.name, lastWords(sample));
      else if (round >= 0) samples.get(runner.name)?.push(sample);
    }
  }
  return runners.map(({ name }): Result => {
    const failure = failures.get(name);
    if (failure !== undefined) return { name, failure };
    const own = samples.get(name) ?? [];
    const present = bases.filter((base) => !failures.has(base));
    return { name, figures: figuresOf(own, new Map(present.map((base) => [base, samples.get(base) ?? []]))) };
  });
}

function figuresOf(own: readonly Sample[], bases: ReadonlyMap<string, readonly Sample[]>): Figures {
  const of = (pick: (sample: Sample) => number): Spread => spreadOf(own.map(pick));
  const against = (base: readonly Sample[], pick: (sample: Sample) => number): Spread =>
    spreadOf(own.flatMap((sample, round) => quotient(pick(sample), base[round] && pick(base[round]))));
  return {
    rounds: own.length,
    wallMs: of((one) => one.wallMs),
    cpuMs: of((one) => one.cpuMs),
    rssMb: of((one) => one.rssMb),
    ratios: Object.fromEntries(
      [...bases].map(([name, base]) => [
        name,
        { wall: against(base, (one) => one.wallMs), cpu: against(base, (one) => one.cpuMs) },
      ]),
    ),
  };
}

function quotient(value: number, base: number | undefined): number[] {
  return base === undefined || base === 0 ? [] : [value / base];
}

/** The line that most likely says why, without colours. */
function lastWords({ code, said }: Sample): string {
  const lines = stripVTControlCharacters(said)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const named = lines.find((line) => /(^|\s)\w*Error: [A-Za-z]/.test(line));
  const telling =
    named ?? lines.find((line) => /error|cannot|not found|fail/i.test(line)) ?? lines.at(-1) ?? "";
  return `exit ${code}: ${telling.trim().slice(0, 160)}`;
}
