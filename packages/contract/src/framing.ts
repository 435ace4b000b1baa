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

/** Reads the envelope in front of a stream; `rest` is what follows it. Throws `FramingError`. */
export async function readFrame(
  source: AsyncIterable<Uint8Array>,
  longest: number = longestEnvelope,
): Promise<{ readonly envelope: Json; readonly rest: AsyncIterable<Uint8Array> }> {
  const reader = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let have = 0;
  let need = 4;
  let length: number | undefined;
  while (have < need) {
    const next = await reader.next();
    if (next.done) throw new FramingError("the stream ends within its envelope");
    chunks.push(next.value);
    have += next.value.length;
    if (length !== undefined || have < 4) continue;
    const start = joined(chunks);
    length = new DataView(start.buffer, start.byteOffset, start.length).getUint32(0);
    if (length > longest) throw new FramingError(`the envelope is longer than ${longest} bytes`);
    need = 4 + length;
  }
  const all = joined(chunks);
  return { envelope: parsed(all.subarray(4, need)), rest: behind(all.subarray(need), reader) };
}

function parsed(bytes: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    throw new FramingError("the envelope is not JSON in UTF-8");
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

async function* behind(first: Uint8Array, reader: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await reader.next(); !next.done; next = await reader.next()) yield next.value;
  } finally {
    await reader.return?.();
  }
}
