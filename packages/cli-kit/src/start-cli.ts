import { runCli } from "./run.ts";
import { ClosedOutputError, type OutputStream } from "./world.ts";

/** Runs the generated file as a program. The exit code is set, never forced: pending output is still written. */
export async function startCli(file: string | undefined): Promise<void> {
  const { readFileSync } = process.getBuiltinModule("node:fs");
  process.exitCode = await runCli({
    argv: process.argv.slice(2),
    env: process.env,
    stdin: {
      get terminal() {
        return process.stdin.isTTY === true;
      },
      read: () => process.stdin,
    },
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    tableText: () => readFileSync(file ?? "", "latin1"),
    now: Date.now,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
  });
}

function outputStream(stream: NodeJS.WriteStream): OutputStream {
  let closed = false;
  stream.on("error", () => {
    closed = true;
  });
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (closed) reject(new ClosedOutputError());
        else stream.write(chunk, (error) => (error ? reject(new ClosedOutputError()) : resolve()));
      }),
    get terminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns || 80;
    },
  };
}
