import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, realpath, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { SessionBundle } from "./bundle.ts";
import { grantFile, type SessionFile } from "./session-files.ts";

/**
 * Writes a bundle's files below `folder`, which stands for the session's `root`: for sandboxes on this machine.
 * Launchers name files by `root`, so the sandbox has to see `folder` there; without a sandbox both are the same.
 *
 * A sandbox may have left anything in the folder: no symbolic link below it is followed, each file is replaced
 * as a whole, and commands of earlier sessions are removed. Throws `INVALID_OPTION` where something else than a
 * folder stands in the way. Another process must not change the folder meanwhile.
 */
export async function writeSession(bundle: Pick<SessionBundle, "files">, folder: string): Promise<void> {
  const places = bundle.files.map((file) => ({ ...file, ...placeOf(file.path) }));
  if (new Set(places.map((one) => one.root)).size > 1) throw invalid("the files belong to different roots");
  // A session may have become empty: what earlier ones left goes all the same.
  if (typeof folder !== "string" || folder === "") throw invalid("no folder is named");
  await mkdir(folder, { recursive: true });
  // Links on the way to the folder are the host's own.
  const base = await realpath(folder);
  for (const name of folders) await clear(join(base, name));
  for (const place of places) await write(base, place);
}

/**
 * Puts a renewed grant into the place of the one that `writeSession` wrote below `folder`: what runs meanwhile reads the
 * old one or the new one, whole. Throws `INVALID_OPTION` as `writeSession` does.
 */
export async function writeGrant({ grant }: { readonly grant: string }, folder: string): Promise<void> {
  if (typeof folder !== "string" || folder === "") throw invalid("no folder is named");
  if (typeof grant !== "string" || grant === "") throw invalid("there is no grant");
  const file = grantFile("/", grant);
  const base = await realpath(folder);
  const place = placeOf(file.path);
  await refuseOthers(join(base, place.parent));
  await write(base, { ...file, ...place });
}

/** The folders of a bundle; each of its files is `<root>/<folder>/custom-…`. */
const folders = ["bin", "cli", "certificates", "grant"];
/** Those with secrets. */
const closed = new Set(["certificates", "grant"]);

async function write(
  base: string,
  { parent, name, text, mode }: Pick<SessionFile, "text" | "mode"> & ReturnType<typeof placeOf>,
): Promise<void> {
  const to = join(base, parent);
  await mkdir(to, { recursive: true, ...(closed.has(parent) && { mode: 0o700 }) });
  await replaceFile(to, name, text, mode);
}

function placeOf(path: string): { readonly root: string; readonly parent: string; readonly name: string } {
  const [, root, parent = "", name] = /^((?:\/[^/]+)*)\/([a-z]+)\/(custom-[\w.-]+)$/.exec(path) ?? [];
  if (root === undefined || name === undefined || !folders.includes(parent))
    throw invalid("a file is not where a session's files are");
  return { root: root === "" ? "/" : root, parent, name };
}

/** Removes what earlier sessions wrote into the folder, if it is there. */
async function clear(folder: string): Promise<void> {
  if (!(await refuseOthers(folder))) return;
  for (const name of await readdir(folder)) {
    if (/^\.?custom-/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether a folder is there; throws where something else is, such as a link to one. */
async function refuseOthers(folder: string): Promise<boolean> {
  const facts = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });
  if (facts !== undefined && !facts.isDirectory()) throw invalid("something stands where a folder goes");
  return facts !== undefined;
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

function invalid(what: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", `The session can't be written: ${what}.`);
}
