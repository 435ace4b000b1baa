import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import type { Context } from "../context.ts";
import { accounts, connectorFiles, connectorSettings, connectors } from "../store/schema.ts";
import { approveConnector, rejectConnector, submitConnector } from "./community.ts";
import { readCompiledFiles } from "./compiled-files.ts";
import {
  addConnector,
  deleteConnector,
  getConnector,
  listAllConnectors,
  listConnectors,
  readConnectorFiles,
  setEnabled,
  updateConnector,
} from "./connector-store.ts";

const coded = (code: string) => expect.objectContaining({ code });
const two = {
  operations:
    "operations: { things.list: { request: GET /things, summary: List }, things.add: { request: POST /things, summary: Add } }",
};

describe.each(databaseKinds)("connectors on %s", (kind) => {
  let database: TestDatabase;
  let context: Context;
  let clock = Date.parse("2026-01-01T00:00:00Z");
  beforeAll(async () => {
    database = await testDatabase(kind);
    context = { db: database.db, now: () => clock++ } as Context;
  });
  afterAll(() => database.close());

  // Each test has slugs and users of its own.
  let count = 0;
  const fresh = (word: string) => `${word}${kind === "pglite" ? "a" : "b"}${count++}`;
  const add = (createdBy: string | null, slug: string, lines = {}) =>
    addConnector(context, { createdBy, ...compileConnector(slug, lines) });
  const slugsOf = async (userId: string) => (await listConnectors(context, userId)).map((one) => one.slug);
  /** An account, since a connector without one has no credential to protect. */
  const connect = (connectorId: string, userId: string) =>
    database.db.insert(accounts).values({
      id: randomUUID(),
      userId,
      connectorId,
      schemeId: "api_key",
      label: "L",
      status: "connected",
    });

  test("one is given back as it was compiled", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const words = '"Zoë\\0 \\ud83d\\ude00 \\u202e"';
    const input = compileConnector(slug, {
      description: `description: ${words}`,
      version: "iconUrl: https://x.example/i.png",
    });
    const { id } = await addConnector(context, { createdBy: ada, ...input });
    const stored = await getConnector(context, id, ada);
    const compiled = JSON.parse(input.files.find((file) => file.path === "connector.json")?.text ?? "");
    expect(JSON.stringify(stored.compiled)).toBe(JSON.stringify(compiled));
    expect(JSON.stringify(stored.auth)).toBe(JSON.stringify(compiled.auth));
    expect(stored).toMatchObject({
      slug,
      name: slug,
      iconUrl: "https://x.example/i.png",
      baseUrl: "https://api.example.com/v1",
      spec: input.spec,
      createdBy: ada,
      communityStatus: "private",
      pullRequestUrl: null,
      builtIn: false,
      permissions: { connector: slug, readOps: ["things.list"], writeOps: [] },
    });
    expect(stored.createdAt.getTime()).toBeLessThan(clock);
    const files = await readConnectorFiles(context, id);
    expect([...files].sort()).toEqual(input.files.map(({ path, text }) => [path, text]).sort());
    expect([...(await readConnectorFiles(context, id, ["cli.mjs"])).keys()]).toEqual(["cli.mjs"]);
  });

  test("a list holds nothing large", async () => {
    const ada = fresh("ada");
    await add(ada, fresh("acme"));
    const [listed] = await listConnectors(context, ada);
    expect(listed).toBeDefined();
    expect(Object.keys(listed ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(spec|compiled|permissions)$/)]),
    );
  });

  test("one that is not approved is its creator's alone", async () => {
    const [ada, bob, slug] = [fresh("ada"), fresh("bob"), fresh("acme")];
    const mine = await add(ada, slug);
    const yours = await add(bob, slug);
    expect(await slugsOf(ada)).toContain(slug);
    expect((await listConnectors(context, bob)).find((one) => one.slug === slug)?.id).toBe(yours.id);
    for (const attempt of [
      () => getConnector(context, mine.id, bob),
      () => setEnabled(context, mine.id, bob, false),
      () => updateConnector(context, mine.id, { actor: bob, ...compileConnector(slug) }),
      () => deleteConnector(context, mine.id, bob),
      () => submitConnector(context, mine.id, { userId: bob }),
    ])
      await expect(attempt()).rejects.toThrowError(coded("CONNECTOR_NOT_FOUND"));
    await submitConnector(context, mine.id, { userId: ada });
    await expect(getConnector(context, mine.id, bob)).rejects.toThrowError(coded("CONNECTOR_NOT_FOUND"));
    expect((await getConnector(context, mine.id, null)).communityStatus).toBe("submitted");
  });

  test("an id is one text: in capitals, or as a list, there is none of it", async () => {
    const ada = fresh("ada");
    const { id } = await add(ada, fresh("acme"));
    for (const written of [id.toUpperCase(), [id] as unknown as string, `{${id}}`])
      for (const actor of [null, ada]) {
        await expect(getConnector(context, written, actor)).rejects.toThrowError(
          coded("CONNECTOR_NOT_FOUND"),
        );
        await expect(deleteConnector(context, written, actor)).rejects.toThrowError(
          coded("CONNECTOR_NOT_FOUND"),
        );
      }
    expect((await getConnector(context, id, ada)).id).toBe(id);
  });

  test("nobody changes one in which others have credentials, whatever its status says", async () => {
    const [ada, bob, slug] = [fresh("ada"), fresh("bob"), fresh("acme")];
    const { id } = await add(ada, slug);
    await submitConnector(context, id, { userId: ada });
    await connect(id, bob);
    for (const attempt of [
      () => updateConnector(context, id, { actor: ada, ...compileConnector(slug) }),
      () => deleteConnector(context, id, ada),
      () => submitConnector(context, id, { userId: ada }),
    ])
      await expect(attempt()).rejects.toThrowError(coded("CONNECTOR_NOT_FOUND"));
    await database.db.delete(accounts).where(eq(accounts.connectorId, id));
    await updateConnector(context, id, { actor: ada, ...compileConnector(slug) });
  });

  test.each(["", "x", "00000000-0000-0000-0000-000000000000", "'; drop table connectors; --"])(
    "there is no connector %j",
    async (id) => {
      for (const actor of [null, "ada"])
        await expect(getConnector(context, id, actor)).rejects.toThrowError(coded("CONNECTOR_NOT_FOUND"));
      await expect(deleteConnector(context, id, null)).rejects.toThrowError(coded("CONNECTOR_NOT_FOUND"));
    },
  );

  test("a slug is one name among what a user can use", async () => {
    const [ada, bob, slug, mine] = [fresh("ada"), fresh("bob"), fresh("acme"), fresh("mine")];
    const { id: first } = await add(null, slug);
    await expect(add(ada, slug)).rejects.toMatchObject({
      code: "SLUG_TAKEN",
      details: { help: expect.not.stringContaining("connectors.update") },
    });
    // A host that starts again finds what it has to update.
    await expect(add(null, slug)).rejects.toMatchObject({
      code: "SLUG_TAKEN",
      details: { connectorId: first, help: expect.stringContaining("connectors.update") },
    });
    await add(ada, mine);
    await expect(add(ada, mine)).rejects.toThrowError(coded("SLUG_TAKEN"));
    const { id, digest } = await add(bob, mine);
    await submitConnector(context, id, { userId: bob });
    await approveConnector(context, id, { digest });
    await expect(add(fresh("carl"), mine)).rejects.toThrowError(coded("SLUG_TAKEN"));
    await expect(add(null, mine)).rejects.toThrowError(coded("SLUG_TAKEN"));
    // Who had the slug before it was shared keeps their own.
    const ofAda = (await listConnectors(context, ada)).filter((one) => one.slug === mine);
    expect(ofAda.map((one) => one.createdBy)).toEqual([ada]);
  });

  test("of many at once that want a slug, one gets it", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const others = await Promise.all(["a", "b", "c", "d"].map((name) => add(fresh(name), slug)));
    for (const { id, createdBy } of others) await submitConnector(context, id, { userId: createdBy ?? "" });
    const results = await Promise.allSettled([
      ...others.map(({ id, digest }) => approveConnector(context, id, { digest })),
      ...[1, 2, 3, 4].map(() => add(ada, slug)),
    ]);
    const failures = results.filter((one) => one.status === "rejected");
    expect(failures.map((one) => one.reason.code)).toEqual(failures.map(() => "SLUG_TAKEN"));
    // Either Ada was first, or her slug was shared when she asked.
    expect(results.slice(0, 4).filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(results.slice(4).filter((one) => one.status === "fulfilled").length).toBeLessThanOrEqual(1);
  });

  test("it is turned off for one user", async () => {
    const [ada, bob, slug] = [fresh("ada"), fresh("bob"), fresh("acme")];
    const { id } = await add(null, slug);
    const isEnabled = async (userId: string) =>
      (await listConnectors(context, userId)).find((one) => one.id === id)?.enabled;
    await setEnabled(context, id, ada, false);
    expect([await isEnabled(ada), await isEnabled(bob)]).toEqual([false, true]);
    await setEnabled(context, id, ada, true);
    expect(await isEnabled(ada)).toBe(true);
  });

  test("a new version takes the place of the old one", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id, digest } = await add(ada, slug);
    const input = compileConnector(slug, two);
    const after = await updateConnector(context, id, { actor: ada, ...input });
    expect(after).toMatchObject({ id, slug, spec: input.spec, createdBy: ada });
    expect(after.digest).not.toBe(digest);
    expect(after.permissions.writeOps).toEqual(["things.add"]);
    expect((await readConnectorFiles(context, id, ["cli.mjs"])).get("cli.mjs")).toBe(
      input.files.find((file) => file.path === "cli.mjs")?.text,
    );
    await expect(
      updateConnector(context, id, { actor: ada, ...compileConnector(fresh("other")) }),
    ).rejects.toThrowError(coded("CONNECTOR_INVALID"));
  });

  test("where a credential is stored, doing more needs the consent of someone who saw it", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id } = await add(ada, slug);
    await connect(id, ada);
    const wider = compileConnector(slug, two);
    const refusal = await updateConnector(context, id, { actor: ada, ...wider }).catch((error) => error);
    expect(refusal).toMatchObject({
      code: "CONSENT_REQUIRED",
      details: { connectorId: id, widens: ["operation things.add (write) POST /things"] },
    });
    expect((await getConnector(context, id, ada)).permissions.writeOps).toEqual([]);
    const stale = updateConnector(context, id, { actor: ada, ...wider, consent: "sha256:0" });
    await expect(stale).rejects.toThrowError(coded("CONSENT_REQUIRED"));
    const { digest } = readCompiledFiles(wider.files);
    await updateConnector(context, id, { actor: ada, ...wider, consent: digest });
    // Less is never asked about.
    expect(
      (await updateConnector(context, id, { actor: ada, ...compileConnector(slug) })).permissions.writeOps,
    ).toEqual([]);
  });

  test("exactly what was reviewed is approved, and keeps its id", async () => {
    const [ada, bob, slug] = [fresh("ada"), fresh("bob"), fresh("acme")];
    const { id, digest } = await add(ada, slug);
    await expect(approveConnector(context, id, { digest })).rejects.toThrowError(coded("INVALID_OPTION"));
    const pullRequestUrl = "https://git.example/pull/1";
    for (const wrong of ["http://git.example/1", "javascript:alert(1)", "https://a b"])
      await expect(submitConnector(context, id, { userId: ada, pullRequestUrl: wrong })).rejects.toThrowError(
        coded("INVALID_OPTION"),
      );
    await submitConnector(context, id, { userId: ada, pullRequestUrl });
    const changed = await updateConnector(context, id, { actor: ada, ...compileConnector(slug, two) });
    expect(changed.communityStatus).toBe("private");
    await expect(approveConnector(context, id, { digest })).rejects.toThrowError(coded("INVALID_OPTION"));
    await submitConnector(context, id, { userId: ada });
    await expect(approveConnector(context, id, { digest })).rejects.toThrowError(coded("INVALID_OPTION"));
    const approved = await approveConnector(context, id, { digest: changed.digest });
    expect(approved).toMatchObject({ id, communityStatus: "approved", pullRequestUrl, createdBy: ada });
    expect(await slugsOf(bob)).toContain(slug);
    // From now on it is the host's to change.
    for (const attempt of [
      () => updateConnector(context, id, { actor: ada, ...compileConnector(slug) }),
      () => deleteConnector(context, id, ada),
    ])
      await expect(attempt()).rejects.toThrowError(coded("CONNECTOR_NOT_FOUND"));
    await updateConnector(context, id, { actor: null, ...compileConnector(slug) });
    expect((await rejectConnector(context, id)).communityStatus).toBe("rejected");
    expect(await slugsOf(bob)).not.toContain(slug);
    expect(await slugsOf(ada)).toContain(slug);
  });

  test("an approval is for the files that were reviewed, each of them", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { files, spec } = compileConnector(slug);
    const { id, digest } = await addConnector(context, { createdBy: ada, files, spec });
    // Another program under the same connector.json, with a lock that fits.
    const text = "console.log('another program')";
    const named = (program: string) => `sha256:${createHash("sha256").update(program).digest("hex")}`;
    const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";
    const lock = textOf("connector.lock.json").replace(named(textOf("cli.mjs")), named(text));
    const swapped = new Map([
      ["cli.mjs", text],
      ["connector.lock.json", lock],
    ]);
    const input = files.map((file) => ({ ...file, text: swapped.get(file.path) ?? file.text }));
    const after = await updateConnector(context, id, { actor: ada, spec, files: input });
    expect(after.permissions).toEqual(readCompiledFiles(files).manifest);
    await submitConnector(context, id, { userId: ada });
    await expect(approveConnector(context, id, { digest })).rejects.toThrowError(coded("INVALID_OPTION"));
    await approveConnector(context, id, { digest: after.digest });
  });

  test("with it goes all that was stored for it, but not before its accounts are gone", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id } = await add(ada, slug);
    await connect(id, ada);
    await setEnabled(context, id, ada, false);
    expect(await deleteConnector(context, id, ada)).toMatchObject([{ connectorId: id, userId: ada }]);
    await expect(getConnector(context, id, ada)).resolves.toMatchObject({ id });
    await database.db.delete(accounts).where(eq(accounts.connectorId, id));
    expect(await deleteConnector(context, id, ada)).toEqual([]);
    const rows = async (table: typeof connectorSettings | typeof connectorFiles) =>
      (await database.db.select().from(table)).filter((row) => row.connectorId === id);
    expect([...(await rows(connectorSettings)), ...(await rows(connectorFiles))]).toEqual([]);
    expect((await database.db.select().from(connectors)).map((row) => row.id)).not.toContain(id);
    await add(ada, slug);
  });

  test("one that is deleted just then is turned on or off by nobody", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id } = await add(ada, slug);
    const [deleted, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const deleting = database.db.transaction(async (tx) => {
      await tx.delete(connectors).where(eq(connectors.id, id));
      deleted.resolve();
      await go.promise;
    });
    await deleted.promise;
    const turned = setEnabled(context, id, ada, false).catch((error: unknown) => error);
    // On PostgreSQL it waits for the row by then, on the embedded database for its turn.
    await sleep(100);
    go.resolve();
    await deleting;
    expect(await turned).toEqual(coded("CONNECTOR_NOT_FOUND"));
  });

  test("whoever runs the host sees all of them", async () => {
    const [ada, bob, slug] = [fresh("ada"), fresh("bob"), fresh("acme")];
    await add(ada, slug);
    await add(bob, slug);
    const all = (await listAllConnectors(context)).filter((one) => one.slug === slug);
    expect(all.map((one) => one.createdBy)).toEqual([ada, bob]);
  });
});
