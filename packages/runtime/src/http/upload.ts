import { OtherLength } from "./failures.ts";

/** Bytes that are sent as they come, with their length stated before. */
export interface Upload {
  readonly length: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The chunks of an upload, of which the last is given out only when the source has ended, and with exactly the
 * length that was stated: a source that is too short, too long or fails leaves a request that no server takes for
 * whole.
 */
export async function* heldUpload({ length, bytes }: Upload): AsyncGenerator<Uint8Array> {
  let size = 0;
  let held: Uint8Array | undefined;
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue;
    size += chunk.length;
    if (size > length) break;
    if (held !== undefined) yield held;
    held = chunk;
  }
  if (size !== length) throw new OtherLength();
  if (held !== undefined) yield held;
}
