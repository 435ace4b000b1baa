import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Result } from "./race.ts";
import type { Spread } from "./statistics.ts";

const home: string = join(import.meta.dirname, "..");

/** One table: runners on one input. */
export interface Section {
  readonly title: string;
  /** What the columns of quotients divide by, by the runner's name. */
  readonly bases: readonly string[];
  readonly results: readonly Result[];
  /** Said under the table. */
  readonly notes?: readonly string[];
}

/** What a target asks, what was measured, and whether that is enough. */
export interface Target {
  readonly id: string;
  readonly asks: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface Report {
  readonly bench: string;
  readonly sections: readonly Section[];
  readonly targets: readonly Target[];
  /** Markdown after everything else: what is not a time. */
  readonly text?: readonly string[];
  /** For results/ alone: what the text was made from. */
  readonly figures?: unknown;
}

/** Of the machine and the run; no date, so that the same figures give the same file. */
function conditions(): object {
  const [cpu] = cpus();
  return {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} x ${cpu?.model.trim()}`,
    memoryGb: Math.round(totalmem() / 1e9),
  };
}

/** Writes `results/<bench>.json` and puts the tables between the bench's markers in README.md. */
export function write(report: Report): void {
  const folder = join(home, "results");
  mkdirSync(folder, { recursive: true });
  const data = { ...report, conditions: conditions() };
  const text = JSON.stringify(data, rounded, 2).replaceAll(join(home, ".."), "…");
  writeFileSync(join(folder, `${report.bench}.json`), `${text}\n`);
  const file = join(home, "README.md");
  writeFileSync(file, withTables(readFileSync(file, "utf8"), report.bench, markdownOf(report)));
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(4)) : value;
}

export function withTables(page: string, bench: string, tables: string): string {
  const [from, to] = [`<!-- ${bench}: begin -->`, `<!-- ${bench}: end -->`];
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start === -1 || end < start) throw new Error(`bench/README.md has no place for "${bench}"`);
  return `${page.slice(0, start + from.length)}\n\n${tables}\n\n${page.slice(end)}`;
}

export function markdownOf({ sections, targets, text = [] }: Report): string {
  const { cpu, memoryGb, node, platform } = conditions() as Record<string, string>;
  const machine = `Measured on ${cpu}, ${memoryGb} GB, ${platform}, Node.js ${node}.`;
  return [machine, ...targetTable(targets), ...sections.map(table), ...text].join("\n\n");
}

function targetTable(targets: readonly Target[]): string[] {
  if (targets.length === 0) return [];
  const rows = targets.map(
    ({ id, asks, measured, met }) => `| ${id} | ${asks} | ${measured} | ${met ? "met" : "**missed**"} |`,
  );
  return [["| target | asks | measured | |", "|---|---|---|---|", ...rows].join("\n")];
}

function table({ title, bases, results, notes = [] }: Section): string {
  const columns = [
    "",
    "wall",
    "peak memory",
    ...bases.flatMap((base) => [`× ${base}, wall`, `× ${base}, CPU`]),
  ];
  const rows = results.map(({ name, figures, failure }) => {
    if (figures === undefined)
      return [name, `**fails**: ${plain(failure ?? "")}`, ...columns.slice(2).map(() => "")];
    const ratios = bases.flatMap((base) => {
      const ratio = figures.ratios[base];
      return name === base || ratio === undefined ? ["", ""] : [times(ratio.wall), times(ratio.cpu)];
    });
    return [name, milliseconds(figures.wallMs), `${figures.rssMb.median.toFixed(0)} MB`, ...ratios];
  });
  const lines = [columns, columns.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`**${title}**`, lines.join("\n"), ...notes].join("\n\n");
}

/** `0.31 s (0.29–0.35)`, or milliseconds below a tenth of a second. */
function milliseconds({ median, min, max }: Spread): string {
  const [unit, scale, digits] = median < 100 ? ["ms", 1, 0] : ["s", 1000, 2];
  const say = (value: number): string => (value / scale).toFixed(digits);
  return `${say(median)} ${unit} (${say(min)}–${say(max)})`;
}

function times({ median }: Spread): string {
  return median.toFixed(median < 10 ? 2 : 1);
}

/** A program's own words in a table's cell. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|~!&$]/g, "\\$&").replaceAll(/\/\S*\//g, "…/");
}
