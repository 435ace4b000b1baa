import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import type { Context } from "../context.ts";
import { listAudit, pruneAudit, readAudit } from "./audit.ts";
import { type AuditRow, insertAudit } from "./audit-rows.ts";
import { writeAnswered, writeDecided } from "./write-audit.ts";

const row = (more: Partial<AuditRow> = {}) => ({
  ...{ requestId: randomUUID(), sessionId: randomUUID(), userId: "ada", workflowId: null },
  ...{ connectorId: randomUUID(), slug: "acme", operation: "things.add", access: "write" as const },
  ...{ accountId: null, accountLabel: null, decision: "allow" as const, reason: "it only reads" },
  ...more,
});
const invalid = expect.objectContaining({ code: "INVALID_OPTION" });

describe.each(databaseKinds)("reading the audit on %s", (kind) => {
  let database: TestDatabase;
  let context: Context;
  beforeAll(async () => {
    database = await testDatabase(kind);
    context = { db: database.db, log: () => undefined } as unknown as Context;
  });
  afterAll(() => database.close());
  let count = 0;
  const freshUser = () => `user${count++}`;

  test("an operation is one entry, with what came of it", async () => {
    const userId = freshUser();
    const [answered, dead, denied] = [
      row({ userId, workflowId: "weekly", decision: "ask", approvalId: randomUUID(), decidedBy: "boss" }),
      row({ userId }),
      row({ userId, decision: "deny", reason: "rule 1 of a policy says so", code: "PERMISSION_DENIED" }),
    ];
    for (const one of [answered, dead, denied]) await writeDecided(context, one);
    const answer = {
      status: 201,
      code: null,
      host: "api.example.com",
      sentBytes: 3,
      receivedBytes: 4,
      milliseconds: 5,
    };
    await writeAnswered(context, { ...answered, ...answer });
    // The same id of somebody else's session is somebody else's answer.
    await writeAnswered(context, { ...row({ userId: freshUser() }), requestId: dead.requestId, status: 500 });
    const all = await listAudit(context, { userId });
    expect(all.map(({ requestId }) => requestId)).toEqual(
      [denied, dead, answered].map((one) => one.requestId),
    );
    expect(all[2]).toMatchObject({ ...answered, ...answer, answeredAt: expect.any(Date) });
    expect(all[1]).toMatchObject({ status: null, answeredAt: null });
    expect(all[0]).toMatchObject({ code: "PERMISSION_DENIED", answeredAt: null });
    const [first] = await listAudit(context, { userId, limit: 1 });
    expect(await listAudit(context, { userId, before: first?.id ?? 0 })).toEqual(all.slice(1));
  });

  test("each filter narrows, and what can't be one is refused", async () => {
    const userId = freshUser();
    const one = row({
      userId,
      workflowId: "w",
      accountId: randomUUID(),
      approvalId: randomUUID(),
      decidedBy: "boss",
    });
    const other = row({ userId, slug: "other", operation: "x.y", access: "read", decision: "deny" });
    for (const each of [one, other]) await writeDecided(context, each);
    const found = async (filter: object) =>
      (await listAudit(context, { userId, ...filter })).map(({ requestId }) => requestId);
    const names = [
      "requestId",
      "sessionId",
      "workflowId",
      "connectorId",
      "slug",
      "operation",
      "access",
    ] as const;
    const more = ["accountId", "decision", "approvalId", "decidedBy"] as const;
    for (const name of [...names, ...more])
      expect(await found({ [name]: one[name] }), name).toEqual([one.requestId]);
    expect(await found({ workflowId: null })).toEqual([other.requestId]);
    expect(await found({ sessionId: "no id" })).toEqual([]);
    expect(await found({ from: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await found({ to: new Date(Date.now() + 60_000) })).toHaveLength(2);
    const refused: object[] = [
      { user: "ada" },
      { sessionId: undefined },
      { slug: 7 },
      { slug: { ne: "acme" } },
      { decision: "maybe" },
      { from: "yesterday" },
      { to: new Date(Number.NaN) },
      { limit: 0 },
      { limit: 1001 },
      { before: -1 },
    ];
    for (const filter of refused)
      await expect(found(filter), JSON.stringify(filter)).rejects.toThrowError(invalid);
    await expect(readAudit(context, { after: 1.5 })).rejects.toThrowError(invalid);
  });

  test("whoever sees a row has seen all with smaller ids, however late they were committed", async () => {
    const userId = freshUser();
    const [slow, fast] = [row({ userId, operation: "slow" }), row({ userId, operation: "fast" })];
    const [commit, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = database.db.transaction(async (tx) => {
      await insertAudit({ db: tx as unknown as Context["db"] }, [{ ...slow, kind: "decided" }]);
      written.resolve();
      await commit.promise;
    });
    await written.promise;
    const seen = insertAudit(context, [{ ...fast, kind: "decided" }]).then(() =>
      readAudit(context, { userId }),
    );
    setTimeout(commit.resolve, 100);
    await writing;
    const rows = await seen;
    expect(rows.map(({ operation }) => operation)).toEqual(["slow", "fast"]);
    expect(await readAudit(context, { userId, after: rows[0]?.id ?? 0 })).toEqual(rows.slice(1));
    expect(await readAudit(context, { userId, limit: 1 })).toEqual(rows.slice(0, 1));
  });

  test("only what is older than a moment is removed, and only by being asked", async () => {
    const userId = freshUser();
    await writeDecided(context, row({ userId }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const [stored] = await listAudit(context, { userId });
    const before = new Date((stored?.at.getTime() ?? 0) + 1);
    await writeDecided(context, row({ userId }));
    expect((await pruneAudit(context, before)).removed).toBeGreaterThanOrEqual(1);
    expect(await listAudit(context, { userId })).toHaveLength(1);
    expect(await pruneAudit(context, before)).toEqual({ removed: 0 });
    await expect(pruneAudit(context, "2020-01-01" as never)).rejects.toThrowError(invalid);
  });
});
