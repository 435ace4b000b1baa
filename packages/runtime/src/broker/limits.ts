import { HttpRefusal } from "./http-refusal.ts";

/** How much of a broker's process one session may take. */
export class Limits {
  readonly #perSession: number;
  readonly #running = new Map<string, number>();

  constructor(perSession: number) {
    this.#perSession = perSession;
  }

  /** Throws `HttpRefusal` where the session has as much under way as it may; `leave` gives its place back. */
  enter(sessionId: string): { readonly leave: () => void } {
    const running = this.#running.get(sessionId) ?? 0;
    if (running >= this.#perSession)
      throw new HttpRefusal(429, "RATE_LIMITED", `${running} requests of this session are under way`, {
        "retry-after": "1",
      });
    this.#running.set(sessionId, running + 1);
    let isIn = true;
    const leave = () => {
      if (!isIn) return;
      isIn = false;
      const left = (this.#running.get(sessionId) ?? 1) - 1;
      if (left > 0) this.#running.set(sessionId, left);
      else this.#running.delete(sessionId);
    };
    return { leave };
  }
}
