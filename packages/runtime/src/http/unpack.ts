import { pipeline, type Transform } from "node:stream";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";

/** What a client that unpacks may ask for (RFC 9110 section 12.5.3). */
export const acceptedEncodings = "gzip, br, deflate, zstd";

const chunkSize = 64 * 1024;
/** Of zstd a window of 8 MB at most (RFC 9659): a larger one would be memory that a server decides about. */
const decoders: Readonly<Record<string, (first: Uint8Array) => Transform>> = {
  gzip: () => createGunzip({ chunkSize }),
  "x-gzip": () => createGunzip({ chunkSize }),
  br: () => createBrotliDecompress({ chunkSize }),
  zstd: () => createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
  // Named for zlib's format (RFC 1950) and often without its head; that head begins with 8.
  deflate: ([first = 0]) =>
    (first & 15) === 8 ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize }),
};

/** Nobody packs more often; each takes memory. */
const mostEncodings = 3;

/**
 * The names in a Content-Encoding, in the order in which they were put on. Undefined where one is not known, or there
 * are more than anyone needs.
 */
export function knownEncodings(header: string | undefined): readonly string[] | undefined {
  const names = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const some = names.filter((name) => name !== "" && name !== "identity");
  return some.length <= mostEncodings && some.every((name) => Object.hasOwn(decoders, name))
    ? some
    : undefined;
}

/** A body without its encodings. Throws what zlib throws where it is not packed so, or breaks off. */
export function unpacked(
  body: AsyncIterable<Uint8Array>,
  encodings: readonly string[],
): AsyncIterable<Uint8Array> {
  return encodings.reduceRight((packed, name) => unpackedOnce(packed, name), body);
}

async function* unpackedOnce(body: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const reader = body[Symbol.asyncIterator]();
  const first = await firstOf(reader);
  // Some servers say how nothing is packed.
  if (first === undefined) return;
  const decoder = decoders[name]?.(first);
  if (decoder === undefined) throw new Error("an encoding that is not known");
  // An error of either ends both, and is thrown where the decoder is read.
  pipeline(startingWith(first, reader), decoder, () => {});
  yield* decoder;
}

async function firstOf(reader: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  for (let next = await reader.next(); !next.done; next = await reader.next())
    if (next.value.length > 0) return next.value;
  return undefined;
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
