import { spawn } from "node:child_process";
import { join } from "node:path";
import type { OpenTask } from "./open-task.ts";

/** For references: what an agent does in its head. `pick a.b` takes one value out of the JSON that comes in. */
const prelude = `set -eu
answer() { printf '%s\\n' "$@" > answer.txt; }
pick() { "${process.execPath}" "${join(import.meta.dirname, "pick.mjs")}" "$1"; }
`;

/** Does a task as its own reference.sh does it. Says how that ended: "exit 0". */
export function runReference({ task, place }: OpenTask): Promise<string> {
  return runLine(prelude + task.reference, place, "", 60);
}

/** Lets an agent do a task: a command line that reads the prompt from its standard input. Says how it ended. */
export function runAgent(command: string, { place }: OpenTask, seconds: number): Promise<string> {
  return runLine(command, place, place.prompt, seconds);
}

/** Runs a command line to its end or the end of its time; where it fails, the end of what it said is told. */
function runLine(
  line: string,
  { folder, environment }: OpenTask["place"],
  input: string,
  seconds: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", line], {
      cwd: folder,
      env: { ...process.env, ...environment },
      // A group of its own, so that nothing that it started outlives its time.
      detached: true,
    });
    let tail = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        tail = (tail + chunk.toString()).slice(-2000);
      });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, seconds * 1000);
    child.on("error", reject);
    child.stdin.on("error", () => undefined); // An agent need not read its prompt.
    child.stdin.end(input);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (late) resolve(`stopped after ${seconds} s`);
      else resolve(code === 0 ? "exit 0" : `exit ${code ?? signal}: ${tail.trim().slice(-500)}`);
    });
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {} // It has ended meanwhile.
}
