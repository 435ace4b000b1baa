import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { withFiles } from "./refusal.ts";

export interface NewContent {
  readonly path: string;
  /** Absent: the file goes. */
  readonly content?: string | Uint8Array;
}

/**
 * Gives files new content, all of it or none: everything is written beside its place before the first name
 * changes, and a name that can't be changed gives the others back what they had. A link stays a link; permissions
 * stay. The last one is changed last.
 */
export function replaceFiles(files: readonly NewContent[]): void {
  const steps: Step[] = [];
  try {
    for (const file of files) steps.push(prepared(file));
    for (const step of steps) withFiles("write", step.shown, () => swap(step));
  } catch (error) {
    for (const step of steps.toReversed()) undo(step);
    throw error;
  } finally {
    for (const { draft, earlier } of steps)
      for (const left of [draft, earlier]) rmSync(left, { force: true });
  }
}

interface Step {
  readonly shown: string;
  readonly place: string;
  readonly existed: boolean;
  readonly remove: boolean;
  readonly draft: string;
  /** A second name of what was there. */
  readonly earlier: string;
  swapped: boolean;
}

function prepared({ path, content }: NewContent): Step {
  return withFiles("write", path, () => {
    const existed = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    const place = existed ? realpathSync(path) : path;
    mkdirSync(dirname(place), { recursive: true });
    if (existed) accessSync(place, constants.W_OK);
    const beside = (ending: string) =>
      join(dirname(place), `.specwire-${randomBytes(6).toString("hex")}.${ending}`);
    const step = {
      shown: path,
      place,
      existed,
      remove: content === undefined,
      draft: beside("tmp"),
      earlier: beside("old"),
      swapped: false,
    };
    if (content === undefined) return step;
    try {
      const file = openSync(step.draft, "wx", existed ? statSync(place).mode & 0o777 : 0o666);
      try {
        writeFileSync(file, content);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      rmSync(step.draft, { force: true });
      throw error;
    }
    return step;
  });
}

function swap(step: Step): void {
  if (step.remove) renameSync(step.place, step.earlier);
  else {
    if (step.existed) keep(step);
    renameSync(step.draft, step.place);
  }
  step.swapped = true;
}

/** A hard link where the file system has them. */
function keep({ place, earlier }: Step): void {
  try {
    linkSync(place, earlier);
  } catch {
    copyFileSync(place, earlier, constants.COPYFILE_EXCL);
  }
}

function undo({ place, earlier, existed, swapped }: Step): void {
  if (!swapped) return;
  if (existed) renameSync(earlier, place);
  else rmSync(place, { force: true });
}
