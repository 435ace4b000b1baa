import type { Json } from "@specwire/contract";
import { CliError } from "../errors.ts";

/** A file that the command line names; its bytes are read when the request is sent. */
export interface LocalFile {
  readonly path: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** The files of one call, by the id that a reference among the arguments names. */
export type FileTable = Map<string, LocalFile>;

/** Makes the function that takes a path into the table and gives the reference to it. */
export function fileAdder(files: FileTable, flag: string): (path: string) => Json {
  return (path) => {
    const { statSync } = process.getBuiltinModule("node:fs");
    const { basename } = process.getBuiltinModule("node:path");
    const stats = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw noFile(flag, path, "there is no file");
    if (!stats.isFile()) throw noFile(flag, path, "there is no plain file");
    const id = String(files.size);
    files.set(id, { path, name: basename(path), size: stats.size });
    return { $file: id };
  };
}

function noFile(flag: string, path: string, what: string): CliError {
  return new CliError("INVALID_ARGUMENT", `${flag}: ${what} at ${JSON.stringify(path)}`, { flag });
}

/** The bytes of a file, a piece at a time; a file that changes its size on the way is refused. */
export async function* fileBytes(file: LocalFile): AsyncGenerator<Uint8Array> {
  const { createReadStream } = process.getBuiltinModule("node:fs");
  let read = 0;
  for await (const chunk of createReadStream(file.path) as AsyncIterable<Uint8Array>) {
    read += chunk.length;
    if (read > file.size) break;
    yield chunk;
  }
  if (read !== file.size)
    throw new CliError("INVALID_ARGUMENT", `${JSON.stringify(file.path)} changed while it was sent`);
}
