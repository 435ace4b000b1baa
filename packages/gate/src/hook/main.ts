#!/usr/bin/env node
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { blocked, type HookAnswer } from "./answer-hook.ts";
import { runHook } from "./run-hook.ts";

// Clients take every exit code but 2 for a hook that may be passed over. So nothing may end this process otherwise,
// and it must end before the client stops waiting. A second thread judges: its work can't hold the first one's timer.

const timeLimit = 5_000;

function end({ exit, stdout, stderr }: HookAnswer): never {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exit(exit);
}

/** Ends the process with the answer; until then whoever imports this waits. */
function guard(): Promise<never> {
  process.exitCode = 2;
  const fail = () => end(blocked("it failed"));
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => process.exit(2));
  const judge = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    stdin: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  setTimeout(() => {
    // A thread that waits for the system (a file that never opens) can't be ended without the process.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 500);
    const tooLate = () => end(blocked("no decision within 5 seconds"));
    judge.terminate().then(tooLate, tooLate);
  }, timeLimit);
  judge.once("message", end);
  judge.once("error", fail);
  judge.once("exit", fail);
  if (judge.stdin) process.stdin.pipe(judge.stdin);
  return new Promise(() => {});
}

if (isMainThread) await guard();
else parentPort?.postMessage(await runHook(process.argv.slice(2), process.env, process.stdin));
