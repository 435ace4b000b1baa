import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Upload } from "../http/upload.ts";
import { Refusal } from "./refusal.ts";

/** Of one upload in memory; what is longer goes to a file. */
const mostInMemory = 4 * 1024 * 1024;
/** From the use of an approval to the last byte of what was approved. */
const longestMilliseconds = 10 * 60_000;
const pieceBytes = 64 * 1024;

/** An upload that is here as a whole: it can be sent more than once, until it is closed. */
export interface HeldUpload extends Upload {
  readonly close: () => Promise<void>;
}

/**
 * Takes all of an upload in before any of it is sent, so that none of it leaves where it turns out to be another than
 * was approved: what its source throws is thrown here. A long one lies in a file of the temporary folder that has no
 * name from the beginning, so that nobody else opens it and nothing is left of it whatever happens to the process.
 */
export async function holdUpload({ length, bytes }: Upload, signal: AbortSignal): Promise<HeldUpload> {
  const until = performance.now() + longestMilliseconds;
  const held: Store = length > mostInMemory ? await fileStore() : memoryStore();
  try {
    for await (const chunk of bytes) {
      signal.throwIfAborted();
      if (performance.now() > until) throw tooSlow();
      await held.add(chunk);
    }
  } catch (error) {
    await held.close();
    throw error;
  }
  return { length, bytes: { [Symbol.asyncIterator]: held.read }, close: held.close };
}

interface Store {
  readonly add: (chunk: Uint8Array) => Promise<void>;
  readonly read: () => AsyncGenerator<Uint8Array>;
  readonly close: () => Promise<void>;
}

function memoryStore(): Store {
  let all = Buffer.alloc(pieceBytes);
  let size = 0;
  return {
    // Copied, as a chunk may take far more than its bytes.
    async add(chunk) {
      if (size + chunk.length > all.length)
        all = Buffer.concat([all], Math.max(2 * all.length, size + chunk.length));
      all.set(chunk, size);
      size += chunk.length;
    },
    async *read() {
      for (let at = 0; at < size; at += pieceBytes) yield all.subarray(at, Math.min(at + pieceBytes, size));
    },
    async close() {
      all = Buffer.alloc(0);
      size = 0;
    },
  };
}

async function fileStore(): Promise<Store> {
  const file = await opened();
  let size = 0;
  let closed: Promise<void> | undefined;
  return {
    async add(chunk) {
      await stored(file.write(chunk, 0, chunk.length, size));
      size += chunk.length;
    },
    async *read() {
      for (let at = 0; at < size; ) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, at);
        if (bytesRead === 0) throw noRoom();
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
    close() {
      closed ??= file.close();
      return closed;
    },
  };
}

async function opened(): Promise<FileHandle> {
  const path = join(tmpdir(), `specwire-${randomUUID()}`);
  const { O_CREAT, O_EXCL, O_RDWR } = constants;
  const file = await stored(open(path, O_CREAT | O_EXCL | O_RDWR, 0o600));
  await unlink(path);
  return file;
}

async function stored<Value>(writing: Promise<Value>): Promise<Value> {
  try {
    return await writing;
  } catch {
    throw noRoom();
  }
}

function noRoom(): Refusal {
  return new Refusal("NETWORK_ERROR", "the broker has no room to hold the files", {
    help: "nothing was sent; try again later",
  });
}

function tooSlow(): Refusal {
  return new Refusal("NETWORK_ERROR", "the files took too long to arrive", { help: "nothing was sent" });
}
