import { chmodSync, lstatSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createConnection, type Server } from "node:net";
import { dirname, join } from "node:path";
import { RuntimeError } from "../errors/runtime-error.ts";

/** Bytes; `sun_path` of macOS has 104 with its end, that of Linux 108. */
const longestPath = 103;

export interface SocketOptions {
  /** Absolute. */
  readonly socket: string;
  /** Who may connect. */
  readonly mode: number;
}

/**
 * Lets a server listen on a unix socket. Its file is made where nobody else can look, gets its mode, and is then put in
 * its place as a whole: at no moment can anyone connect whom the mode keeps out. One that a dead process left is
 * replaced. Throws `INVALID_OPTION`; gives what removes the file.
 */
export async function listenOnSocket(server: Server, { socket, mode }: SocketOptions): Promise<() => void> {
  await refuseTaken(socket);
  const folder = made(() => mkdtempSync(join(dirname(socket), ".b-")), socket);
  try {
    const place = join(folder, "s");
    if (Math.max(Buffer.byteLength(socket), Buffer.byteLength(place)) > longestPath)
      throw invalid(
        `\`socket\` is too long: at most ${longestPath} bytes, and its folder ${longestPath - 12}`,
      );
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(place, () => resolve(server.off("error", reject) && undefined));
    });
    chmodSync(place, mode);
    renameSync(place, socket);
  } catch (error) {
    server.close();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { ino } = lstatSync(socket);
  return () => {
    // Another broker may have taken the place of this one.
    if (lstatSync(socket, { throwIfNoEntry: false })?.ino === ino) rmSync(socket, { force: true });
  };
}

async function refuseTaken(socket: string): Promise<void> {
  const stats = made(() => lstatSync(socket, { throwIfNoEntry: false }), socket);
  if (stats === undefined) return;
  if (!stats.isSocket()) throw invalid(`${JSON.stringify(socket)} is a file of another kind`);
  if (await answers(socket)) throw invalid(`another process listens on ${JSON.stringify(socket)}`);
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    const done = (isThere: boolean) => {
      connection.destroy();
      resolve(isThere);
    };
    connection.once("connect", () => done(true)).once("error", () => done(false));
  });
}

function made<Value>(work: () => Value, socket: string): Value {
  try {
    return work();
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw invalid(`\`socket\`: ${code} at ${JSON.stringify(dirname(socket))}`);
  }
}

function invalid(what: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", `The broker can't listen: ${what}.`);
}
