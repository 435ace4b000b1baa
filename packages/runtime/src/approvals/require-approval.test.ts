import { randomUUID } from "node:crypto";
import type { ApprovalStatus } from "@specwire/contract";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addChat, askedToSend, sendMessage } from "../../test/support/approval-asked.ts";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import type { Context } from "../context.ts";
import { listEvents } from "../events/events.ts";
import { approvals, sessions } from "../store/broker-schema.ts";
import { generateKey, keyring } from "../vault/keyring.ts";
import { createVault } from "../vault/vault.ts";
import type { ApprovalAsked } from "./approval-asked.ts";
import { awaitDecision } from "./await-decision.ts";
import { approve, deny, getApproval } from "./decide-approval.ts";
import { listApprovals } from "./list-approvals.ts";
import { releaseApproval, requireApproval } from "./require-approval.ts";

describe.for(databaseKinds)("an approval on %s", (kind) => {
  let store: TestDatabase;
  let context: Context;
  let connectorId: string;
  const clock = { now: 1_800_000_000_000 };

  beforeAll(async () => {
    store = await testDatabase(kind);
    const vault = createVault({
      db: store.db,
      keyProvider: keyring({ primary: "a", keys: { a: generateKey() } }),
    });
    context = { db: store.db, vault, now: () => clock.now, log: () => {} } as unknown as Context;
    connectorId = await addChat(store.db);
  });
  afterAll(() => store.close());

  const session = (over: Partial<ApprovalAsked["session"]> = {}): ApprovalAsked["session"] => ({
    sessionId: randomUUID(),
    userId: "ada",
    workflowId: null,
    connectors: {},
    policies: [],
    expiresAt: new Date(clock.now + 1e6),
    ...over,
  });
  const asked = (text: string, over: Partial<ApprovalAsked> = {}): ApprovalAsked => ({
    ...askedToSend(connectorId, text, session()),
    ...over,
  });
  const host = (approvalId: string) => ({ approvalId, userId: null, decidedBy: "eve" });

  test("is asked for once, given once, used once", async () => {
    const one = asked("hello");
    const first = await requireApproval(context, one);
    expect(first).toMatchObject({ status: "pending", expiresAt: new Date(clock.now + 900_000) });
    expect(await requireApproval(context, one)).toEqual(first);
    const view = await approve(context, { ...host(first.approvalId), comment: "go" });
    expect(view).toMatchObject({ status: "approved", decidedBy: "eve", comment: "go" });
    expect(view.words).toBe(
      [
        '"Send a message" (messages.send) of "Chat" (custom-chat), without an account. It changes data.',
        "  POST https://api.example.com/channels/general/messages",
        '  path.channel = "general"',
        '  body.text = "hello"',
      ].join("\n"),
    );
    const { approvalId } = first;
    expect(await requireApproval(context, one)).toEqual({ status: "granted", approvalId, decidedBy: "eve" });
    expect(await getApproval(context, host(approvalId))).toMatchObject({
      status: "used",
      usedAt: new Date(clock.now),
    });
    const again = await requireApproval(context, one);
    expect(again.status).toBe("pending");
    expect(again.approvalId).not.toBe(approvalId);
  });

  test("is for nothing else", async () => {
    const one = asked("exactly this", { session: session({ workflowId: "w1" }) });
    const { approvalId } = await requireApproval(context, one);
    await approve(context, host(approvalId));
    const others: Partial<ApprovalAsked>[] = [
      { session: { ...one.session, userId: "bob" } },
      { session: { ...one.session, workflowId: "w2" } },
      { session: { ...one.session, workflowId: null } },
      { connector: { ...one.connector, digest: "sha256:2" } },
      { operation: { ...sendMessage, id: "messages.shout" } },
      { beside: [{ id: randomUUID(), label: "other" }] },
      { baseUrl: "https://api.example.org" },
      { request: { ...one.request, body: { kind: "text", text: "{}", contentType: "application/json" } } },
      { request: { ...one.request, query: [["dry", "1"]] } },
      { request: { ...one.request, headers: { ...one.request.headers, "x-a": "b" } } },
    ];
    for (const over of others)
      expect((await requireApproval(context, { ...one, ...over })).status).toBe("pending");
    // Another session of the same workflow may use it.
    const later = { ...one, session: { ...one.session, sessionId: randomUUID() } };
    expect((await requireApproval(context, later)).status).toBe("granted");
  });

  test("is used by one of many who come at once", async () => {
    const one = asked("race");
    const answers = await Promise.all(Array.from({ length: 20 }, () => requireApproval(context, one)));
    expect(new Set(answers.map((answer) => answer.approvalId)).size).toBe(1);
    await approve(context, host(answers[0]?.approvalId ?? ""));
    const uses = await Promise.all(Array.from({ length: 20 }, () => requireApproval(context, one)));
    expect(uses.filter(({ status }) => status === "granted")).toHaveLength(1);
    expect(new Set(uses.map((answer) => answer.approvalId)).size).toBe(2);
  });

  test("ends with time, before and after somebody approves", async () => {
    const one = asked("late");
    const first = await requireApproval(context, one);
    clock.now += 900_000;
    await expect(approve(context, host(first.approvalId))).rejects.toMatchObject({
      code: "APPROVAL_CLOSED",
      details: { approval: "expired" },
    });
    const second = await requireApproval(context, one);
    expect(second.approvalId).not.toBe(first.approvalId);
    await approve(context, { ...host(second.approvalId), seconds: 60 });
    clock.now += 60_000;
    expect((await requireApproval(context, one)).approvalId).not.toBe(second.approvalId);
    expect((await getApproval(context, host(second.approvalId))).status).toBe("expired");
  });

  test("denied, is refused with the comment until the denial ends", async () => {
    const one = asked("no");
    const { approvalId } = await requireApproval(context, one);
    await approve(context, host(approvalId));
    await deny(context, { ...host(approvalId), comment: "not today", seconds: 100 });
    await expect(approve(context, host(approvalId))).rejects.toMatchObject({ code: "APPROVAL_CLOSED" });
    expect(await requireApproval(context, one)).toMatchObject({
      status: "denied",
      approvalId,
      comment: "not today",
    });
    clock.now += 100_000;
    expect((await requireApproval(context, one)).status).toBe("pending");
  });

  test("given back, is used again, unless somebody was asked anew meanwhile", async () => {
    const one = asked("lost");
    const { approvalId } = await requireApproval(context, one);
    await approve(context, host(approvalId));
    await requireApproval(context, one);
    await expect(deny(context, host(approvalId))).rejects.toMatchObject({ details: { approval: "used" } });
    await releaseApproval(context, approvalId);
    expect(await requireApproval(context, one)).toMatchObject({ status: "granted", approvalId });
    expect((await requireApproval(context, one)).status).toBe("pending");
    await releaseApproval(context, approvalId);
    expect((await requireApproval(context, one)).status).toBe("pending");
    expect((await getApproval(context, host(approvalId))).status).toBe("used");
  });

  test("is waited for, by its own session alone", async () => {
    const one = asked("wait");
    const { approvalId } = await requireApproval(context, one);
    const milliseconds = 30_000;
    const waiting = awaitDecision(context, approvalId, { ...one.session, milliseconds });
    await approve(context, host(approvalId));
    expect(await waiting).toMatchObject({ status: "approved" });
    for (const other of [{ userId: "bob" }, { sessionId: randomUUID() }, { workflowId: "w" }])
      await expect(
        awaitDecision(context, approvalId, { ...one.session, ...other, milliseconds }),
      ).rejects.toMatchObject({ code: "APPROVAL_NOT_FOUND" });
  });

  test("is waited for across processes, no longer than it was asked to", async () => {
    const one = asked("elsewhere");
    const { approvalId } = await requireApproval(context, one);
    expect(await awaitDecision(context, approvalId, { ...one.session, milliseconds: 20 })).toMatchObject({
      status: "pending",
    });
    const waiting = awaitDecision(context, approvalId, { ...one.session, milliseconds: 30_000 });
    await store.db.update(approvals).set({ status: "denied" }).where(eq(approvals.id, approvalId));
    expect(await waiting).toMatchObject({ status: "denied" });
  });

  test("tells its events, and is listed", async () => {
    const before = (await listEvents(context, { limit: 1000 })).at(-1)?.id ?? 0;
    const one = asked("listed", { session: session({ userId: "grace" }) });
    const { approvalId } = await requireApproval(context, one);
    expect(
      (await listApprovals(context, { userId: "grace", status: "pending" })).map(({ id }) => id),
    ).toEqual([approvalId]);
    await deny(context, host(approvalId));
    const events = await listEvents(context, { after: before });
    expect(events.map(({ type }) => type)).toEqual(["approval.requested", "approval.decided"]);
    expect(events.every((event) => event.approvalId === approvalId && event.userId === "grace")).toBe(true);
    expect(await listApprovals(context, { userId: "grace", status: "pending" })).toEqual([]);
    await expect(approve(context, { approvalId, userId: "ada" })).rejects.toMatchObject({
      code: "APPROVAL_NOT_FOUND",
    });
  });

  test("ends with its session, where it is for that alone", async () => {
    const [alone, together] = [session(), session({ workflowId: "lasting" })];
    const ids: string[] = [];
    for (const of of [alone, together]) {
      const { sessionId, userId, workflowId } = of;
      const row = { userId, workflowId, connectors: {}, policies: [] };
      await store.db.insert(sessions).values({ id: sessionId, ...row });
      ids.push((await requireApproval(context, { ...asked("ends"), session: of })).approvalId);
    }
    await store.db.update(sessions).set({ endedAt: new Date(clock.now) });
    const found = async (status: ApprovalStatus) =>
      (await listApprovals(context, { status })).map(({ id }) => id).filter((id) => ids.includes(id));
    expect(await found("pending")).toEqual([ids[1]]);
    expect(await found("expired")).toEqual([ids[0]]);
    await expect(approve(context, host(ids[0] ?? ""))).rejects.toMatchObject({ code: "APPROVAL_CLOSED" });
    expect(await approve(context, host(ids[1] ?? ""))).toMatchObject({ status: "approved" });
  });

  test("is refused where a person could not look at all that wait", async () => {
    const few = { ...context, approvals: { mostPending: 2 } };
    const of = session({ workflowId: "flood" });
    await requireApproval(few, asked("1", { session: of }));
    await requireApproval(few, asked("2", { session: of }));
    await expect(requireApproval(few, asked("3", { session: of }))).rejects.toMatchObject({
      code: "TOO_MANY_APPROVALS",
    });
    expect((await requireApproval(few, asked("2", { session: of }))).status).toBe("pending");
  });
});
