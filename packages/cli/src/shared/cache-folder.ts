import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { quote, Refusal, withFiles } from "./refusal.ts";

const keptFor = 7 * 24 * 60 * 60 * 1000;

/** A folder that belongs to this user alone, under the system's temporary one. */
export function cacheFolder(): string {
  const folder = join(tmpdir(), `specwire-${process.getuid?.() ?? userInfo().username}`);
  withFiles("make", folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const found = withFiles("read", folder, () => lstatSync(folder));
  // Anyone may make a folder of this name before we do, and then put other code where ours is expected.
  const owned = process.getuid === undefined || found.uid === process.getuid();
  if (!found.isDirectory() || !owned) {
    throw new Refusal(
      `${quote(folder)} is not a folder of yours, so nothing in it can be trusted.`,
      "remove it, or set TMPDIR to a folder of your own.",
    );
  }
  if ((found.mode & 0o077) !== 0 && process.platform !== "win32") {
    withFiles("protect", folder, () => {
      chmodSync(folder, 0o700);
      // What others could write while it was open is not believed.
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    });
  }
  return folder;
}

/** Marks an entry as used, and forgets those that were not for a week. */
export function tend(folder: string, used: string): void {
  const oldest = Date.now() - keptFor;
  for (const name of readdirSync(folder)) {
    const entry = join(folder, name);
    try {
      if (name === used) utimesSync(entry, new Date(), new Date());
      else if (lstatSync(entry).mtimeMs < oldest) rmSync(entry, { recursive: true, force: true });
    } catch {
      // Another run was faster. What it left is as good.
    }
  }
}
