import { createHash } from "node:crypto";

/** JSON as it is written to files: two blanks, a line end. Key order is the data's own. */
export function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** `sha256:` and the digest of a text's UTF-8 bytes, in hex. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
