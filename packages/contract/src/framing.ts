import type { Json } from "./json.ts";

// How an envelope goes before bytes, both ways between a CLI and the broker: four bytes with the length of the
// envelope (big-endian), the envelope as JSON in UTF-8, and then bytes. Of a call: the files of the envelope, one after
// the other, each of its stated size. Of an answer: the body, to the end of the stream.

/** The media type of both. */
export const framingType = "application/vnd.specwire.envelope";

/** Bytes; nothing that can be called for needs a longer envelope. */
export const longestEnvelope: number = 32 * 1024 * 1024;

/** An envelope, ready to be followed by bytes. */
export function frame(envelope: object): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(envelope));
  const framed = new Uint8Array(4 + json.length);
  new DataView(framed.buffer).setUint32(0, json.length);
  framed.set(json, 4);
  return framed;
}

/** A stream that does not begin with an envelope. */
export class FramingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FramingError";
  }
}

/**
 * Reads the envelope in front of a stream; `rest` is what follows it. `look` sees its bytes before they are parsed, and
 * may throw. Throws `FramingError`.
 */
export async function readFrame(
  source: AsyncIterable<Uint8Array>,
  longest: number = longestEnvelope,
  look: (json: Uint8Array) => void = () => {},
): Promise<{ readonly envelope: Json; readonly rest: AsyncIterable<Uint8Array> }> {
  const reader = source[Symbol.asyncIterator]();
  const start = await readBytes(reader, 4, new Uint8Array());
  const length = new DataView(start.bytes.buffer).getUint32(0);
  if (length > longest) throw new FramingError(`the envelope is longer than ${longest} bytes`);
  const { bytes, rest } = await readBytes(reader, length, start.rest);
  look(bytes);
  return { envelope: parsed(bytes), rest: behind(rest, reader) };
}

/** So much is made room for before a byte has come; what is longer doubles it. */
const firstRoom = 64 * 1024;

/**
 * So many bytes, of which `first` is the beginning, and what came with the last of them. They are copied as they come:
 * in chunks of a byte each, what a chunk takes is hundreds of times its byte.
 */
async function readBytes(
  reader: AsyncIterator<Uint8Array>,
  length: number,
  first: Uint8Array,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly rest: Uint8Array }> {
  let room = new Uint8Array(Math.min(length, firstRoom));
  let have = 0;
  for (let chunk = first; ; ) {
    const taken = chunk.subarray(0, length - have);
    if (have + taken.length > room.length) {
      const larger = new Uint8Array(Math.min(length, Math.max(2 * room.length, have + taken.length)));
      larger.set(room.subarray(0, have));
      room = larger;
    }
    room.set(taken, have);
    have += taken.length;
    if (have === length) return { bytes: room, rest: chunk.subarray(taken.length) };
    const next = await reader.next();
    if (next.done) throw new FramingError("the stream ends within its envelope");
    chunk = next.value;
  }
}

function parsed(bytes: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    throw new FramingError("the envelope is not JSON in UTF-8");
  }
}

async function* behind(first: Uint8Array, reader: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await reader.next(); !next.done; next = await reader.next()) yield next.value;
  } finally {
    await reader.return?.();
  }
}
