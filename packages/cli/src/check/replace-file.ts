import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { withFiles } from "../shared/refusal.ts";

/** Gives an existing file new content, all of it or none. A link stays a link; permissions stay. */
export function replaceFile(path: string, text: string): void {
  withFiles("write", path, () => {
    const real = realpathSync(path);
    accessSync(real, constants.W_OK);
    const draft = join(dirname(real), `.specwire-${randomBytes(6).toString("hex")}.tmp`);
    try {
      const file = openSync(draft, "wx", statSync(real).mode & 0o777);
      try {
        writeFileSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, real);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}
