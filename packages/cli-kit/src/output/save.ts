import { CliError } from "../errors.ts";

/** Refuses a path that can't be written, before anything is sent. A file that is there is never overwritten. */
export function checkSavePath(path: string): void {
  const { existsSync, statSync } = process.getBuiltinModule("node:fs");
  const { dirname } = process.getBuiltinModule("node:path");
  const problem = (message: string, help: string) =>
    new CliError("USAGE", `--save: ${message}`, { flag: "--save", help });
  const shown = JSON.stringify(path);
  if (existsSync(path))
    throw problem(`${shown} exists already`, "name another file, or remove this one first");
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory())
    throw problem(`there is no folder for ${shown}`, "make the folder first");
}

/** Writes a body beside its place and moves it there when it is whole. Returns its size in bytes. */
export async function saveBody(body: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  const { linkSync, renameSync, rmSync } = process.getBuiltinModule("node:fs");
  const { open } = process.getBuiltinModule("node:fs/promises");
  const { randomBytes } = process.getBuiltinModule("node:crypto");
  const { basename, dirname, join } = process.getBuiltinModule("node:path");
  const partial = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.part`);
  let bytes = 0;
  try {
    const file = await open(partial, "wx", 0o600);
    try {
      for await (const chunk of body) {
        await file.writeFile(chunk);
        bytes += chunk.length;
      }
    } finally {
      await file.close();
    }
    checkSavePath(path);
    try {
      // A link fails where a file has appeared meanwhile; a rename would replace it.
      linkSync(partial, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") checkSavePath(path);
      renameSync(partial, path);
    }
    return bytes;
  } catch (error) {
    if (error instanceof CliError || !isFileError(error)) throw error;
    throw new CliError("USAGE", `--save: can't write ${JSON.stringify(path)} (${error.code})`, {
      flag: "--save",
    });
  } finally {
    rmSync(partial, { force: true });
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return (
    error instanceof Error && "syscall" in error && typeof (error as NodeJS.ErrnoException).code === "string"
  );
}
