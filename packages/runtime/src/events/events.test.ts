import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import type { Context } from "../context.ts";
import { writeEvent } from "./event-store.ts";
import { followEvents, listEvents } from "./events.ts";

const event = (code: "NETWORK_ERROR" | "REAUTH_REQUIRED", userId = "ada") => ({
  type: "account.reconnect_required" as const,
  userId,
  connectorId: randomUUID(),
  accountId: randomUUID(),
  approvalId: null,
  code,
  at: new Date(),
});

describe.each(databaseKinds)("events on %s", async (kind) => {
  const opened: TestDatabase[] = [];
  const open = async () => {
    const database = await testDatabase(kind);
    opened.push(database);
    return database;
  };
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  test("are listed from one on, of one user or of all", async () => {
    const { db } = await open();
    const context = { db } as Context;
    const stored = [event("NETWORK_ERROR"), event("NETWORK_ERROR", "bob"), event("REAUTH_REQUIRED")];
    for (const one of stored) await db.transaction(async (tx) => writeEvent(tx, one));
    const all = await listEvents(context);
    expect(all).toEqual(stored.map((one) => ({ ...one, id: expect.any(Number) })));
    expect(await listEvents(context, { after: all[0]?.id ?? 0, userId: "ada" })).toEqual([all[2]]);
    expect(await listEvents(context, { limit: 2 })).toEqual(all.slice(0, 2));
    await expect(listEvents(context, { after: -1 })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    await expect(listEvents(context, { limit: 0 })).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  test("are followed as they happen, until the signal", async () => {
    const { db } = await open();
    const context = { db } as Context;
    const end = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const one of followEvents((filter) => listEvents(context, filter), {
        signal: end.signal,
        everyMilliseconds: 5,
      })) {
        seen.push(one.userId);
        if (seen.length === 3) end.abort();
      }
    })();
    await db.transaction(async (tx) => writeEvent(tx, event("NETWORK_ERROR", "first")));
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (const userId of ["second", "third", "fourth"])
      await db.transaction(async (tx) => writeEvent(tx, event("NETWORK_ERROR", userId)));
    await following;
    expect(seen).toEqual(["first", "second", "third"]);
  });

  test("have ids in the order of their commits", async () => {
    const { db } = await open();
    const context = { db } as Context;
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = db.transaction(async (tx) => {
      await writeEvent(tx, event("NETWORK_ERROR", "slow"));
      written();
      await held;
    });
    await isWritten;
    const seen = db
      .transaction(async (tx) => writeEvent(tx, event("NETWORK_ERROR", "fast")))
      .then(async () => listEvents(context));
    setTimeout(finish, 100);
    await slow;
    // Whoever sees the later one has the earlier one before it.
    expect((await seen).map(({ userId }) => userId)).toEqual(["slow", "fast"]);
  });
});
