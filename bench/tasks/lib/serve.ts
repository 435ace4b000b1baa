import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { work } from "../../lib/inputs.ts";
import type { Compiled } from "./compiled.ts";
import { openTask } from "./open-task.ts";
import type { TaskResult } from "./result.ts";
import { resultTable } from "./table.ts";
import type { Task } from "./task.ts";
import type { Tool } from "./workplace.ts";

/** Where `--finish` finds what `--serve` has set up. */
const note = join(work, "tasks/serving.json");

/** Sets up one task for whoever wants to do it, a person as well, until `finish` is asked for. */
export async function serve(
  task: Task,
  tool: Tool,
  compiled: Readonly<Record<string, Compiled>>,
): Promise<number> {
  const open = await openTask(task, tool, compiled);
  try {
    const asked = Promise.withResolvers<TaskResult>();
    const server = createServer((_request, response) => {
      open.result().then(
        (result) => {
          response.end(JSON.stringify(result));
          asked.resolve(result);
        },
        (error: Error) => asked.reject(error),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    mkdirSync(join(work, "tasks"), { recursive: true });
    const { port } = server.address() as AddressInfo;
    writeFileSync(note, JSON.stringify({ port, task: task.name }));
    const { folder, environment, prompt } = open.place;
    const exports = Object.entries(environment).map(
      ([name, value]) => `export ${name}=${inShell(name, value)}`,
    );
    console.log(`${prompt}\n# ---- Paste this into the shell that the task is done in\n`);
    console.log(`cd '${folder}'\n${exports.join("\n")}\n`);
    console.log("# ---- When it is done, in another shell: npm run bench tasks -- --finish");
    await asked.promise;
    server.close();
    server.closeAllConnections();
    rmSync(note, { force: true });
    return 0;
  } finally {
    await open.close();
  }
}

/** Of a path only what is in front of the one that the shell has already. */
function inShell(name: string, value: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const rest = `:${process.env.PATH ?? ""}`;
  return name === "PATH" && value.endsWith(rest)
    ? `${quoted(value.slice(0, -rest.length))}:"$PATH"`
    : quoted(value);
}

/** There is no task to be judged. */
export class NothingServed extends Error {}

export async function finish(): Promise<number> {
  let port: number;
  try {
    ({ port } = JSON.parse(readFileSync(note, "utf8")) as { port: number });
  } catch {
    throw new NothingServed("Nothing is being served: npm run bench tasks -- --serve <task>");
  }
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST" });
  const result = (await answer.json()) as TaskResult;
  console.log(`${resultTable([result])}\n`);
  for (const complaint of result.complaints) console.log(complaint);
  return result.complaints.length === 0 ? 0 : 1;
}
