import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { quoteWord } from "@specwire/contract";
import { staysUnder } from "../compile/output-folder.ts";
import { quote, Refusal, withFiles } from "../shared/refusal.ts";

export interface NewFile {
  /** From the connector's folder on, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Refuses a folder that has what would be written. */
export function refuseTaken(folder: string, tops: readonly string[]): void {
  for (const top of tops) {
    const path = join(folder, top);
    if (!existsSync(path)) continue;
    const help = top.includes(".")
      ? `specwire check ${quoteWord(folder)} looks at it.`
      : "move it away, or name another slug.";
    throw new Refusal(`${quote(path)} exists already; init overwrites nothing.`, help);
  }
  if (existsSync(folder) && !lstatSync(folder).isDirectory()) {
    throw new Refusal(`${quote(folder)} is not a folder.`, "name another slug, or another --dir.");
  }
}

/**
 * Writes a connector's first files. They are made beside the folder and moved into it, so that a failure leaves
 * nothing behind.
 */
export function writeConnector(folder: string, files: readonly NewFile[]): void {
  withFiles("write", folder, () => {
    mkdirSync(dirname(resolve(folder)), { recursive: true });
    const draft = join(
      dirname(resolve(folder)),
      `.${basename(resolve(folder))}.${randomBytes(6).toString("hex")}.tmp`,
    );
    try {
      fill(draft, files);
      moveInto(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}

function fill(draft: string, files: readonly NewFile[]): void {
  mkdirSync(draft);
  for (const { path, content } of files) {
    const place = resolve(draft, path);
    if (!staysUnder(draft, place)) throw new Error("a file of a connector leads out of its folder");
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content, { flag: "wx" });
  }
}

/** The spec last: a folder without it is no connector yet. */
function moveInto(draft: string, folder: string): void {
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  const moved: string[] = [];
  try {
    for (const name of readdirSync(draft).sort().reverse()) {
      const place = join(folder, name);
      if (existsSync(place)) throw new Refusal(`${quote(place)} exists already; init overwrites nothing.`);
      renameSync(join(draft, name), place);
      moved.push(place);
    }
  } catch (error) {
    for (const place of moved) rmSync(place, { recursive: true, force: true });
    if (isNew) rmdirSync(folder);
    throw error;
  }
}
