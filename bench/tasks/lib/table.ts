import type { Size, TaskResult } from "./result.ts";

/** One row a task, and one for all of them. Results of the same task, run several times, follow each other. */
export function resultTable(results: readonly TaskResult[]): string {
  const reads = results.some(({ read }) => read !== undefined);
  const columns = ["task", "kinds", "done", "calls", "failed", "requests", "tokens printed"];
  const head = [...columns, ...(reads ? ["tokens read"] : []), "tokens answered"];
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const rows = results.map((one) =>
    row([
      one.task,
      one.kinds.join(", "),
      one.complaints.length === 0 ? "yes" : "**no**",
      one.calls,
      failed(one),
      one.requests,
      one.printed.tokens,
      ...(reads ? [one.read?.tokens ?? ""] : []),
      one.answered.tokens,
    ]),
  );
  const sum = (count: (one: TaskResult) => number): number =>
    results.reduce((total, one) => total + count(one), 0);
  const total = row([
    "**all**",
    "",
    `${sum(({ complaints }) => (complaints.length === 0 ? 1 : 0))} of ${results.length}`,
    sum(({ calls }) => calls),
    sum(failed),
    sum(({ requests }) => requests),
    sum(({ printed }) => printed.tokens),
    ...(reads ? [sum(({ read }) => (read as Size | undefined)?.tokens ?? 0)] : []),
    sum(({ answered }) => answered.tokens),
  ]);
  return [row(head), row(head.map(() => "---")), ...rows, total].join("\n");
}

/** Calls that did not end with exit code 0. */
export function failed({ exits }: TaskResult): number {
  return Object.entries(exits).reduce((sum, [exit, count]) => sum + (exit === "0" ? 0 : count), 0);
}
