import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { EmittedFile } from "@specwire/compiler";
import { withFiles } from "../shared/refusal.ts";
import { isExecutable } from "./compare-files.ts";
import { staysUnder } from "./output-folder.ts";

// Others may write the same folder at the same time; whoever comes last wins.
const attempts = 5;

/**
 * Puts exactly these files into a folder, replacing it as a whole. They are written beside it first, so that
 * nobody ever sees half of them, and a failure leaves what was there.
 */
export function writeFolder(folder: string, files: readonly EmittedFile[]): void {
  withFiles("write", folder, () => {
    mkdirSync(dirname(folder), { recursive: true });
    const draft = beside(folder);
    try {
      fill(draft, files);
      swap(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}

function beside(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString("hex")}.tmp`);
}

function fill(draft: string, files: readonly EmittedFile[]): void {
  mkdirSync(draft);
  for (const file of files) {
    const place = resolve(draft, file.path);
    if (!staysUnder(resolve(draft), place)) throw new Error("an emitted file leads out of its folder");
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, file.text, { flag: "wx" });
    if (isExecutable(file)) chmodSync(place, 0o777 & ~process.umask());
  }
}

function swap(draft: string, folder: string): void {
  for (let attempt = 1; ; attempt++) {
    const earlier = moveAway(folder);
    try {
      renameSync(draft, folder);
      if (earlier !== undefined) rmSync(earlier, { recursive: true, force: true });
      return;
    } catch (error) {
      const taken = ["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (earlier !== undefined) {
        if (taken) rmSync(earlier, { recursive: true, force: true });
        else renameSync(earlier, folder);
      }
      if (!taken || attempt === attempts) throw error;
    }
  }
}

function moveAway(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const aside = beside(folder);
  try {
    renameSync(folder, aside);
    return aside;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
