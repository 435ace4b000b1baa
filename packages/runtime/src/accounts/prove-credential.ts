import type { Context } from "../context.ts";
import type { RuntimeErrorCode } from "../errors/error-codes.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type VerifyInput, verifyCredential } from "./verify.ts";

/** What a credential's account is stored with. */
export interface Proof {
  readonly status: "connected" | "unverified";
  readonly externalId?: string;
  readonly displayName?: string;
  /** Why it could not be proven yet. */
  readonly lastError?: RuntimeErrorCode;
}

/** As `verifyCredential`, but an API that can't be asked now only leaves the credential unverified. */
export async function proveCredential(context: Context, input: VerifyInput): Promise<Proof> {
  try {
    const { externalId, displayName } = await verifyCredential(context, input);
    return {
      status: "connected",
      ...(externalId !== undefined && { externalId }),
      ...(displayName !== undefined && { displayName }),
    };
  } catch (error) {
    if (!(error instanceof RuntimeError) || !error.retryable) throw error;
    return { status: "unverified", lastError: error.code };
  }
}
