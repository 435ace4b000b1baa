import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from "node:fs";

/** A process and everything that it started, by their ids on this machine. */
export function processTree(pid: number): number[] {
  const children = attempt(() => readdirSync(`/proc/${pid}/task`), []).flatMap((task) =>
    attempt(() => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8"), "")
      .split(" ")
      .filter(Boolean)
      .map(Number),
  );
  return [pid, ...children.flatMap(processTree)];
}

/** The program that a process runs. */
export function programOf(pid: number): string {
  return attempt(() => readlinkSync(`/proc/${pid}/exe`), "");
}

/** What can be read of a process: its environment, its words, and all of its memory that is not a file's. */
export function* memoryOf(pid: number): Generator<Buffer> {
  for (const name of ["environ", "cmdline"])
    yield attempt(() => readFileSync(`/proc/${pid}/${name}`), Buffer.alloc(0));
  const maps = attempt(() => readFileSync(`/proc/${pid}/maps`, "utf8"), "");
  const file = attempt(() => openSync(`/proc/${pid}/mem`, "r"), undefined);
  if (file === undefined) return;
  try {
    for (const line of maps.split("\n")) {
      const [, from = "", to = "", rights = "", path = ""] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)$/.exec(line) ?? [];
      // The program's own bytes are the same wherever it runs.
      if (!rights.startsWith("rw") || /^\[v/.test(path)) continue;
      yield* range(file, BigInt(`0x${from}`), BigInt(`0x${to}`));
    }
  } finally {
    closeSync(file);
  }
}

/** In pieces that overlap, so that nothing is cut in two. */
function* range(file: number, from: bigint, to: bigint): Generator<Buffer> {
  const size = 8n * 1024n * 1024n;
  const overlap = 4096n;
  for (let at = from; at < to; at += size) {
    const length = Number((to < at + size + overlap ? to : at + size + overlap) - at);
    const piece = Buffer.alloc(length);
    const got = attempt(() => readSync(file, piece, 0, length, at as unknown as number), 0);
    yield piece.subarray(0, got);
  }
}

/** Processes end, and pages go, while they are looked at. */
function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
