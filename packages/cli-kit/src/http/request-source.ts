import { bodyPieces, type HttpRequest } from "@specwire/contract";
import { type FileTable, fileBytes, type LocalFile } from "../arguments/files.ts";
import { CliError } from "../errors.ts";
import type { RequestSource } from "./http-client.ts";

/** The bytes of a request's body and the headers that go with them. */
export interface EncodedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly source?: RequestSource;
}

/** Turns a built request's body into bytes; files are read when they are sent. */
export function encodeBody({ body }: HttpRequest, files: FileTable, random: () => number): EncodedBody {
  const boundary = `specwire-${Array.from({ length: 3 }, () => random().toString(36).slice(2)).join("")}`;
  const encoded = bodyPieces(body, (id) => fileNamed(files, id).name, boundary);
  if (encoded === undefined) return { headers: {} };
  const { contentType, pieces } = encoded;
  const source = joined(
    pieces.map((piece) => (typeof piece === "string" ? piece : fileNamed(files, piece.file))),
  );
  return { headers: { ...(contentType !== undefined && { "content-type": contentType }) }, source };
}

/** The file that a reference in the arguments names. */
export function fileNamed(files: FileTable, id: string): LocalFile {
  const file = files.get(id);
  if (file === undefined)
    throw new CliError("INVALID_ARGUMENT", `no flag names the file ${JSON.stringify(id)}`, {
      help: "name a file by its path, with its flag or in --input",
    });
  return file;
}

function joined(pieces: readonly (string | LocalFile)[]): RequestSource {
  const encoded = pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
  const sizes = encoded.map((piece) => (piece instanceof Uint8Array ? piece.length : piece.size));
  const isKnown = (size: number | undefined): size is number => size !== undefined;
  return {
    length: sizes.every(isKnown) ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
    async *open() {
      for (const piece of encoded) {
        if (piece instanceof Uint8Array) yield piece;
        else yield* fileBytes(piece);
      }
    },
  };
}
