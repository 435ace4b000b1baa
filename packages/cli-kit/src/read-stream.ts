import type { CliError } from "./errors.ts";

/** What may be held in memory of one answer or input. */
const maxTextBytes = 64 * 1024 * 1024;

/** The text of a stream; throws what `tooLarge` makes where it is more than memory should hold. */
export async function readText(
  stream: AsyncIterable<Uint8Array>,
  tooLarge: (limit: string) => CliError,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxTextBytes) throw tooLarge(`${maxTextBytes / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
