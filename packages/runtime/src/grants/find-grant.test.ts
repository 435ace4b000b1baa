import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import { approveConnector, rejectConnector, submitConnector } from "../connectors/community.ts";
import type { StoredConnector } from "../connectors/connector-record.ts";
import { addConnector, deleteConnector, setEnabled, updateConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { grants, sessions } from "../store/broker-schema.ts";
import { createSession } from "./create-session.ts";
import { findGrant } from "./find-grant.ts";
import { usableConnector } from "./open-session.ts";

const refused = expect.objectContaining({
  code: "GRANT_REFUSED",
  message: "The session has ended, or its grant is none.",
});

describe.each(databaseKinds)("grants on %s", (kind) => {
  let database: TestDatabase;
  let context: Context;
  let time = Date.now();
  beforeAll(async () => {
    database = await testDatabase(kind);
    context = { db: database.db, now: () => time, log: () => undefined } as unknown as Context;
  });
  afterAll(() => database.close());

  let count = 0;
  const add = (createdBy: string | null, lines: Readonly<Record<string, string>> = {}) =>
    addConnector(context, { createdBy, ...compileConnector(`granted${count++}x`, lines) });
  const granted = ({ id, permissions, digest }: StoredConnector) => ({
    connectorId: id,
    digest: permissions.digest,
    version: digest,
    accounts: { work: "0b2f1a68-5a0e-4f0f-9a7e-111111111111" },
  });
  const session = (userId: string, ...all: readonly StoredConnector[]) =>
    createSession(context, {
      userId,
      workflowId: "weekly",
      connectors: Object.fromEntries(all.map((one) => [one.slug, granted(one)])),
      policies: [{ policy: 1, rules: [{ destructive: true, verdict: "deny" }] }],
      grantSeconds: 60,
    });
  const stateOf = async (grant: string, { slug }: StoredConnector) =>
    (await findGrant(context, grant)).connectors[slug]?.state;

  test("a grant opens what its session was made with", async () => {
    const [one, two] = [await add("ada"), await add(null)];
    const { sessionId, grant, expiresAt } = await session("ada", one, two);
    expect(grant).toMatch(/^swg_[\w-]{43}$/);
    const open = await findGrant(context, grant);
    expect(open).toEqual({
      sessionId,
      userId: "ada",
      workflowId: "weekly",
      connectors: {
        [one.slug]: { ...granted(one), state: "usable" },
        [two.slug]: { ...granted(two), state: "usable" },
      },
      policies: [{ policy: 1, rules: [{ destructive: true, verdict: "deny" }] }],
      expiresAt,
    });
    expect(usableConnector(open, one.slug)).toMatchObject(granted(one));
    const unknown = () => usableConnector(open, "constructor");
    expect(unknown).toThrowError(expect.objectContaining({ code: "CONNECTOR_NOT_FOUND" }));
  });

  test("what is stored opens nothing", async () => {
    const { sessionId, grant } = await session("ada");
    const [row] = await context.db.select().from(grants).where(eq(grants.sessionId, sessionId));
    expect(JSON.stringify(row)).not.toContain(grant.slice(4));
    await expect(findGrant(context, row?.tokenHash ?? "")).rejects.toThrowError(refused);
    await expect(findGrant(context, `swg_${row?.tokenHash.slice(0, 43)}`)).rejects.toThrowError(refused);
  });

  test("all that is no grant is refused in the same words", async () => {
    const { sessionId, grant } = await session("ada");
    const last = grant.at(-1) === "A" ? "B" : "A";
    const wrong = ["", grant.slice(0, -1), `${grant} `, `${grant}\n`, grant.slice(0, -1) + last, sessionId];
    for (const token of [...wrong, undefined as never, grant.toUpperCase(), `Specwire ${grant}`])
      await expect(findGrant(context, token)).rejects.toThrowError(refused);
    time += 60_000;
    await expect(findGrant(context, grant)).rejects.toThrowError(refused);
    time -= 1;
    await findGrant(context, grant);
    await context.db
      .update(sessions)
      .set({ endedAt: new Date(time) })
      .where(eq(sessions.id, sessionId));
    await expect(findGrant(context, grant)).rejects.toThrowError(refused);
  });

  test("a connector that was turned off, changed or deleted is not usable from then on", async () => {
    const [off, changed, deleted, same] = [
      await add("ada"),
      await add("ada"),
      await add("ada"),
      await add("ada"),
    ];
    const { grant } = await session("ada", off, changed, deleted, same);
    await setEnabled(context, off.id, "ada", false);
    // Another user's choice is theirs.
    await setEnabled(context, same.id, "ada", true);
    const more = "operations: { things.list: { request: GET /things, summary: All of them } }";
    const input = compileConnector(changed.slug, { operations: more });
    await updateConnector(context, changed.id, { actor: "ada", ...input });
    await deleteConnector(context, deleted.id, "ada");
    const open = await findGrant(context, grant);
    const code = (slug: string) => {
      try {
        usableConnector(open, slug);
        return "usable";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect([off, changed, deleted, same].map(({ slug }) => code(slug))).toEqual([
      "CONNECTOR_DISABLED",
      "CONNECTOR_CHANGED",
      "CONNECTOR_NOT_FOUND",
      "usable",
    ]);
    await setEnabled(context, off.id, "ada", true);
    expect(await stateOf(grant, off)).toBe("usable");
  });

  test("a version that sends the same requests is the same to a session", async () => {
    const one = await add("ada");
    const { grant } = await session("ada", one);
    const before = (await findGrant(context, grant)).connectors[one.slug];
    const { spec, files } = compileConnector(one.slug);
    const [cli, lock] = ["cli.ts", "connector.lock.json"].map((name) =>
      files.find(({ path }) => path === name),
    );
    const { createHash } = await import("node:crypto");
    const digest = (text = "") => `sha256:${createHash("sha256").update(text).digest("hex")}`;
    const text = `${cli?.text}\n`;
    const changed = files.map((file) =>
      file === cli
        ? { ...file, text }
        : file === lock
          ? { ...file, text: file.text.replace(digest(cli?.text), digest(text)) }
          : file,
    );
    const after = await updateConnector(context, one.id, { actor: "ada", spec, files: changed });
    expect(after.digest).not.toBe(before?.version);
    expect(await stateOf(grant, one)).toBe("usable");
  });

  test("a connector whose approval is taken back is gone for others, and not for its creator", async () => {
    const one = await add("eve");
    await submitConnector(context, one.id, { userId: "eve" });
    await approveConnector(context, one.id, { digest: one.digest });
    const [ada, eve] = [await session("ada", one), await session("eve", one)];
    expect(await stateOf(ada.grant, one)).toBe("usable");
    await rejectConnector(context, one.id);
    expect(await stateOf(ada.grant, one)).toBe("gone");
    expect(await stateOf(eve.grant, one)).toBe("usable");
  });

  test("policies keep the order of what is compared", async () => {
    const oneOf = [{ zebra: 1, a: 2, 10: 3 }];
    const rules = [{ verdict: "allow", only: [{ argument: "body.x", oneOf }] }];
    const { grant } = await createSession(context, {
      ...{ userId: "ada", workflowId: null, connectors: {}, grantSeconds: 60 },
      policies: [{ policy: 1, rules }],
    });
    const { policies } = await findGrant(context, grant);
    expect(JSON.stringify(policies[0]?.rules)).toBe(JSON.stringify(rules));
  });
});
