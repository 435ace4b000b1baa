import { retryAfterOf } from "@specwire/contract";
import type { CliWorld } from "../world.ts";
import { type HttpAnswer, NetworkFailure } from "./http-client.ts";

const mostTries = 3;
const firstPauseMs = 500;
/** A longer Retry-After is left to the caller. */
const longestWaitMs = 60_000;

const passingStatuses: readonly number[] = [429, 502, 503, 504];
/** Failures that the next try would only repeat. */
const lastingReasons: readonly string[] = [
  "TIMEOUT",
  "ENOTFOUND",
  "ProxyRefusedError",
  "HPE_HEADER_OVERFLOW",
];

/** Sends again, with growing pauses or after `Retry-After`, what may be sent twice. */
export async function sendWithRetries(
  send: () => Promise<HttpAnswer>,
  repeatable: boolean,
  world: Pick<CliWorld, "now" | "sleep" | "random">,
): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const last = !repeatable || attempt === mostTries;
    let pause = firstPauseMs * 2 ** (attempt - 1) * (0.5 + world.random());
    try {
      const answer = await send();
      if (last || !passingStatuses.includes(answer.status)) return answer;
      const asked = (retryAfterOf(answer, world.now()) ?? 0) * 1000;
      if (asked > longestWaitMs) return answer;
      answer.discard();
      pause = Math.max(pause, asked);
    } catch (error) {
      if (last || !(error instanceof NetworkFailure) || isLasting(error.reason)) throw error;
    }
    await world.sleep(pause);
  }
}

function isLasting(reason: string): boolean {
  return (
    lastingReasons.includes(reason) || /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ERR_INVALID/.test(reason)
  );
}
