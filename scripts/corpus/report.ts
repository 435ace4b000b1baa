import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentResult, Problem } from "./result.ts";
import type { WireFailure } from "./wire/result.ts";

/** A request that was not accepted for a reason that is not ours. */
export interface Exception {
  readonly document: string;
  readonly operation: string;
  /** Absent: every judge. */
  readonly by?: string;
  /** A part of what the judge says: another complaint about the same operation is not excused. */
  readonly says: string;
  readonly because: string;
}

export interface Summary {
  readonly fine: boolean;
  readonly documents: number;
  readonly compiled: number;
  readonly operations: number;
  readonly commands: number;
  readonly problems: Readonly<Record<Problem["figure"], number>>;
  readonly swaggerParserReads: number;
  readonly wire: {
    readonly operations: number;
    readonly requests: number;
    readonly judged: number;
    readonly accepted: number;
    readonly explained: number;
    readonly unexplained: number;
    readonly impossible: number;
    readonly unjudged: number;
    /** Requests made wrong on purpose, and who refused them. */
    readonly planted: number;
    readonly plantedRefusedByJudge: number;
    readonly plantedRefusedByUs: number;
    readonly plantedRefusedOnlyByUs: number;
  };
}

const acceptedTarget = 0.995;

const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, "exceptions.json"), "utf8"),
) as readonly Exception[];

export function isExplained(document: string, failure: WireFailure): boolean {
  return exceptions.some(
    (one) =>
      one.document === document &&
      one.operation === failure.operation &&
      (one.by === undefined || one.by === failure.by) &&
      failure.reason.includes(one.says),
  );
}

export function summaryOf(results: readonly DocumentResult[], typesFailed: string | undefined): Summary {
  const sum = (of: (one: DocumentResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const figures = [
    "compiles",
    "types",
    "commands",
    "tokens",
    "starts",
    "operations",
    "outside",
    "crash",
  ] as const;
  const problems = Object.fromEntries(
    figures.map((figure) => [figure, sum((one) => one.problems.filter((p) => p.figure === figure).length)]),
  ) as Record<Problem["figure"], number>;
  if (typesFailed !== undefined) problems.types++;
  const failures = results.flatMap((one) => (one.wire?.failures ?? []).map((failure) => ({ one, failure })));
  const bad = (explained: boolean) =>
    new Set(
      failures
        .filter(({ one, failure }) => isExplained(one.id, failure) === explained)
        .map(({ one, failure }) => `${one.id} ${failure.operation} ${failure.variant}`),
    ).size;
  const wire = {
    operations: sum((one) => one.wire?.operations ?? 0),
    requests: sum((one) => one.wire?.requests ?? 0),
    judged: sum((one) => one.wire?.judged ?? 0),
    accepted: sum((one) => one.wire?.accepted ?? 0),
    explained: bad(true),
    unexplained: bad(false),
    impossible: sum((one) => one.wire?.impossible.length ?? 0),
    unjudged: sum((one) => one.wire?.unjudged.length ?? 0),
    planted: sum((one) => one.wire?.planted.planted ?? 0),
    plantedRefusedByJudge: sum((one) => one.wire?.planted.refusedByJudge ?? 0),
    plantedRefusedByUs: sum((one) => one.wire?.planted.refusedByUs ?? 0),
    plantedRefusedOnlyByUs: sum((one) => one.wire?.planted.onlyByUs.length ?? 0),
  };
  const fine =
    Object.values(problems).every((count) => count === 0) &&
    wire.unexplained === 0 &&
    wire.accepted >= acceptedTarget * wire.requests;
  return {
    fine,
    documents: results.length,
    compiled: results.filter((one) => one.compiled > 0 || one.operations === 0).length,
    operations: sum((one) => one.operations),
    commands: sum((one) => one.commands),
    problems,
    swaggerParserReads: results.filter((one) => one.outside?.operations !== undefined).length,
    wire,
  };
}

export function printReport(summary: Summary, results: readonly DocumentResult[]): void {
  const { wire } = summary;
  for (const one of results) {
    for (const what of one.wire?.planted.onlyByUs ?? [])
      console.log(`${one.id}: refused only by us: ${what}`);
    for (const problem of one.problems.slice(0, 5))
      console.log(`${one.id}: ${problem.figure}: ${problem.reason}`);
    for (const failure of (one.wire?.failures ?? []).filter((f) => !isExplained(one.id, f)).slice(0, 5)) {
      console.log(`${one.id}: ${failure.operation} (${failure.variant}), ${failure.by}: ${failure.reason}`);
      if (failure.sent) console.log(`    ${failure.sent}`);
    }
  }
  const slowest = results.toSorted((a, b) => b.compileMs - a.compileMs).slice(0, 5);
  const percent = ((100 * wire.accepted) / Math.max(1, wire.requests)).toFixed(2);
  console.log(`
documents           ${summary.documents}, compiled ${summary.compiled}
operations          ${summary.operations}, commands ${summary.commands}
missed              ${Object.entries(summary.problems)
    .map(([figure, count]) => `${figure} ${count}`)
    .join(", ")}
swagger-parser      reads ${summary.swaggerParserReads} of ${summary.documents}
wire check          ${wire.operations} operations, ${wire.requests} requests, ${wire.judged} judged
accepted            ${wire.accepted} (${percent} %), explained ${wire.explained}, unexplained ${wire.unexplained}
no valid arguments  ${wire.impossible}, no judge could tell ${wire.unjudged}
planted wrong       ${wire.planted}, refused by a judge ${wire.plantedRefusedByJudge}, by our check ${wire.plantedRefusedByUs}, only by ours ${wire.plantedRefusedOnlyByUs}
slowest to compile  ${slowest.map((one) => `${one.id} ${one.compileMs} ms ${one.compileMb} MB`).join(", ")}

${summary.fine ? "Every figure is met." : "A figure is missed."} Details: scripts/corpus/.work/report.json`);
}
