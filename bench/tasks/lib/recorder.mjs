// Stands in the place of a program that an agent starts: starts the real one, passes everything through, and adds
// one line of JSON to a log. Needs nothing but Node.js, and is started by a two-line shell script.
//
//   node recorder.mjs <name> <log> <program> <arguments to it>... -- <what the agent wrote>...
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { constants } from "node:os";

const [name, log, program, ...rest] = process.argv.slice(2);
const given = rest.splice(rest.indexOf("--"));
const words = given.slice(1);

// Of shells an agent reads what the outer one prints of a command line; a script that is started is no reading.
const shell = name === "bash" || name === "sh";
const reads = !shell || (/^-[a-z]*c/.test(words[0] ?? "") && process.env.BENCH_INSIDE !== "1");
const env = shell && reads ? { ...process.env, BENCH_INSIDE: "1" } : process.env;

/** More than any agent reads of one call. */
const most = 4_000_000;
const said = { stdout: "", stderr: "" };
const began = Date.now();

const child = spawn(program, [...rest, ...words], { stdio: ["inherit", "pipe", "pipe"], env });
for (const stream of ["stdout", "stderr"]) {
  const to = process[stream];
  to.on("error", () => child[stream].destroy());
  child[stream].on("data", (chunk) => {
    if (said[stream].length < most) said[stream] += chunk.toString("latin1");
    if (!to.write(chunk)) {
      child[stream].pause();
      to.once("drain", () => child[stream].resume());
    }
  });
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  process.stderr.write(`${name}: ${error.message}\n`);
  process.exitCode = 127;
});
child.on("close", (code, signal) => {
  const exit = code ?? 128 + (constants.signals[signal] ?? 0);
  const text = (stream) => Buffer.from(said[stream], "latin1").toString();
  const line = { name, words, exit, stdout: text("stdout"), stderr: text("stderr"), ms: Date.now() - began };
  try {
    if (reads) appendFileSync(log, `${JSON.stringify(line)}\n`);
  } catch {} // The task is over, and its folder gone.
  process.exitCode = exit;
});
