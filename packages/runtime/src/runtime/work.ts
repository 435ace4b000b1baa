import { RuntimeError } from "../errors/runtime-error.ts";

/** Counts what is under way, so that closing can wait for it. */
export class Work {
  readonly #running = new Set<Promise<unknown>>();
  #ended = false;

  /** The function, counted while it runs. Once the end has begun it throws `CLOSED`. */
  count<Args extends readonly unknown[], Result>(
    work: (...args: Args) => Promise<Result>,
  ): (...args: Args) => Promise<Result> {
    return async (...args) => {
      if (this.#ended) throw new RuntimeError("CLOSED", "the runtime is closed");
      const running = work(...args);
      this.#running.add(running);
      try {
        return await running;
      } finally {
        this.#running.delete(running);
      }
    };
  }

  /** Takes no more work, and waits for what is under way, however it ends. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.allSettled(this.#running);
  }
}
