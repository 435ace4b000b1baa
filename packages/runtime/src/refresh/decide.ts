import type { Account } from "../accounts/account-store.ts";
import { type RuntimeErrorCode, runtimeErrorCodes } from "../errors/error-codes.ts";

/** What is known of a credential, without its secrets. */
export type TokenState = Pick<
  Account,
  | "id"
  | "status"
  | "version"
  | "issuedAt"
  | "expiresAt"
  | "refreshable"
  | "refreshSentAt"
  | "refreshRetryAt"
  | "rejectedAt"
  | "lastError"
>;

/** What a caller wants of a credential. */
export interface Wanted {
  /** Of life that the access token should still have; of a short-lived one at most half of its life. Default: 0. */
  readonly minimumMilliseconds?: number;
  /** The version whose access token the API answered with 401. */
  readonly rejected?: number;
}

/**
 * What to do for a caller. `usable`: the present access token may be given where a renewal comes to nothing.
 * - `use`: give what is there.
 * - `renew-beside`: give what is there and renew it meanwhile.
 * - `renew`: wait for a renewal.
 * - `expire`: it is over and can't be renewed: only a person can connect it again.
 * - `refuse`: an error, without asking anyone.
 */
export type Decision =
  | { readonly action: "use" }
  | { readonly action: "renew-beside" }
  | { readonly action: "expire" }
  | { readonly action: "renew"; readonly usable: boolean }
  | { readonly action: "refuse"; readonly code: RuntimeErrorCode; readonly retryAfter?: number };

const second = 1000;
const minute = 60 * second;
/** A token with less left is not handed out: it would end on its way. */
const leastLeft = 30 * second;
/** Renewed early at most so long before the end, before jitter. */
const earliest = 10 * minute;
/** An API that answers 401 to whatever it is given leads to one refresh in this time. */
const rejectionPause = 5 * minute;

/**
 * Judges a credential at a moment. `chance`, from 0 to 1, spreads early renewals; it has to be the same for all
 * who look at one version, else the first of many callers always wins. `owner`: whoever asks holds the lock, so
 * a journalled call is not under way any more.
 */
export function decide(
  state: TokenState,
  wanted: Wanted,
  { now, chance, owner = false }: { now: number; chance: number; owner?: boolean },
): Decision {
  if (state.status === "reconnect_required") return { action: "refuse", code: "REAUTH_REQUIRED" };
  const expires = state.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const life = Math.max(expires - state.issuedAt.getTime(), 0);
  const left = expires - now;
  const rejected = wanted.rejected === state.version;
  const alive = left > Math.min(leastLeft, life / 10);
  if (!state.refreshable) {
    if (!alive) return { action: "expire" };
    // One refusal by one operation does not prove that the credential is over.
    return rejected ? { action: "refuse", code: "CREDENTIAL_REJECTED" } : { action: "use" };
  }
  if (rejected && alive && now - (state.rejectedAt?.getTime() ?? 0) < rejectionPause) {
    return { action: "refuse", code: "CREDENTIAL_REJECTED" };
  }
  const usable = alive && !rejected;
  const enough = usable && left >= Math.min(wanted.minimumMilliseconds ?? 0, life / 2);
  const due = left < Math.min(life / 5, earliest) * (0.75 + chance / 2);
  if (enough && !due) return { action: "use" };
  const retryAt = state.refreshRetryAt?.getTime() ?? 0;
  if (retryAt > now && (owner || state.refreshSentAt === null)) {
    if (usable) return { action: "use" };
    const retryAfter = Math.ceil((retryAt - now) / second);
    return { action: "refuse", code: codeOf(state.lastError), retryAfter };
  }
  if (!enough) return { action: "renew", usable };
  // Somebody sees to it; asking for the lock again with each call would help nobody.
  const underWay = !owner && now - (state.refreshSentAt?.getTime() ?? 0) < minute;
  return underWay ? { action: "use" } : { action: "renew-beside" };
}

/** What the last try ended with. The column holds what this or an older version of the runtime wrote. */
function codeOf(lastError: string | null): RuntimeErrorCode {
  return lastError !== null && Object.hasOwn(runtimeErrorCodes, lastError)
    ? (lastError as RuntimeErrorCode)
    : "TRANSIENT_AUTH_ERROR";
}
