import type { Json } from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { CliWorld, InputStream } from "../world.ts";

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

/** What of a file became a part of the arguments themselves. */
export interface FileContent {
  readonly path: string;
  readonly bytes: number;
  /** The whole body as JSON, or one value in an encoding. */
  readonly as: "json" | "base64" | "base64url";
  readonly text: string;
}

/** Opens the files that one command line names, and remembers them. */
export class NamedFiles {
  readonly table: FileTable = new Map();
  readonly contents: FileContent[] = [];
  readonly #world: Pick<CliWorld, "onFile">;

  constructor(world: Pick<CliWorld, "onFile">) {
    this.#world = world;
  }

  /** The reference to a file whose bytes are sent as they are. */
  add(path: string, flag: string): Json {
    const { basename } = process.getBuiltinModule("node:path");
    this.#world.onFile?.(path);
    const id = String(this.table.size);
    this.table.set(id, { path, name: basename(path), size: sizeOf(path, flag) });
    return { $file: id };
  }

  /** The reference to what is piped in. */
  addStream(stream: InputStream): Json {
    const id = String(this.table.size);
    this.table.set(id, { path: "-", name: "stdin", size: undefined, stream });
    return { $file: id };
  }

  /** The bytes of a file as text for a member that takes them encoded. */
  encoded(path: string, flag: string, encoding: "base64" | "base64url"): string {
    this.#world.onFile?.(path);
    sizeOf(path, flag);
    const bytes = process.getBuiltinModule("node:fs").readFileSync(path);
    const text = bytes.toString(encoding);
    this.contents.push({ path, bytes: bytes.length, as: encoding, text });
    return text;
  }

  /** The JSON in a file, still as text. */
  json(path: string, flag: string): string {
    this.#world.onFile?.(path);
    const { readFileSync } = process.getBuiltinModule("node:fs");
    try {
      const bytes = readFileSync(path);
      const text = bytes.toString("utf8");
      this.contents.push({ path, bytes: bytes.length, as: "json", text });
      return text;
    } catch {
      throw noFile(flag, path, "there is no file that can be read");
    }
  }
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
