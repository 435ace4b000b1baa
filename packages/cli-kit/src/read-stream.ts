import type { CliError } from "./errors.ts";

/** What may be held in memory of one answer or input. */
export const maxTextBytes: number = 64 * 1024 * 1024;

/** The text of a stream; throws what `tooLarge` makes where it is more than memory should hold. */
export async function readText(
  stream: AsyncIterable<Uint8Array>,
  tooLarge: (limit: string) => CliError,
  contentType?: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxTextBytes) throw tooLarge(`${maxTextBytes / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return new TextDecoder(charsetOf(contentType)).decode(Buffer.concat(chunks));
}

/** The character set that a Content-Type states, where it is one that can be read; else UTF-8. */
export function charsetOf(contentType = ""): string {
  const stated = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  try {
    return stated === undefined ? "utf-8" : new TextDecoder(stated).encoding;
  } catch {
    return "utf-8";
  }
}
