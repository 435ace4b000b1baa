import { createHash, randomBytes } from "node:crypto";

/** What secret scanners find it by, and 256 random bits in base64url. */
const shape = /^swg_[A-Za-z0-9_-]{43}$/;

/** A new grant; whoever has it, has the session. Only its hash is stored. */
export function newGrant(): string {
  return `swg_${randomBytes(32).toString("base64url")}`;
}

/** SHA-256, hex: 256 random bits need no slow hash. Undefined for what is no grant of ours. */
export function hashOfGrant(token: unknown): string | undefined {
  if (typeof token !== "string" || !shape.test(token)) return undefined;
  return createHash("sha256").update(token).digest("hex");
}
