import { type CompileOutput, renderJson } from "@specwire/compiler";
import type { Connector } from "@specwire/contract";
import type { Compiled } from "../shared/connectors.ts";
import { harmless } from "../shared/refusal.ts";
import { countOf, printDiagnostics, printJson, verdict } from "../shared/report.ts";
import { count } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { type Difference, isExecutable } from "./compare-files.ts";
import { headline, printNotes, type Status } from "./print-headline.ts";
import { printTokens } from "./print-tokens.ts";
import type { TokenCost } from "./token-cost.ts";

/** What became of one connector. */
export interface Outcome {
  readonly path: string;
  readonly folder: string;
  readonly output: CompileOutput;
  readonly differences: readonly Difference[];
  /** `different` only where nothing may be written. */
  readonly status: Status;
  /** Where they are asked for. */
  readonly costs?: readonly TokenCost[];
}

const purposes: Readonly<Record<string, string>> = {
  "connector.json": "what everything that runs reads",
  "cli.ts": "the command, for Node.js, Bun and Deno",
  "cli.mjs": "the command, starts fastest on Node.js",
  "instructions.md": "for the agent's prompt",
  "permissions.json": "every operation, for people and gates",
  "config.json": "for hosts that store a connector as a row",
  "connector.lock.json": "digests of all of it",
};

/** By the end of the path, which has the slug in it. */
const skillPurposes = [
  ["/SKILL.md", "for agents that load skills"],
  ["/references/commands.md", "every command, one a line; beside the skill"],
] as const;

export function printOutcomes(
  compiled: readonly Compiled[],
  outcomes: readonly Outcome[],
  world: World,
): void {
  const { out } = world;
  const all = compiled.flatMap(({ result }) => result.diagnostics);
  printDiagnostics(all, world);
  for (const outcome of outcomes) {
    const { status, folder, output } = outcome;
    out.write(`${headline(status, folder, sizeOf(output.connector), world)}\n`);
    const lines = outcome.status === "different" ? differenceLines(outcome) : fileLines(outcome);
    if (outcome.status !== "unchanged") out.write(lines.map((line) => `  ${line}\n`).join(""));
    printNotes(output.notes, world);
    if (outcome.costs !== undefined) printTokens(outcome.costs, world);
  }
  if (outcomes.length > 1) out.write(`${count(outcomes.length, "connector")}: ${tally(outcomes)}\n`);
  if (all.length > 0) world.err.write(`${verdict(all)}\n`);
}

/** Nothing was written because of an error somewhere. */
export function printProblems(compiled: readonly Compiled[], world: World): void {
  const all = compiled.flatMap(({ result }) => result.diagnostics);
  printDiagnostics(all, world);
  world.err.write(`${verdict(all)}; nothing was written\n`);
}

export function printCompileJson(
  compiled: readonly Compiled[],
  outcomes: readonly Outcome[],
  world: World,
): void {
  const all = compiled.flatMap(({ result }) => result.diagnostics);
  printJson(
    {
      errors: countOf(all, "error"),
      warnings: countOf(all, "warning"),
      connectors: compiled.map(({ path, result }) => ({
        path,
        ...outcomeData(outcomes.find((one) => one.path === path)),
        diagnostics: renderJson(result.diagnostics),
      })),
    },
    world.out,
  );
}

function outcomeData(outcome: Outcome | undefined): object {
  if (outcome === undefined) return { status: "not written" };
  const { status, folder, output, differences, costs } = outcome;
  return {
    status,
    slug: output.connector.slug,
    folder,
    ...(status === "different" && { differences }),
    files: output.files.map((file) => ({ path: file.path, bytes: Buffer.byteLength(file.text) })),
    instructionTokens: output.instructionTokens,
    ...(costs !== undefined && { tokens: costs }),
    notes: output.notes,
  };
}

/** `33 operations, 17 read, 16 write` */
export function sizeOf({ operations }: Connector): string {
  const all = Object.values(operations);
  const writes = all.filter((one) => one.access === "write").length;
  return `${count(all.length, "operation")}, ${all.length - writes} read, ${writes} write`;
}

function fileLines({ output }: Outcome): string[] {
  const rows = output.files.map((file): [string, string, string] => [
    file.path,
    bytesOf(Buffer.byteLength(file.text)),
    describe(file.path, output) + (isExecutable(file) ? " (executable)" : ""),
  ]);
  const [names, sizes] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([name, size, what]) =>
    `${name.padEnd(names ?? 0)}  ${size.padStart(sizes ?? 0)}  ${what}`.trimEnd(),
  );
}

function describe(path: string, output: CompileOutput): string {
  const purpose = purposes[path] ?? skillPurposes.find(([end]) => path.endsWith(end))?.[1] ?? "";
  return path === "instructions.md"
    ? `${purpose}, about ${count(output.instructionTokens, "token")}`
    : purpose;
}

function differenceLines({ differences, output }: Outcome): string[] {
  const missing = differences.filter(({ how }) => how === "missing");
  if (missing.length === output.files.length) return ["all of its files are missing"];
  return differences.map(({ path, how }) => `${harmless(path)}: ${how}`);
}

function tally(outcomes: readonly Outcome[]): string {
  const statuses = ["written", "unchanged", "different"] as const;
  return statuses
    .map((status) => [outcomes.filter((one) => one.status === status).length, status] as const)
    .filter(([number]) => number > 0)
    .map(([number, status]) => `${number} ${status}`)
    .join(", ");
}

/** `512 B`, `13.2 kB` */
function bytesOf(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
