import { type ApprovalStatus, isObject } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { countOf } from "../text.ts";
import type { CliWorld } from "../world.ts";
import type { BrokerClient } from "./broker-client.ts";

/** A broker is asked to wait no longer than this at a time, in seconds. */
const longestAskSeconds = 25;
/** Between two questions that were answered at once, or not at all. */
const pauseMs = 1000;

const statuses: readonly ApprovalStatus[] = ["pending", "approved", "denied", "used", "expired"];

export interface Decisions {
  /** Waits until a person has decided, or the time is over; false: nobody has. */
  isMade(approvalId: string): Promise<boolean>;
}

/** Waits for people, `waitMs` for all decisions of a command together. */
export function openDecisions(
  broker: BrokerClient,
  world: Pick<CliWorld, "now" | "sleep">,
  { waitMs, note }: { readonly waitMs: number; readonly note: (text: string) => Promise<void> },
): Decisions {
  let deadline: number | undefined;
  return {
    async isMade(approvalId) {
      deadline ??= world.now() + waitMs;
      const left = deadline - world.now();
      if (left <= 0) return false;
      const time = countOf(Math.ceil(left / 1000), "second");
      await note(`Waiting up to ${time} for a person to approve this: ${approvalId}.`);
      const status = await waitForDecision(broker, approvalId, deadline, world);
      if (status === "approved") await note("Approved.");
      return status !== "pending" && status !== "expired";
    },
  };
}

/** Tries again after each decision: the broker tells what came of it, a denial with its comment. */
export async function whenDecided<T>(
  run: () => Promise<T>,
  isDecided: (approvalId: string) => Promise<boolean>,
): Promise<T> {
  for (let asked: string | undefined; ; ) {
    try {
      return await run();
    } catch (error) {
      const isAsked = error instanceof CliError && error.code === "APPROVAL_REQUIRED";
      const approvalId = isAsked ? error.details.approvalId : undefined;
      if (approvalId === undefined || approvalId === asked || !(await isDecided(approvalId))) throw error;
      asked = approvalId;
    }
  }
}

/** `pending` where `deadline` (epoch milliseconds) passes. A broker that is away for a moment loses no approval. */
async function waitForDecision(
  broker: BrokerClient,
  approvalId: string,
  deadline: number,
  world: Pick<CliWorld, "now" | "sleep">,
): Promise<ApprovalStatus> {
  for (let began = world.now(); began < deadline; began = world.now()) {
    const seconds = Math.min(longestAskSeconds, Math.ceil((deadline - began) / 1000));
    const status = await statusOf(broker, approvalId, seconds);
    if (status !== undefined && status !== "pending") return status;
    const now = world.now();
    const pause = Math.min(pauseMs - (now - began), deadline - now);
    if (pause > 0) await world.sleep(pause);
  }
  return "pending";
}

/** Undefined where the broker could not be asked. */
async function statusOf(
  broker: BrokerClient,
  approvalId: string,
  seconds: number,
): Promise<ApprovalStatus | undefined> {
  const path = `/v1/approvals/${encodeURIComponent(approvalId)}?wait=${seconds}`;
  try {
    const answer = await broker.ask(path, (seconds + 10) * 1000);
    const status = isObject(answer) && answer.envelope === 1 ? answer.status : undefined;
    const known = statuses.find((one) => one === status);
    if (known !== undefined) return known;
    throw new CliError("UNEXPECTED_ANSWER", "the broker does not say how the approval stands", {
      approvalId,
    });
  } catch (error) {
    if (error instanceof CliError && error.code === "NETWORK_ERROR") return undefined;
    throw error;
  }
}
