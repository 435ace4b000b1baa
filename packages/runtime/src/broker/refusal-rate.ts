import { HttpRefusal } from "./http-refusal.ts";

/** At once; no agent is wrong so often. */
const most = 500;
/** So many more each second. */
const perSecond = 2;
/** Sessions that are remembered; those that were refused nothing of late are forgotten. */
const mostSessions = 10_000;

interface Refused {
  count: number;
  /** When `count` was true. */
  at: number;
}

/** How often a session may be refused something: each refusal is a row of the audit, which only grows. */
export class RefusalRate {
  readonly #refused = new Map<string, Refused>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Throws `HttpRefusal` where the session has been refused too much. */
  check(sessionId: string): void {
    if (this.#count(sessionId) < most) return;
    throw new HttpRefusal(429, "RATE_LIMITED", `more than ${most} operations of this session were refused`, {
      "retry-after": "1",
    });
  }

  add(sessionId: string): void {
    const count = this.#count(sessionId) + 1;
    this.#refused.delete(sessionId);
    this.#refused.set(sessionId, { count, at: this.#now() });
    if (this.#refused.size <= mostSessions) return;
    for (const id of this.#refused.keys()) if (this.#count(id) === 0) this.#refused.delete(id);
  }

  #count(sessionId: string): number {
    const { count, at } = this.#refused.get(sessionId) ?? { count: 0, at: this.#now() };
    return Math.max(0, count - ((this.#now() - at) / 1000) * perSecond);
  }
}
