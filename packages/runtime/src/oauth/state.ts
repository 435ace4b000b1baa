import { createHash } from "node:crypto";

/** SHA-256 in hex: what is compared without being stored. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
