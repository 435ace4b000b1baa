import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireApproval } from "../../src/approvals/require-approval.ts";
import type { Context } from "../../src/context.ts";
import type { RuntimeEvent } from "../../src/events/event-store.ts";
import type { LogRecord } from "../../src/log.ts";
import { openRuntime } from "../../src/runtime/open-runtime.ts";
import type { Runtime } from "../../src/runtime.ts";
import { approvals } from "../../src/store/broker-schema.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import { addChat, askedToSend } from "../support/approval-asked.ts";
import { postgresDatabase } from "../support/database.ts";

// A host's runtime, and beside it on the same database a broker that asks.

let runtime: Runtime;
let store: Store;
let ask: (text: string, userId?: string) => Promise<string>;
const logs: LogRecord[] = [];

beforeAll(async () => {
  const connectionString = await postgresDatabase();
  const keys = keyring({ primary: "k1", keys: { k1: generateKey() } });
  const database = { connectionString };
  const approvalOptions = { approvedSeconds: 30 };
  runtime = await openRuntime({
    ...{ database, keys, publicUrl: "https://host.example", approvals: approvalOptions },
    log: (record) => logs.push(record),
  });
  store = await openStore(database);
  const vault = createVault({ db: store.db, keyProvider: keys });
  const context = { db: store.db, vault, now: Date.now, log: () => {} } as unknown as Context;
  const connectorId = await addChat(store.db);
  ask = async (text, userId = "ada") => {
    const asked = askedToSend(connectorId, text, { userId, workflowId: "weekly", sessionId: randomUUID() });
    return (await requireApproval(context, asked)).approvalId;
  };
});
afterAll(async () => {
  await runtime.close();
  await store.close();
});

test("a host follows what is asked, shows it and decides", async () => {
  const end = new AbortController();
  const seen: RuntimeEvent[] = [];
  const following = (async () => {
    for await (const event of runtime.events.follow({ signal: end.signal, everyMilliseconds: 10 })) {
      seen.push(event);
      const { type, userId, approvalId } = event;
      if (type === "approval.requested" && approvalId !== null)
        await runtime.approvals.approve({ approvalId, userId, decidedBy: "grace", comment: "fine" });
      if (type === "approval.decided") end.abort();
    }
  })();
  const approvalId = await ask("hello");
  await following;
  expect(seen.map(({ type }) => type)).toEqual(["approval.requested", "approval.decided"]);
  const view = await runtime.approvals.get({ approvalId, userId: "ada" });
  expect(view).toMatchObject({
    status: "approved",
    decidedBy: "grace",
    comment: "fine",
    workflowId: "weekly",
  });
  expect(view.expiresAt.getTime() - (view.decidedAt?.getTime() ?? 0)).toBe(30_000);
  expect(view.words).toContain('body.text = "hello"');
  expect(logs.find(({ event }) => event === "approval.approved")).toMatchObject({
    userId: "ada",
    approvalId,
  });
  // Nothing of the request, and not what somebody said of it.
  expect(JSON.stringify(logs)).not.toMatch(/hello|fine|grace/);
});

test("nobody decides for somebody else, in no name, or with what is no decision", async () => {
  const approvalId = await ask("whose?");
  const invalid = { code: "INVALID_OPTION" };
  const missing = { code: "APPROVAL_NOT_FOUND" };
  const { approve, deny, get, list } = runtime.approvals;
  for (const decide of [approve, deny]) {
    await expect(decide({ approvalId, userId: "bob" })).rejects.toMatchObject(missing);
    await expect(decide({ approvalId: approvalId.toUpperCase(), userId: "ada" })).rejects.toMatchObject(
      missing,
    );
    await expect(decide({ approvalId: "1 or 1=1", userId: "ada" })).rejects.toMatchObject(missing);
    await expect(decide({ approvalId } as never)).rejects.toMatchObject(invalid);
    await expect(decide({ approvalId, userId: null })).rejects.toMatchObject({
      ...invalid,
      message: "`decidedBy` is missing",
    });
    for (const wrong of [
      { seconds: 0 },
      { seconds: 86_401 },
      { seconds: Number.NaN },
      { seconds: "60" as never },
      { decidedBy: "" },
      { comment: "" },
      { comment: "\0" },
      { comment: "\ud83d" },
      { comment: "x".repeat(1001) },
    ])
      await expect(decide({ approvalId, userId: "ada", ...wrong })).rejects.toMatchObject(invalid);
  }
  await expect(get({ approvalId, userId: "bob" })).rejects.toMatchObject(missing);
  await expect(list({ userId: undefined as never })).rejects.toMatchObject(invalid);
  await expect(list({ status: "open" as never })).rejects.toMatchObject(invalid);
  await expect(list({ before: randomUUID() })).rejects.toMatchObject(missing);
  expect((await get({ approvalId, userId: "ada" })).status).toBe("pending");
});

test("is listed page by page, the newest first", async () => {
  const ids: string[] = [];
  for (const text of ["1", "2", "3", "4", "5"]) ids.unshift(await ask(text, "eve"));
  const first = await runtime.approvals.list({ userId: "eve", limit: 2 });
  const second = await runtime.approvals.list({ userId: "eve", limit: 3, before: first.at(-1)?.id ?? "" });
  expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  const elsewhere = await runtime.approvals.list({ userId: "eve", workflowId: "another" });
  expect(elsewhere).toEqual([]);
});

test("what can't be shown can't be approved, only denied, and hides nothing else", async () => {
  const [other, approvalId] = [await ask("other", "joan"), await ask("moved", "joan")];
  const [source] = await store.db.select().from(approvals).where(eq(approvals.id, other));
  // Somebody puts what was shown for one request in the place of another.
  await store.db
    .update(approvals)
    .set({ request: source?.request ?? new Uint8Array() })
    .where(eq(approvals.id, approvalId));
  const approving = runtime.approvals.approve({ approvalId, userId: "joan" });
  await expect(approving).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
  const listed = await runtime.approvals.list({ userId: "joan", status: "pending" });
  expect(listed.map(({ id, request }) => [id, request === null])).toEqual([
    [approvalId, true],
    [other, false],
  ]);
  expect(await runtime.approvals.deny({ approvalId, userId: "joan" })).toMatchObject({ status: "denied" });
});

test("options that make no sense are refused when it is opened", async () => {
  const options = {
    keys: keyring({ primary: "k", keys: { k: generateKey() } }),
    publicUrl: "https://a.example",
  };
  for (const wrong of [{ pendingSeconds: 0 }, { approvedSeconds: 90_000 }, { mostPending: 0.5 }])
    await expect(
      openRuntime({ ...options, database: { memory: true }, approvals: wrong }),
    ).rejects.toMatchObject({ code: "INVALID_OPTION" });
});
