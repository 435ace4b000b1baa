import pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Child } from "../../test/support/child.ts";
import { postgresDatabase } from "../../test/support/database.ts";
import { PostgresLocks } from "./postgres-locks.ts";

let connectionString: string;
let here: PostgresLocks;
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  connectionString = await postgresDatabase({ empty: true });
});
beforeEach(() => {
  here = locks();
});
afterEach(async () => {
  await Promise.all(undo.splice(0).map((each) => each()));
});

/** Of another process, as far as PostgreSQL can tell. */
function locks(): PostgresLocks {
  const made = new PostgresLocks({ connectionString });
  undo.push(() => made.close());
  return made;
}

/** Of another process, really. */
async function holder(name: string): Promise<Child> {
  const child = new Child("hold", connectionString, name);
  undo.push(() => child.kill());
  await child.says("ready");
  return child;
}

/** Work that has begun and ends when it is told to. */
function begin(owner: PostgresLocks, name: string) {
  let end: () => void = () => {};
  const begun = Promise.withResolvers<AbortSignal>();
  const done = owner.withLock(name, 10_000, (lost) => {
    begun.resolve(lost);
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  return { begun: begun.promise, done, end: () => end() };
}

const timeout = { code: "REFRESH_TIMEOUT", retryable: true };
const isFree = (name: string) => here.withLock(name, 0, async () => true);

test("a lock has one owner, on whatever connection", async () => {
  const inside: number[] = [];
  let now = 0;
  const work = async (): Promise<void> => {
    now += 1;
    inside.push(now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
  };
  const owners = [here, locks(), locks()];
  await Promise.all(Array.from({ length: 30 }, (_, n) => owners[n % 3]?.withLock("a", 60_000, work)));
  expect(inside).toEqual(Array(30).fill(1));
});

test("who waits gets the lock when it is released, and the result of the work", async () => {
  const first = begin(locks(), "a");
  await first.begun;
  const second = here.withLock("a", 60_000, async () => "mine");
  await expect(isFree("a")).rejects.toMatchObject(timeout);
  first.end();
  expect(await second).toBe("mine");
});

test("what the work throws is thrown, and the lock is free again", async () => {
  const work = here.withLock("a", 0, async () => {
    throw new Error("on purpose");
  });
  await expect(work).rejects.toThrow("on purpose");
  expect(await locks().withLock("a", 0, async () => "free")).toBe("free");
});

test("those who wait for one name keep nobody from another", async () => {
  const first = begin(locks(), "a");
  await first.begun;
  const waiting = Array.from({ length: 40 }, () => here.withLock("a", 1_500, async () => {}).catch(String));
  expect(await isFree("b")).toBe(true);
  await Promise.all(waiting);
  first.end();
});

test("a process that is killed releases its lock", async () => {
  const child = await holder("a");
  const mine = here.withLock("a", 60_000, async () => "mine");
  await expect(locks().withLock("a", 300, async () => {})).rejects.toMatchObject(timeout);
  await child.kill();
  expect(await mine).toBe("mine");
});

test("a process that is stopped keeps its lock, and has it still when it goes on", async () => {
  const child = await holder("a");
  child.signal("SIGSTOP");
  await expect(here.withLock("a", 2_000, async () => {})).rejects.toMatchObject(timeout);
  child.signal("SIGCONT");
  await expect(here.withLock("a", 500, async () => {})).rejects.toMatchObject(timeout);
  expect(child.lines).toEqual(["ready"]);
});

test("an owner whose connection is ended is told, and the next one connects anew", async () => {
  const owner = locks();
  const first = begin(owner, "a");
  const lost = await first.begun;
  const told = new Promise((resolve) => lost.addEventListener("abort", resolve));
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  await admin.query(
    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  await admin.end();
  await told;
  expect(await here.withLock("a", 60_000, async () => "mine")).toBe("mine");
  first.end();
  await first.done;
  expect(await owner.withLock("a", 60_000, async ({ aborted }) => aborted)).toBe(false);
});

test("one connection holds all locks of a process", async () => {
  const many = Array.from({ length: 20 }, (_, n) => begin(here, `name ${n}`));
  await Promise.all(many.map(({ begun }) => begun));
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  const { rows } = await admin.query(
    "select count(*)::int as locks, count(distinct pid)::int as sessions from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  await admin.end();
  expect(rows).toEqual([{ locks: 20, sessions: 1 }]);
  for (const { end } of many) end();
  await Promise.all(many.map(({ done }) => done));
});

test("closing ends what is under way", async () => {
  const owner = locks();
  const { begun, done, end } = begin(owner, "a");
  const lost = await begun;
  await owner.close();
  expect(lost.aborted).toBe(true);
  end();
  await done;
  await expect(owner.withLock("a", 0, async () => {})).rejects.toMatchObject({ code: "CLOSED" });
});
