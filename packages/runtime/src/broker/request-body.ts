import { createHash, randomUUID } from "node:crypto";
import { bodyPieces, type EnvelopeFile, type HttpRequest } from "@specwire/contract";
import type { StreamedRequest } from "../http/streaming.ts";
import { Refusal } from "./refusal.ts";

/** A request's body as it is sent, and the header that goes with it. */
export interface OutgoingBody {
  readonly contentType?: string;
  /** Bytes where there are no files: they can be sent again. Those of a file come once. */
  readonly bytes: Exclude<StreamedRequest["body"], undefined>;
}

const hashOfNothing = createHash("sha256").digest("hex");

/**
 * The bytes of a body, with those of its files taken from `source` as they arrive. Where a file is not what its digest
 * says, or more comes than the files, the stream fails before its end; a `StreamingClient` holds the last of an upload
 * back until then, so that no server takes it for whole. Undefined: there is no body.
 */
export function requestBody(
  { body }: Pick<HttpRequest, "body">,
  files: readonly EnvelopeFile[],
  source: AsyncIterable<Uint8Array>,
): OutgoingBody | undefined {
  const byId = new Map(files.map((file) => [file.id, file]));
  // A request without bytes is complete as soon as its header is.
  if (files.some(({ size, sha256 }) => size === 0 && sha256 !== hashOfNothing)) throw notTheFile();
  const built = bodyPieces(body, (id) => byId.get(id)?.name ?? id, `specwire-${randomUUID()}`);
  if (built === undefined) return undefined;
  const { contentType } = built;
  const pieces = built.pieces.map((piece) =>
    typeof piece === "string" ? Buffer.from(piece) : (byId.get(piece.file) as EnvelopeFile),
  );
  const type = contentType === undefined ? {} : { contentType };
  if (files.length === 0)
    return { ...type, bytes: Buffer.concat(pieces.filter((piece) => piece instanceof Uint8Array)) };
  const length = pieces.reduce((sum, piece) => sum + ("size" in piece ? piece.size : piece.length), 0);
  return { ...type, bytes: { length, bytes: once(pieces, source) } };
}

async function* once(
  pieces: readonly (Buffer | EnvelopeFile)[],
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = new Reader(source);
  for (const piece of pieces) {
    if ("size" in piece) yield* fileBytes(piece, reader);
    else yield piece;
  }
  if ((await reader.next()) !== undefined) throw moreBytes();
}

async function* fileBytes({ size, sha256 }: EnvelopeFile, reader: Reader): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for (let left = size; left > 0; ) {
    const chunk = await reader.next(left);
    if (chunk === undefined) throw new Refusal("INVALID_ARGUMENT", "fewer bytes came than the files have");
    hash.update(chunk);
    left -= chunk.length;
    yield chunk;
  }
  if (hash.digest("hex") !== sha256) throw notTheFile();
}

/** Throws where anything follows an operation that has no files. */
export async function refuseMore(source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of source) if (chunk.length > 0) throw moreBytes();
}

function moreBytes(): Refusal {
  return new Refusal("INVALID_ARGUMENT", "more bytes came than the files have");
}

function notTheFile(): Refusal {
  return new Refusal("INVALID_ARGUMENT", "the bytes of a file are not those of its digest", {
    help: "it changed while it was sent; run the same command again",
  });
}

/** Bytes by the number that is wanted, from a stream that is cut in other places. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At least one byte and at most so many; undefined at the end. */
  async next(most = 1): Promise<Uint8Array | undefined> {
    let chunk = this.#rest;
    while (chunk === undefined || chunk.length === 0) {
      const next = await this.#source.next();
      if (next.done) return undefined;
      chunk = next.value;
    }
    this.#rest = chunk.length > most ? chunk.subarray(most) : undefined;
    return chunk.subarray(0, most);
  }
}
