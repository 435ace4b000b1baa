import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { RuntimeError } from "../errors/runtime-error.ts";
import { sharedSession, storeError } from "../store/store-errors.ts";

const CHANNEL = "specwire_locks";
/**
 * An owner that is cut off has to learn of it before the server gives its locks to somebody else. It looks after 5 s
 * and gives an answer 10 s; the server looks after 30 s of silence, three times, 10 s apart.
 */
const LOOK_EVERY = 5_000;
const ANSWER_WITHIN = 10_000;
const ON_CONNECT = [
  "set tcp_keepalives_idle = 30",
  "set tcp_keepalives_interval = 10",
  "set tcp_keepalives_count = 3",
  `listen ${CHANNEL}`,
];

/** One session of PostgreSQL that does nothing but hold advisory locks. */
export class LockConnection {
  readonly #client: pg.Client & { ref(): void; unref(): void };
  readonly #loss = new AbortController();
  readonly #released = new EventTarget();
  readonly #looking: NodeJS.Timeout;
  #held = 0;
  #backend = 0;
  /** node-postgres wants one query at a time. */
  #before: Promise<unknown> = Promise.resolve();

  /** Throws `STORE_UNAVAILABLE` or `STORE_MISCONFIGURED`. */
  static async open(config: pg.ClientConfig): Promise<LockConnection> {
    const connection = new LockConnection(config);
    try {
      await connection.#client.connect();
      for (const statement of ON_CONNECT) await connection.#query(statement);
      const [row] = await connection.#query("select pg_backend_pid() as pid");
      connection.#backend = Number(row?.pid);
      return connection;
    } catch (error) {
      connection.close();
      throw storeError(error);
    }
  }

  private constructor(config: pg.ClientConfig) {
    // Its types leave out two methods that it has.
    this.#client = new pg.Client({ ...config, application_name: "specwire locks" }) as never;
    this.#client.on("error", () => this.close());
    this.#client.on("end", () => this.close());
    this.#client.on("notification", ({ payload }) => {
      if (payload !== undefined) this.#released.dispatchEvent(new Event(payload));
    });
    this.#looking = setInterval(() => {
      if (this.#held > 0) void this.#query("select 1").catch(() => {});
    }, LOOK_EVERY).unref();
  }

  /** Aborted when the session, and with it every lock of it, is gone. */
  get lost(): AbortSignal {
    return this.#loss.signal;
  }

  /** Number of the server's process, which is the session. */
  get backend(): number {
    return this.#backend;
  }

  /** Whether something answers in the server's place: a pooler tells a process number of its own making. */
  get isPooled(): boolean {
    return (this.#client as { processID?: unknown }).processID !== this.#backend;
  }

  /** Throws `STORE_MISCONFIGURED` if the session is not the one that it was. */
  async check(): Promise<void> {
    const [row] = await this.#query("select pg_backend_pid() as pid");
    this.#refuseOther(row?.pid);
  }

  async tryLock(key: string): Promise<boolean> {
    const [row] = await this.#query("select pg_try_advisory_lock($1) as locked, pg_backend_pid() as pid", [
      key,
    ]);
    this.#refuseOther(row?.pid);
    if (row?.locked !== true) return false;
    this.#held += 1;
    return true;
  }

  /** Never fails: a lock that can't be released goes with its session. */
  async unlock(key: string): Promise<void> {
    this.#held -= 1;
    if (this.lost.aborted) return;
    await this.#query("select pg_advisory_unlock($1), pg_notify($2, $3)", [key, CHANNEL, key]).catch(
      () => {},
    );
  }

  /** Ends when somebody unlocks `key`, or after so long: whoever is killed unlocks without a word. */
  async waitForRelease(key: string, milliseconds: number): Promise<void> {
    const done = new AbortController();
    const wake = (): void => void done.abort();
    this.#released.addEventListener(key, wake, { once: true });
    await sleep(milliseconds, undefined, { signal: done.signal }).catch(() => {});
    this.#released.removeEventListener(key, wake);
  }

  /** Gives up every lock at once; whoever works under one is told by `lost`. */
  close(): void {
    if (this.lost.aborted) return;
    void this.#loss.abort();
    clearInterval(this.#looking);
    void this.#client.end().catch(() => {});
  }

  #refuseOther(pid: unknown): void {
    if (pid === this.#backend) return;
    this.close();
    throw sharedSession();
  }

  /**
   * What a query that failed did on the server is not known (it may have locked), and a session that does not answer
   * is as good as lost: either way it ends.
   */
  #query(text: string, values: string[] = []): Promise<Record<string, unknown>[]> {
    const run = async (): Promise<Record<string, unknown>[]> => {
      // node-postgres would say that its client was closed, as if the store were.
      if (this.lost.aborted) throw new RuntimeError("STORE_UNAVAILABLE", "The session of the locks was cut.");
      this.#client.ref();
      try {
        return (await withinTime(this.#client.query(text, values))).rows;
      } catch (error) {
        this.close();
        throw storeError(error);
      } finally {
        // A connection that only holds locks, or waits for word of them, keeps no program from ending.
        this.#client.unref();
      }
    };
    const query = this.#before.then(run);
    this.#before = query.catch(() => {});
    return query;
  }
}

/**
 * A process that was stopped finds this timer over time when it goes on, with the answer in the socket unread: it
 * gets a moment to read it.
 */
async function withinTime<Result>(query: Promise<Result>): Promise<Result> {
  const answered = new AbortController();
  const { signal } = answered;
  const late = sleep(ANSWER_WITHIN, undefined, { signal, ref: false })
    .then(() => sleep(250, undefined, { signal, ref: false }))
    .then(() => {
      throw new Error("Query read timeout");
    });
  try {
    return await Promise.race([query, late]);
  } finally {
    late.catch(() => {});
    query.catch(() => {});
    answered.abort();
  }
}
