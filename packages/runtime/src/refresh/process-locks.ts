import { RuntimeError } from "../errors/runtime-error.ts";
import type { Locks } from "./locks.ts";

interface Waiter {
  readonly take: () => void;
}

/** Locks among the callers of one process, first come, first served; enough where a database has one process. */
export class ProcessLocks implements Locks {
  /** Names that are owned, each with who waits for it. */
  readonly #owned = new Map<string, Set<Waiter>>();

  async withLock<Result>(
    name: string,
    waitMilliseconds: number,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    await this.#take(name, waitMilliseconds);
    try {
      return await work(new AbortController().signal);
    } finally {
      this.#release(name);
    }
  }

  #take(name: string, waitMilliseconds: number): Promise<void> {
    const waiters = this.#owned.get(name);
    if (waiters === undefined) {
      this.#owned.set(name, new Set());
      return Promise.resolve();
    }
    if (waitMilliseconds <= 0) return Promise.reject(lockTimeout());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.delete(waiter);
        reject(lockTimeout());
      }, waitMilliseconds);
      const waiter: Waiter = {
        take() {
          clearTimeout(timer);
          resolve();
        },
      };
      waiters.add(waiter);
    });
  }

  #release(name: string): void {
    const waiters = this.#owned.get(name);
    const [next] = waiters ?? [];
    if (waiters === undefined || next === undefined) {
      this.#owned.delete(name);
      return;
    }
    waiters.delete(next);
    next.take();
  }
}

export function lockTimeout(): RuntimeError {
  return new RuntimeError("REFRESH_TIMEOUT", "Someone else was at work on the same credential for too long.");
}
