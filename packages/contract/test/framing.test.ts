import { expect, test } from "vitest";
import { FramingError, frame, readFrame } from "../src/index.ts";

const envelope = { text: "é".repeat(100_000), list: [1, 2, 3] };
const whole = Buffer.concat([frame(envelope), Buffer.from("what follows")]);

/** Each chunk is overwritten by the next: whoever keeps chunks instead of copying them reads something else. */
async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size)
    yield chunk.subarray(0, bytes.copy(chunk, 0, at, at + size));
}

test.each([1, 2, 3, 5, 4096, 70_000, whole.length])("an envelope in chunks of %i bytes", async (size) => {
  const read = await readFrame(cut(whole, size));
  expect(read.envelope).toEqual(envelope);
  let rest = "";
  for await (const chunk of read.rest) rest += Buffer.from(chunk).toString();
  expect(rest).toBe("what follows");
});

test("a length that is only claimed takes no room", async () => {
  const claimed = Buffer.from([1, 0xff, 0xff, 0xff, 0x20]);
  const before = process.memoryUsage().arrayBuffers;
  let meanwhile = 0;
  async function* source() {
    yield claimed;
    meanwhile = process.memoryUsage().arrayBuffers;
  }
  await expect(readFrame(source())).rejects.toThrowError(FramingError);
  expect(meanwhile - before).toBeLessThan(1_000_000);
});

test("one that is longer than it may be is not read", async () => {
  await expect(readFrame(cut(whole, 10), 1000)).rejects.toThrowError("longer than 1000 bytes");
});
