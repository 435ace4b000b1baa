import { RuntimeError } from "../errors/runtime-error.ts";

export interface ApprovalOptions {
  /** How long a request waits for a person, in seconds. Default: 900. */
  readonly pendingSeconds?: number;
  /** How long an approval can be used, in seconds. Default: 600. */
  readonly approvedSeconds?: number;
  /** How long a denied request is refused without asking again, in seconds. Default: 900. */
  readonly deniedSeconds?: number;
  /** How many requests of one workflow, or session where there is none, may wait at once. Default: 50. */
  readonly mostPending?: number;
}

const defaults = { pendingSeconds: 900, approvedSeconds: 600, deniedSeconds: 900, mostPending: 50 } as const;

/** A day: whoever decided yesterday may not mean it today. */
export const longestSeconds = 86_400;

/** Throws `INVALID_OPTION`. */
export function checkApprovalOptions(options: ApprovalOptions = {}): Required<ApprovalOptions> {
  const checked = { ...defaults, ...options };
  for (const name of ["pendingSeconds", "approvedSeconds", "deniedSeconds"] as const)
    checkCount(`approvals.${name}`, checked[name], longestSeconds);
  checkCount("approvals.mostPending", checked.mostPending, 10_000);
  return checked;
}

/** Throws `INVALID_OPTION`. */
export function checkCount(name: string, value: unknown, largest: number): void {
  if (Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= largest) return;
  throw new RuntimeError("INVALID_OPTION", `\`${name}\` is a whole number from 1 to ${largest}`);
}
