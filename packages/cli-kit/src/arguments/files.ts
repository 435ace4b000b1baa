import type { Json } from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { InputStream } from "../world.ts";

/** A file that the command line names; its bytes are read when the request is sent. */
export interface LocalFile {
  readonly path: string;
  readonly name: string;
  /** In bytes; undefined for standard input, which is sent as it comes. */
  readonly size: number | undefined;
  /** Standard input in place of a file. */
  readonly stream?: InputStream;
}

/** The files of one call, by the id that a reference among the arguments names. */
export type FileTable = Map<string, LocalFile>;

/** Makes the function that takes a path into the table and gives the reference to it. */
export function fileAdder(files: FileTable, flag: string): (path: string) => Json {
  return (path) => {
    const { basename } = process.getBuiltinModule("node:path");
    const id = String(files.size);
    files.set(id, { path, name: basename(path), size: sizeOf(path, flag) });
    return { $file: id };
  };
}

/** The reference to what is piped in. */
export function addStream(files: FileTable, stream: InputStream): Json {
  const id = String(files.size);
  files.set(id, { path: "-", name: "stdin", size: undefined, stream });
  return { $file: id };
}

/** The bytes of a file as text for a member that takes them encoded. */
export function encodedFile(path: string, flag: string, encoding: "base64" | "base64url"): string {
  sizeOf(path, flag);
  return process.getBuiltinModule("node:fs").readFileSync(path).toString(encoding);
}

function sizeOf(path: string, flag: string): number {
  const stats =
    path === "" ? undefined : process.getBuiltinModule("node:fs").statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw noFile(flag, path, "there is no file");
  if (!stats.isFile()) throw noFile(flag, path, "there is no plain file");
  return stats.size;
}

function noFile(flag: string, path: string, what: string): CliError {
  return new CliError("INVALID_ARGUMENT", `${flag}: ${what} at ${JSON.stringify(path)}`, { flag });
}

/** The bytes of a file, a piece at a time; a file that changes its size on the way is refused. */
export async function* fileBytes(file: LocalFile): AsyncGenerator<Uint8Array> {
  if (file.stream) return yield* file.stream.read();
  const { createReadStream } = process.getBuiltinModule("node:fs");
  const { size = 0 } = file;
  let read = 0;
  for await (const chunk of createReadStream(file.path) as AsyncIterable<Uint8Array>) {
    read += chunk.length;
    if (read > size) break;
    yield chunk;
  }
  if (read !== size)
    throw new CliError("INVALID_ARGUMENT", `${JSON.stringify(file.path)} changed while it was sent`);
}
