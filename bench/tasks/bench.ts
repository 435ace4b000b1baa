import type { BenchOptions } from "../lib/options.ts";
import type { Report, Target } from "../lib/report.ts";
import { runReference } from "./lib/agent.ts";
import { openTask } from "./lib/open-task.ts";
import type { TaskResult } from "./lib/result.ts";
import { failed, resultTable } from "./lib/table.ts";
import { taskNamed, taskNames } from "./lib/task.ts";
import { compileTools } from "./lib/tools.ts";

/** Every task as its own reference does it: that it can be done, by how many calls, and what these print. */
export async function tasksBench(options: BenchOptions): Promise<Report> {
  const compiled = await compileTools(options.specwire, false);
  const results: TaskResult[] = [];
  for (const task of taskNames().map(taskNamed)) {
    console.error(`  ${task.name}`);
    const open = await openTask(task, "specwire", compiled);
    try {
      results.push(await open.result(await runReference(open)));
    } finally {
      await open.close();
    }
  }
  return {
    bench: "tasks",
    sections: [],
    targets: targetsOf(results),
    text: [resultTable(results)],
    figures: results.map(lasting),
  };
}

function targetsOf(results: readonly TaskResult[]): Target[] {
  const done = results.filter(({ complaints }) => complaints.length === 0);
  const within = results.filter(({ task, calls }) => calls <= taskNamed(task).calls);
  const surprises = results.filter((one) => failed(one) > 0 && !one.kinds.includes("recover"));
  return [
    {
      id: "K1",
      asks: "≥ 25 tasks, each done by its reference",
      measured: `${done.length} of ${results.length}`,
      met: done.length === results.length && results.length >= 25,
    },
    {
      id: "K2",
      asks: "each within its stated number of calls",
      measured: `${within.length} of ${results.length}`,
      met: within.length === results.length,
    },
    {
      id: "K3",
      asks: "no call fails but where a task is about that",
      measured: `${surprises.length} tasks`,
      met: surprises.length === 0,
    },
  ];
}

/** What is the same in the next run. */
function lasting({ seconds: _, ...result }: TaskResult): object {
  return result;
}
