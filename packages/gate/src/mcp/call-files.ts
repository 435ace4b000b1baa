import { createHash } from "node:crypto";
import { constants, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { type FileHandle, open, readlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { InputError } from "./command-words.ts";
import type { FileFolder } from "./file-folder.ts";

/** A file that a call sends. */
export interface SentFile {
  /** Below the folder of the server. */
  readonly path: string;
  /** What is sent in its place, of the same name. */
  readonly copy: string;
  /** Of the copy, hex; empty until it is made. */
  sha256: string;
}

/**
 * The files of one call. What is sent are copies that only this program's user can reach, so that what is judged, shown
 * and sent are the same bytes, whatever becomes of the files meanwhile.
 */
export interface CallFiles {
  /** The path to send from, in place of the file's own; there is nothing before `copy`. Throws `InputError`. */
  readonly toSend: (given: string) => string;
  /** The path to save to. Throws `InputError`. */
  readonly toSave: (given: string) => string;
  readonly sent: readonly SentFile[];
  /** Copies what is to be sent, and hashes it. Throws `InputError`. */
  readonly copy: () => Promise<void>;
  /** Removes the copies. */
  readonly remove: () => void;
}

export function callFiles(folder: FileFolder): CallFiles {
  const sent: SentFile[] = [];
  let place: string | undefined;
  return {
    toSend(given) {
      const path = folder.pathOf(given);
      // Made for its user alone (0700), under a name that nobody can know before.
      place ??= mkdtempSync(join(tmpdir(), "specwire-mcp-"));
      const copy = join(place, String(sent.length), basename(path));
      sent.push({ path, copy, sha256: "" });
      return copy;
    },
    toSave: folder.pathOf,
    sent,
    async copy() {
      for (const file of sent) file.sha256 = await copied(file, folder);
    },
    remove() {
      if (place !== undefined) rmSync(place, { recursive: true, force: true });
    },
  };
}

async function copied({ path, copy }: SentFile, folder: FileFolder): Promise<string> {
  // What waits for a writer (a named pipe) is opened all the same, and then refused.
  const from = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() =>
    refuse(path, "there is no file that can be read"),
  );
  try {
    const stats = await from.stat();
    const { size } = stats;
    if (!stats.isFile()) refuse(path, "there is no plain file");
    // Of the file that is open: a link may have come in between.
    if (folder.pathOf(await pathOfOpen(from, path)) !== path) refuse(path, "the file was changed meanwhile");
    mkdirSync(join(copy, ".."));
    const to = await open(copy, "wx", 0o600);
    const hash = createHash("sha256");
    let read = 0;
    await pipeline(
      from.createReadStream({ autoClose: false, start: 0, end: Math.max(size - 1, 0) }),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          read += chunk.length;
          yield chunk;
        }
      },
      to.createWriteStream(),
    );
    if (read !== size) refuse(path, "the file was changed meanwhile");
    return hash.digest("hex");
  } finally {
    await from.close();
  }
}

/** Where an open file lies, as Linux tells; elsewhere the path by which it was opened. */
async function pathOfOpen({ fd }: FileHandle, path: string): Promise<string> {
  const link = `/proc/self/fd/${fd}`;
  return existsSync(link) ? await readlink(link) : path;
}

function refuse(path: string, what: string): never {
  throw new InputError(`${what} at ${JSON.stringify(path)}`);
}
