import { createHash } from "node:crypto";
import type pg from "pg";
import { RuntimeError } from "../errors/runtime-error.ts";
import { LockConnection } from "./lock-connection.ts";
import type { Locks } from "./locks.ts";
import { lockTimeout, ProcessLocks } from "./process-locks.ts";

/** Milliseconds that a waiter sleeps between two tries: the first time, and at most. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 250;

/**
 * Session advisory locks, all of one process on one connection that does nothing else: PostgreSQL gives them up when
 * that connection ends and not before, however long their owner is stopped. Waiters hold no connection, so that
 * those of one credential can't keep another from being refreshed.
 */
export class PostgresLocks implements Locks {
  // A session may take its own advisory lock again, so callers of this process exclude each other here.
  readonly #inProcess = new ProcessLocks();
  readonly #config: pg.ClientConfig;
  #connection: Promise<LockConnection> | undefined;
  #closed = false;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  async withLock<Result>(
    name: string,
    waitMilliseconds: number,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const until = performance.now() + waitMilliseconds;
    return this.#inProcess.withLock(name, waitMilliseconds, async () => {
      const key = lockKey(name);
      const connection = await this.#acquire(key, until);
      try {
        return await work(connection.lost);
      } finally {
        await connection.unlock(key);
      }
    });
  }

  /** The connection that locks are taken on; a new one if the last is lost. */
  connect(): Promise<LockConnection> {
    if (this.#closed) return Promise.reject(new RuntimeError("CLOSED", "The store is closed."));
    if (this.#connection !== undefined) return this.#connection;
    const opening = LockConnection.open(this.#config);
    const forget = (): void => {
      if (this.#connection === opening) this.#connection = undefined;
    };
    opening.then(({ lost }) => lost.addEventListener("abort", forget), forget);
    this.#connection = opening;
    return opening;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
  }

  async #acquire(key: string, until: number): Promise<LockConnection> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
      const connection = await this.connect();
      const left = until - performance.now();
      try {
        if (await connection.tryLock(key)) return connection;
      } catch (error) {
        // Nothing is held yet, so whoever waits may as well go on with a new session.
        const isCut = error instanceof RuntimeError && error.code === "STORE_UNAVAILABLE";
        if (!isCut || left <= 0) throw error;
      }
      if (left <= 0) throw lockTimeout();
      await connection.waitForRelease(key, Math.min(left, pause * (0.5 + Math.random())));
    }
  }
}

/** 64 bits of a hash, as PostgreSQL's signed number; a prefix keeps clear of locks that a host takes itself. */
function lockKey(name: string): string {
  return createHash("sha256").update(`specwire lock ${name}`).digest().readBigInt64BE(0).toString();
}
