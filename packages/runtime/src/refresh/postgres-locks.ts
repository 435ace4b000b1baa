import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { RuntimeError } from "../errors/runtime-error.ts";
import { storeError } from "../store/store-errors.ts";
import type { Locks } from "./locks.ts";
import { lockTimeout, ProcessLocks } from "./process-locks.ts";

/** How long a waiter sleeps between two tries; a release wakes it earlier. */
const LONGEST_PAUSE = 250;
const CHANNEL = "specwire_locks";
/**
 * An owner that is cut off must learn of it before the server gives its locks to somebody else: it looks every 5 s
 * and gives an answer 10 s; the server looks after 30 s, for 30 s.
 */
const LOOK_EVERY = 5_000;
const ANSWER_WITHIN = 10_000;
const SERVER_LOOKS =
  "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3";

interface Connection {
  readonly client: pg.Client;
  /** Aborted when the connection, and with it every lock that was taken on it, is gone. */
  readonly lost: AbortSignal;
}

/**
 * Session advisory locks, all of one process on one connection that does nothing else: PostgreSQL gives them up when
 * that connection ends and not before, however long their owner is stopped. Waiters hold no connection, so that
 * those of one credential can't keep another from being refreshed.
 */
export class PostgresLocks implements Locks {
  // A session may take its own advisory lock again, so callers of this process exclude each other here.
  readonly #inProcess = new ProcessLocks();
  readonly #config: pg.ClientConfig;
  readonly #wake = new EventTarget();
  #connection: Promise<Connection> | undefined;
  #closed = false;
  #held = 0;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  async withLock<Result>(
    name: string,
    waitMilliseconds: number,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const until = Date.now() + waitMilliseconds;
    return this.#inProcess.withLock(name, waitMilliseconds, async () => {
      const key = lockKey(name);
      const { client, lost } = await this.#acquire(key, until);
      this.#held += 1;
      try {
        return await work(lost);
      } finally {
        this.#held -= 1;
        await release(client, key, lost);
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connection?.catch(() => undefined);
    await connection?.client.end().catch(() => {});
  }

  async #acquire(key: string, until: number): Promise<Connection> {
    for (let pause = 20; ; pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
      const connection = await this.#connect();
      if (await tryLock(connection.client, key)) return connection;
      const left = until - Date.now();
      if (left <= 0) throw lockTimeout();
      await this.#pause(key, Math.min(left, pause * (0.5 + Math.random())));
    }
  }

  /** Until somebody releases the lock, or for so long: whoever is killed releases it without a word. */
  async #pause(key: string, milliseconds: number): Promise<void> {
    const done = new AbortController();
    const wake = (): void => done.abort();
    this.#wake.addEventListener(key, wake, { once: true });
    await sleep(milliseconds, undefined, { signal: done.signal }).catch(() => {});
    this.#wake.removeEventListener(key, wake);
  }

  #connect(): Promise<Connection> {
    if (this.#closed) return Promise.reject(new RuntimeError("CLOSED", "The store is closed."));
    this.#connection ??= this.#open().catch((error) => {
      this.#connection = undefined;
      throw storeError(error);
    });
    return this.#connection;
  }

  async #open(): Promise<Connection> {
    const client = new pg.Client({
      ...this.#config,
      application_name: "specwire locks",
      query_timeout: ANSWER_WITHIN,
    });
    const loss = new AbortController();
    const lose = (): void => {
      clearInterval(looking);
      if (!loss.signal.aborted) this.#connection = undefined;
      void loss.abort();
      void client.end().catch(() => {});
    };
    const looking = setInterval(() => {
      if (this.#held > 0) client.query("select 1").catch(lose);
    }, LOOK_EVERY).unref();
    client.on("error", lose);
    client.on("end", lose);
    client.on("notification", ({ payload }) => {
      if (payload !== undefined) this.#wake.dispatchEvent(new Event(payload));
    });
    try {
      await client.connect();
      await client.query(`${SERVER_LOOKS}; listen ${CHANNEL}`);
    } catch (error) {
      lose();
      throw error;
    }
    return { client, lost: loss.signal };
  }
}

async function tryLock(client: pg.Client, key: string): Promise<boolean> {
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as locked", [key]);
    return rows[0].locked === true;
  } catch (error) {
    throw storeError(error);
  }
}

/** Never fails: a lock that can't be released is gone with its connection. */
async function release(client: pg.Client, key: string, lost: AbortSignal): Promise<void> {
  if (lost.aborted) return;
  await client
    .query("select pg_advisory_unlock($1), pg_notify($2, $3)", [key, CHANNEL, key])
    .catch(() => client.end().catch(() => {}));
}

/** 64 bits of a hash, as PostgreSQL's signed number; a prefix keeps clear of locks that a host takes itself. */
function lockKey(name: string): string {
  return createHash("sha256").update(`specwire lock ${name}`).digest().readBigInt64BE(0).toString();
}
