import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import type { Context } from "../context.ts";
import type { LogRecord } from "../log.ts";
import { audit } from "../store/broker-schema.ts";
import type { AuditRow } from "./audit-rows.ts";
import { AuditWriter } from "./audit-writer.ts";
import { auditLanded, writeAnswered, writeDecided } from "./write-audit.ts";

const row = (more: Partial<AuditRow> = {}) => ({
  ...{ requestId: randomUUID(), sessionId: randomUUID(), userId: "ada", workflowId: null },
  ...{
    connectorId: randomUUID(),
    slug: "acme",
    digest: "sha256:0",
    operation: "things.add",
    access: "write" as const,
  },
  ...{ accountId: randomUUID(), accountLabel: "work", decision: "ask" as const, reason: "it changes data" },
  ...{ approvalId: randomUUID(), decidedBy: "boss" },
  ...more,
});
const coded = (code: string) => expect.objectContaining({ code });

describe.each(databaseKinds)("the audit on %s", (kind) => {
  let database: TestDatabase;
  let context: Context;
  const logged: LogRecord[] = [];
  beforeAll(async () => {
    database = await testDatabase(kind);
    context = { db: database.db, log: (record: LogRecord) => void logged.push(record) } as unknown as Context;
  });
  afterAll(() => database.close());
  const rowsOf = (sessionId: string) =>
    context.db.select().from(audit).where(eq(audit.sessionId, sessionId)).orderBy(asc(audit.id));

  test("has what was decided, and then what came of it", async () => {
    const one = row();
    await writeDecided(context, one);
    const [stored] = await rowsOf(one.sessionId);
    expect(stored).toMatchObject({ ...one, kind: "decided", status: null });
    expect(Math.abs((stored?.at.getTime() ?? 0) - Date.now())).toBeLessThan(5000);
    const answer = {
      status: 201,
      host: "api.example.com",
      sentBytes: 2 ** 40,
      receivedBytes: 7,
      milliseconds: 12,
    };
    await writeAnswered(context, { ...one, ...answer });
    expect(await rowsOf(one.sessionId)).toHaveLength(2);
    expect((await rowsOf(one.sessionId))[1]).toMatchObject({ ...one, ...answer, kind: "answered" });
  });

  test("takes a request's id once in a session, whoever else has used it", async () => {
    const one = row();
    await writeDecided(context, one);
    await expect(writeDecided(context, { ...one, operation: "other" })).rejects.toThrowError(
      coded("REQUEST_REPEATED"),
    );
    await writeDecided(context, row({ requestId: one.requestId }));
    const twice = row();
    const both = await Promise.allSettled([writeDecided(context, twice), writeDecided(context, twice)]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(await rowsOf(one.sessionId)).toMatchObject([{ operation: "things.add" }]);
    for (const requestId of ["", "7", one.requestId.toUpperCase()])
      await expect(writeDecided(context, row({ requestId }))).rejects.toThrowError(coded("INVALID_OPTION"));
  });

  test("holds any text that a sandbox makes up, and cuts what is long", async () => {
    const one = row({ slug: "a\0b\ud800c'\"\\\u2028", operation: "x".repeat(100_000), connectorId: null });
    await writeDecided(context, one);
    const [stored] = await rowsOf(one.sessionId);
    expect(stored?.slug).toBe("a\uFFFDb\uFFFDc'\"\\\u2028");
    expect(stored?.operation).toHaveLength(501);
  });

  test("a row that the database refuses keeps no other from being written", async () => {
    const [good, bad, better] = [row(), row({ milliseconds: 2 ** 40 }), row()];
    const all = await Promise.allSettled([good, bad, better].map((one) => writeDecided(context, one)));
    expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await rowsOf(bad.sessionId)).toEqual([]);
    expect(await rowsOf(better.sessionId)).toHaveLength(1);
  });

  test("rows of the same moment are one transaction", async () => {
    const sessionId = randomUUID();
    await Promise.all(Array.from({ length: 1200 }, () => writeDecided(context, row({ sessionId }))));
    const found = await context.db
      .selectDistinct({ at: audit.at })
      .from(audit)
      .where(eq(audit.sessionId, sessionId));
    expect(await rowsOf(sessionId)).toHaveLength(1200);
    expect(found.length).toBeLessThanOrEqual(4);
  });

  test("nothing in it is changed or deleted", async () => {
    const one = row();
    await writeDecided(context, one);
    const own = eq(audit.sessionId, one.sessionId);
    const attempts = [
      () => context.db.update(audit).set({ decision: "allow" }).where(own),
      () => context.db.delete(audit).where(own),
      () => context.db.execute(sql`truncate specwire.audit`),
      () =>
        context.db.execute(
          sql`set local specwire.prune_audit_before = '2000-01-01'; delete from specwire.audit`,
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrowError();
    await expect(context.db.delete(audit).where(own)).rejects.toMatchObject({ sqlState: "23001" });
    expect(await rowsOf(one.sessionId)).toHaveLength(1);
  });
});

test("a decision that can't be written is no decision, and an answer that can't is told", async () => {
  const database = await testDatabase("pglite");
  const logged: LogRecord[] = [];
  const context = {
    db: database.db,
    log: (record: LogRecord) => void logged.push(record),
  } as unknown as Context;
  const writer = new AuditWriter(context);
  await database.close();
  await expect(writer.now({ ...row(), kind: "decided" })).rejects.toThrowError(coded("CLOSED"));
  await expect(writeDecided(context, row())).rejects.toThrowError(coded("CLOSED"));
  await writeAnswered(context, row());
  await auditLanded(context);
  expect(logged).toEqual([expect.objectContaining({ level: "error", event: "audit.lost", code: "CLOSED" })]);
});

test("a database that says nothing keeps an answer for two seconds, and is waited for at the end", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const stored = Promise.withResolvers<unknown>();
    const execute = vi.fn(() => stored.promise);
    const context = { db: { execute }, log: () => {} } as unknown as Context;
    const one = row();
    const told = vi.fn();
    const answered = writeAnswered(context, one).then(told);
    await vi.advanceTimersByTimeAsync(1900);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    await answered;
    const ended = vi.fn();
    const ending = auditLanded(context).then(ended);
    await vi.advanceTimersByTimeAsync(100);
    expect(ended).not.toHaveBeenCalled();
    stored.resolve({ rows: [{ key: `answered ${one.sessionId} ${one.requestId}` }] });
    await ending;
    expect(execute).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});
