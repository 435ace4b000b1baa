import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, realpath, rename, rm } from "node:fs/promises";
import { join, posix } from "node:path";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { SessionBundle } from "./session.ts";

/**
 * Writes a bundle's files below `folder`, which stands for the session's `root`: for sandboxes on this machine.
 * Launchers name files by `root`, so the sandbox has to see `folder` there. Without `folder` it is `root` itself.
 *
 * A sandbox may have left anything in the folder: no symbolic link below it is followed, each file is replaced
 * as a whole, and commands of earlier sessions are removed. Throws `INVALID_OPTION` where something else than a
 * folder stands in the way. Another process must not change the folder meanwhile.
 */
export async function writeSession(bundle: Pick<SessionBundle, "files">, folder?: string): Promise<void> {
  const roots = new Set(bundle.files.map(({ path }) => posix.dirname(posix.dirname(path))));
  const [root] = roots;
  if (roots.size > 1) throw new RuntimeError("INVALID_OPTION", "The files belong to different roots.");
  const given = folder ?? root;
  if (given === undefined) return;
  await mkdir(given, { recursive: true });
  // Links on the way to the folder are the host's own.
  const base = await realpath(given);
  for (const name of ["bin", "cli", "certificates"]) await clear(join(base, name));
  for (const { path, text, mode } of bundle.files) {
    const parent = join(base, posix.basename(posix.dirname(path)));
    await mkdir(parent, { recursive: true });
    await replaceFile(parent, posix.basename(path), text, mode);
  }
}

/** Removes what earlier sessions wrote into the folder, if it is there. */
async function clear(folder: string): Promise<void> {
  const facts = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });
  if (facts === undefined) return;
  if (!facts.isDirectory()) throw new RuntimeError("INVALID_OPTION", "Something stands where a folder goes.");
  for (const name of await readdir(folder)) {
    if (name.startsWith("custom-")) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function replaceFile(folder: string, name: string, text: string, mode: number): Promise<void> {
  const temporary = join(folder, `.custom-${randomUUID()}`);
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const file = await open(temporary, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY, 0o600);
  try {
    await file.writeFile(text);
    // Whatever the process's umask is.
    await file.chmod(mode);
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, name));
}
