import { createHash } from "node:crypto";

/**
 * A number from 0 to 1 that is the same in every process for one version of one account, and differs from version
 * to version: early renewals spread out, and no crowd of callers brings the moment forward.
 */
export function chanceOf(account: { readonly id: string; readonly version: number }): number {
  const digest = createHash("sha256").update(`${account.id} ${account.version}`).digest();
  return digest.readUInt32BE() / 2 ** 32;
}
