import type { EnvelopeFile } from "@specwire/contract";
import { type FileTable, fileBytes, type LocalFile } from "../arguments/files.ts";
import { CliError } from "../errors.ts";
import { fileNamed } from "../http/request-source.ts";
import { maxTextBytes } from "../read-stream.ts";

/** A file as an envelope names it, and its bytes, which can be read again. */
export interface PreparedFile {
  readonly named: EnvelopeFile;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/**
 * Makes files ready, by their ids: each is read once to know its digest, and what is piped in is kept, since a call
 * that has to wait for a person is sent again.
 */
export function filePreparer(): (
  ids: readonly string[],
  files: FileTable,
) => Promise<readonly PreparedFile[]> {
  const known = new Map<LocalFile, PreparedFile>();
  return async (ids, files) => {
    const prepared: PreparedFile[] = [];
    for (const id of ids) {
      const file = fileNamed(files, id);
      const one = known.get(file) ?? (await prepare(id, file));
      known.set(file, one);
      prepared.push(one);
    }
    return prepared;
  };
}

async function prepare(id: string, file: LocalFile): Promise<PreparedFile> {
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of fileBytes(file)) {
    hash.update(chunk);
    size += chunk.length;
    if (file.stream === undefined) continue;
    if (size > maxTextBytes)
      throw new CliError(
        "INVALID_ARGUMENT",
        `standard input is larger than ${maxTextBytes / 1024 / 1024} MB`,
        {
          flag: "--input",
          help: "write it into a file and give --input @file",
        },
      );
    kept.push(chunk);
  }
  const named = { id, name: file.name, size, sha256: hash.digest("hex") };
  return { named, open: () => (file.stream ? inMemory(kept) : fileBytes(file)) };
}

async function* inMemory(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
