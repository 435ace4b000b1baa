import { CliError } from "./errors.ts";

/** What may be held in memory of one answer or input. */
export const maxTextBytes: number = 64 * 1024 * 1024;

/** All bytes of a stream; `what` names it where it is too large. */
export async function readBytes(stream: AsyncIterable<Uint8Array>, what: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxTextBytes)
      throw new CliError("UNEXPECTED_ANSWER", `${what} is larger than ${maxTextBytes / 1024 / 1024} MB`, {
        help: "ask for less, or use --save <file>",
      });
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

export async function readText(stream: AsyncIterable<Uint8Array>, what: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(stream, what));
}
