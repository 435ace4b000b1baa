import { HttpRefusal } from "./http-refusal.ts";
import { RefusalRate } from "./refusal-rate.ts";

/** Of arguments that one session may have in memory at once: one envelope of the longest, and some more. */
const mostBytes = 48 * 1024 * 1024;

/** What one request takes of a broker's process. */
export interface Place {
  /** So many bytes more are kept for it. Throws `HttpRefusal` where its session has too much in memory. */
  readonly hold: (bytes: number) => void;
  readonly leave: () => void;
  /** It was an operation that is not performed. */
  readonly refused: () => void;
}

interface Taken {
  requests: number;
  bytes: number;
}

/** How much of a broker's process one session may take. */
export class Limits {
  readonly #perSession: number;
  readonly #taken = new Map<string, Taken>();
  readonly #refusals = new RefusalRate();

  constructor(perSession: number) {
    this.#perSession = perSession;
  }

  /** Throws `HttpRefusal` where the session has as much under way as it may, or has been refused too much. */
  enter(sessionId: string): Place {
    this.#refusals.check(sessionId);
    const taken = this.#taken.get(sessionId) ?? { requests: 0, bytes: 0 };
    if (taken.requests >= this.#perSession) throw tooMuch(`${taken.requests} requests`);
    this.#taken.set(sessionId, taken);
    taken.requests += 1;
    let held = 0;
    let isIn = true;
    return {
      hold(bytes) {
        if (taken.bytes + bytes > mostBytes) throw tooMuch(`${mostBytes} bytes of arguments`);
        taken.bytes += bytes;
        held += bytes;
      },
      refused: () => this.#refusals.add(sessionId),
      leave: () => {
        if (!isIn) return;
        isIn = false;
        taken.requests -= 1;
        taken.bytes -= held;
        if (taken.requests === 0) this.#taken.delete(sessionId);
      },
    };
  }
}

function tooMuch(what: string): HttpRefusal {
  return new HttpRefusal(429, "RATE_LIMITED", `${what} of this session are under way`, {
    "retry-after": "1",
  });
}
