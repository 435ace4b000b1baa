import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { nearest } from "../../packages/contract/src/index.ts";
import { work } from "../lib/inputs.ts";
import { runAgent } from "./lib/agent.ts";
import { openTask } from "./lib/open-task.ts";
import type { TaskResult } from "./lib/result.ts";
import { finish, NothingServed, serve } from "./lib/serve.ts";
import { resultTable } from "./lib/table.ts";
import { type Task, taskNamed, taskNames } from "./lib/task.ts";
import { compileTools } from "./lib/tools.ts";
import type { Tool } from "./lib/workplace.ts";

const usage = `npm run bench tasks                               every task as its own reference does it
npm run bench tasks -- --agent '<command>'        every task by an agent, which reads its prompt from stdin
    --tool specwire|curl    what it reaches the service by; default specwire
    --only <task>,<task>    these tasks alone
    --times <n>             each so many times
    --seconds <n>           at most so long for each; default 600
    --whole                 GitHub's whole document in place of the chosen commands of specs/github
    --report <file>         where the figures go; default bench/.work/tasks/report.json
npm run bench tasks -- --list                     the tasks
npm run bench tasks -- --serve <task> [--tool …]  sets one up, prints prompt and environment, and waits
npm run bench tasks -- --finish                   judges it`;

const flags = {
  agent: { type: "string" },
  tool: { type: "string", default: "specwire" },
  only: { type: "string" },
  times: { type: "string", default: "1" },
  seconds: { type: "string", default: "600" },
  whole: { type: "boolean", default: false },
  report: { type: "string", default: join(work, "tasks/report.json") },
  list: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  serve: { type: "string" },
  finish: { type: "boolean", default: false },
} as const;

/** Runs agents at tasks. Exit code 0 where all is done, 1 where not, 2 where the words make no sense. */
export async function tasksCommand(
  words: readonly string[],
  specwire: readonly string[],
  prepare: () => Promise<void>,
): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...words], options: flags });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    const tool = toolOf(values.tool);
    if (values.list) return list();
    if (values.finish) return await finish();
    const compiled = async () => {
      await prepare();
      return compileTools(specwire, values.whole);
    };
    if (values.serve !== undefined) return await serve(taskOf(values.serve), tool, await compiled());
    if (values.agent === undefined) throw new TypeError("say --agent, --serve, --finish or --list");
    const tasks = (values.only?.split(",") ?? taskNames()).map(taskOf);
    const [times, seconds] = [countOf(values.times), countOf(values.seconds)];
    const results = await runAll(tasks, { tool, seconds, times, command: values.agent }, await compiled());
    mkdirSync(dirname(values.report), { recursive: true });
    const whole = values.whole ? { github: "whole" } : {};
    const report = { agent: values.agent, tool, ...whole, results };
    writeFileSync(values.report, `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(`\n${resultTable(results)}\n`);
    for (const { task, complaints, ended } of results)
      if (complaints.length > 0) console.log(`${task}: ${complaints.join("; ")} (${ended})`);
    console.log(`Figures: ${values.report}`);
    return results.every(({ complaints }) => complaints.length === 0) ? 0 : 1;
  } catch (error) {
    if (error instanceof NoSuchTask || error instanceof NothingServed) {
      console.error(error.message);
      return 2;
    }
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
}

interface Run {
  readonly tool: Tool;
  readonly command: string;
  readonly seconds: number;
  readonly times: number;
}

async function runAll(
  tasks: readonly Task[],
  { tool, command, seconds, times }: Run,
  compiled: Awaited<ReturnType<typeof compileTools>>,
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const task of tasks.flatMap((one) => Array.from({ length: times }, () => one))) {
    const open = await openTask(task, tool, compiled);
    try {
      const result = await open.result(await runAgent(command, open, seconds));
      results.push(result);
      const done = result.complaints.length === 0 ? "done" : "not done";
      console.error(
        `  ${task.name}: ${done}, ${counted(result.calls, "call")}, ${result.seconds.toFixed(0)} s`,
      );
    } finally {
      await open.close();
    }
  }
  return results;
}

function list(): number {
  const rows = taskNames()
    .map(taskNamed)
    .map(({ name, service, kinds, calls }) => [name, service, kinds.join(", "), counted(calls, "call")]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  console.log(`${counted(rows.length, "task")}; calls are those of the reference`);
  return 0;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

class NoSuchTask extends Error {}

/** A task that was asked for by its name. */
function taskOf(name: string): Task {
  const names = taskNames();
  if (names.includes(name)) return taskNamed(name);
  const near = nearest(name, names);
  throw new NoSuchTask(
    `There is no task ${JSON.stringify(name)}${near.length > 0 ? `; did you mean ${near.join(" or ")}?` : "; --list shows them."}`,
  );
}

function toolOf(word: string): Tool {
  if (word === "specwire" || word === "curl") return word;
  throw new TypeError(`there is no tool ${word}`);
}

function countOf(word: string): number {
  const count = Number(word);
  if (Number.isInteger(count) && count > 0) return count;
  throw new TypeError(`${word} is no number of times or seconds`);
}
