import { runCli } from "./run.ts";
import type { TableText } from "./table-lines.ts";
import { ClosedOutputError, type OutputStream } from "./world.ts";

/** Runs the generated file as a program. The exit code is set, never forced: pending output is still written. */
export async function startCli(file: string | undefined): Promise<void> {
  process.exitCode = await runCli({
    argv: process.argv.slice(2),
    env: process.env,
    stdin: {
      get terminal() {
        return process.stdin.isTTY === true;
      },
      read: () => process.stdin,
    },
    stdout: outputStream(1, () => process.stdout),
    stderr: outputStream(2, () => process.stderr),
    tableText: () => openFile(file ?? ""),
    now: Date.now,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
  });
}

/** The generated file, of which only what is asked for is read; it stays open until the program ends. */
function openFile(path: string): TableText {
  const { fstatSync, openSync, readSync } = process.getBuiltinModule("node:fs");
  const descriptor = openSync(path, "r");
  const { size } = fstatSync(descriptor);
  return {
    size,
    read(start, end) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(end, size) - start));
      let length = 0;
      while (length < bytes.length) {
        const more = readSync(descriptor, bytes, length, bytes.length - length, start + length);
        if (more === 0) break;
        length += more;
      }
      return bytes.toString("latin1", 0, length);
    },
  };
}

/**
 * Standard output or error. A pipe or a file is written to as it is: the stream that the runtime would make of it
 * takes several milliseconds to load, and does the same.
 */
function outputStream(descriptor: 1 | 2, open: () => NodeJS.WriteStream): OutputStream {
  let opened: RuntimeStream | undefined;
  const plain = isPlain(descriptor);
  const stream = () => {
    opened ??= runtimeStream(open());
    return opened;
  };
  return {
    async write(chunk) {
      const rest = plain && opened === undefined ? writeDirectly(descriptor, chunk) : chunk;
      if (rest !== undefined) await stream().write(rest);
    },
    get terminal() {
      return !plain && stream().terminal;
    },
    get columns() {
      return plain ? 80 : stream().columns;
    },
  };
}

/** Whether it is a pipe, a socket or a file; Windows writes to pipes in its own way. */
function isPlain(descriptor: number): boolean {
  if (process.platform === "win32") return false;
  try {
    const facts = process.getBuiltinModule("node:fs").fstatSync(descriptor);
    return facts.isFIFO() || facts.isFile() || facts.isSocket();
  } catch {
    return false;
  }
}

/** Gives what could not be written now: whoever reads is slow, and has asked us not to wait. */
function writeDirectly(descriptor: number, chunk: string | Uint8Array): Uint8Array | undefined {
  const { writeSync } = process.getBuiltinModule("node:fs");
  let rest: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return rest;
    throw new ClosedOutputError();
  }
}

interface RuntimeStream {
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  readonly terminal: boolean;
  readonly columns: number;
}

function runtimeStream(stream: NodeJS.WriteStream): RuntimeStream {
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
