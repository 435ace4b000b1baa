import type { Renewal } from "./renew.ts";

/** A renewal that this process has under way. */
export interface Flight {
  readonly landed: Promise<Renewal>;
  /** It gives up at once where another process has the lock. */
  readonly early: boolean;
}

/** At most one renewal of an account at a time in this process; whoever else wants one takes part in it. */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  of(accountId: string): Flight | undefined {
    return this.#flights.get(accountId);
  }

  start(accountId: string, early: boolean, work: () => Promise<Renewal>): Flight {
    const landed = work().finally(() => {
      if (this.#flights.get(accountId) === flight) this.#flights.delete(accountId);
    });
    const flight: Flight = { landed, early };
    this.#flights.set(accountId, flight);
    // Its callers may all have left by then.
    landed.catch(() => {});
    return flight;
  }

  /** Ends when nothing is under way: what is must not be cut off between an answer and its write. */
  async landed(): Promise<void> {
    while (this.#flights.size > 0) {
      await Promise.allSettled([...this.#flights.values()].map((flight) => flight.landed));
    }
  }
}
