import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import { updateAccount } from "../accounts/account-changes.ts";
import { openAccount } from "../accounts/account-store.ts";
import { type SaveAccount, saveAccount } from "../accounts/save-account.ts";
import { approveConnector, submitConnector } from "../connectors/community.ts";
import { addConnector, setEnabled, updateConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { LogRecord } from "../log.ts";
import { generateKey, keyring } from "../vault/keyring.ts";
import { createVault } from "../vault/vault.ts";
import { openSession, type ValidSecrets } from "./session.ts";
import type { SessionOptions } from "./session-options.ts";

const gate = { gate: 1, mode: "environment", connectors: {}, policies: [] };
const empty = { files: [], env: {}, instructions: "", permissions: {}, gate };
const coded = (code: string) => expect.objectContaining({ code });

describe.each(databaseKinds)("sessions on %s", (kind) => {
  let database: TestDatabase;
  let context: Context;
  const logged: LogRecord[] = [];
  beforeAll(async () => {
    database = await testDatabase(kind);
    const { db, locks } = database;
    const keyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });
    const vault = createVault({ db, keyProvider });
    const log = (record: LogRecord) => void logged.push(record);
    context = { db, locks, vault, log, now: Date.now } as unknown as Context;
  });
  afterAll(() => database.close());

  // Each test has slugs and users of its own.
  let count = 0;
  const fresh = (word: string) => `${word}${count++}x`;
  const stored: ValidSecrets = async (accountId) => {
    const opened = await openAccount(context, accountId);
    if (opened === undefined) throw new RuntimeError("ACCOUNT_NOT_FOUND", "The account is gone.");
    return opened;
  };
  const add = (createdBy: string | null, slug: string, lines: Readonly<Record<string, string>> = {}) =>
    addConnector(context, { createdBy, ...compileConnector(slug, lines) });
  const connect = (userId: string, connectorId: string, more: Partial<SaveAccount> = {}) =>
    saveAccount(context, {
      ...{ userId, connectorId, schemeId: "api_key", status: "connected" },
      ...{ secrets: { api_key: `secret-of-${userId}` } },
      ...more,
    });
  /** The bundle, and what is not in it, by code. */
  async function open(options: Partial<SessionOptions> & { userId: string }, secrets = stored) {
    const missing: Record<string, string> = {};
    const errors: RuntimeError[] = [];
    const bundle = await openSession(context, secrets, {
      allowed: [],
      onMissing: (slug, error) => {
        missing[slug] = error.code;
        errors.push(error);
      },
      ...options,
    });
    return { bundle, missing, errors };
  }

  test("what is allowed is there, and is all that is there", async () => {
    const [ada, one, two, three] = [fresh("ada"), fresh("one"), fresh("two"), fresh("three")];
    const operations =
      "operations: { a.list: { request: GET /a, summary: A }, b.add: { request: POST /b, summary: B } }";
    for (const slug of [one, two, three]) {
      const { id } = await add(ada, slug, { operations });
      await connect(ada, id, { label: `label-${slug}` });
    }
    const { bundle, missing } = await open({
      userId: ada,
      allowed: [`custom:${two}`, `custom:${one}`, three],
    });
    expect(missing).toEqual({});
    const prefix = one.toUpperCase();
    expect(bundle.env).toMatchObject({
      [`${prefix}_API_KEY`]: `secret-of-${ada}`,
      [`${prefix}_BASE_URL`]: "https://api.example.com/v1",
      [`${prefix}_ACCOUNT`]: `label-${one}`,
      PATH: "/app/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    });
    const permissions = { read: ["a.list"], write: ["b.add"] };
    expect(bundle.permissions).toEqual({ [`custom-${one}`]: permissions, [`custom-${two}`]: permissions });
    expect(JSON.parse(bundle.env.CUSTOM_INTEGRATION_PERMISSIONS ?? "")).toEqual(bundle.permissions);
    expect(bundle.files.map(({ path, mode }) => [path, mode])).toEqual(
      [two, one].flatMap((slug) => [
        [`/app/cli/custom-${slug}.ts`, 0o755],
        [`/app/cli/custom-${slug}.mjs`, 0o755],
        [`/app/bin/custom-${slug}`, 0o755],
      ]),
    );
    expect(bundle.instructions.match(/^# .*/gm)).toEqual([`# custom-${two}`, `# custom-${one}`]);
    expect(Object.keys(bundle)).toEqual(["files", "env", "instructions", "permissions", "gate"]);
    expect(JSON.stringify(bundle)).not.toMatch(new RegExp(three, "i"));
  });

  test.each([undefined, null])("without an allow-list (%s) there is no session", async (allowed) => {
    const attempt = openSession(context, stored, { userId: "ada", allowed } as never);
    await expect(attempt).rejects.toThrowError(coded("ALLOW_LIST_REQUIRED"));
  });

  test("an empty allow-list allows nothing", async () => {
    const ada = fresh("ada");
    const slug = fresh("acme");
    const { id: connectorId } = await add(ada, slug);
    await connect(ada, connectorId);
    logged.length = 0;
    expect((await open({ userId: ada, allowed: [] })).bundle).toEqual(empty);
    expect((await open({ userId: ada, allowed: ["mail"] })).bundle).toEqual(empty);
    expect(logged).toEqual([]);
    expect((await open({ userId: ada, allowed: ["mail", slug] })).bundle).toEqual(empty);
    expect(logged).toEqual([
      expect.objectContaining({ event: "session.unprefixed", userId: ada, slug, connectorId }),
    ]);
    await open({ userId: ada, allowed: [slug, `custom:${slug}`] });
    expect(logged).toHaveLength(1);
  });

  test("what can't be used leaves no trace, and only the caller learns why", async () => {
    const [ada, bob] = [fresh("ada"), fresh("bob")];
    const slugs = [
      "fine",
      "off",
      "theirs",
      "submitted",
      "unconnected",
      "unproven",
      "ended",
      "broken",
      "many",
    ];
    const [fine = "", off = "", theirs = "", submitted = "", unconnected = "", ...others] = slugs.map(fresh);
    const [unproven = "", ended = "", broken = "", many = ""] = others;
    await connect(ada, (await add(null, fine)).id);
    const { id: offId } = await add(null, off);
    await connect(ada, offId, { label: "Marker-off" });
    await setEnabled(context, offId, ada, false);
    await connect(bob, (await add(bob, theirs)).id, { label: "Marker-theirs" });
    const { id: submittedId } = await add(bob, submitted);
    await connect(bob, submittedId);
    await submitConnector(context, submittedId, { userId: bob });
    const { id: unconnectedId } = await add(null, unconnected);
    await connect(bob, unconnectedId, { label: "Marker-unconnected" });
    await connect(ada, (await add(ada, unproven)).id, { status: "unverified", label: "Marker-unproven" });
    const over = await connect(ada, (await add(ada, ended)).id, { label: "Marker-ended" });
    await updateAccount(context, over, { status: "reconnect_required" });
    const failing = await connect(ada, (await add(ada, broken)).id, { label: "Marker-broken" });
    const { id: manyId } = await add(ada, many);
    for (const label of ["Marker-many-1", "Marker-many-2"]) await connect(ada, manyId, { label });

    const secrets: ValidSecrets = async (accountId, asked) => {
      if (accountId === failing.id) throw new RuntimeError("TRANSIENT_AUTH_ERROR", "Not now.");
      return stored(accountId, asked);
    };
    const all = [fine, off, theirs, submitted, unconnected, ...others, "unknown", "../../etc", ""];
    logged.length = 0;
    const { bundle, missing, errors } = await open(
      { userId: ada, allowed: all.map((slug) => `custom:${slug}`) },
      secrets,
    );
    expect(missing).toEqual({
      [off]: "CONNECTOR_DISABLED",
      [theirs]: "CONNECTOR_NOT_FOUND",
      [submitted]: "CONNECTOR_NOT_FOUND",
      [unconnected]: "AUTH_REQUIRED",
      [unproven]: "AUTH_REQUIRED",
      [ended]: "REAUTH_REQUIRED",
      [broken]: "TRANSIENT_AUTH_ERROR",
      [many]: "ACCOUNT_REQUIRED",
      unknown: "CONNECTOR_NOT_FOUND",
      "../../etc": "CONNECTOR_NOT_FOUND",
      "": "CONNECTOR_NOT_FOUND",
    });
    expect(errors.find((error) => error.code === "ACCOUNT_REQUIRED")?.details.labels).toEqual([
      "Marker-many-1",
      "Marker-many-2",
    ]);
    expect(bundle).toEqual((await open({ userId: ada, allowed: [`custom:${fine}`] })).bundle);
    const text = JSON.stringify(bundle).toLowerCase();
    for (const slug of all.slice(1).filter((one) => /^[a-z]/.test(one)))
      if (slug !== "unknown") expect(text).not.toContain(slug);
    expect(text).not.toContain("marker-");
    // What somebody else has, and what does not exist, look the same in the log too.
    expect(new Set(logged.map((one) => one.event))).toEqual(new Set(["session.missing"]));
    expect(logged.filter((one) => one.code === "CONNECTOR_NOT_FOUND").some((one) => one.connectorId)).toBe(
      false,
    );
  });

  test("one account of several is chosen by its label", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id } = await add(ada, slug);
    for (const label of ["Work", "Home"])
      await connect(ada, id, { label, secrets: { api_key: `key-${label}` } });
    const allowed = [`custom:${slug}`];
    const { bundle } = await open({ userId: ada, allowed, accounts: { [slug]: "Home" } });
    expect(bundle.env).toMatchObject({
      [`${slug.toUpperCase()}_API_KEY`]: "key-Home",
      [`${slug.toUpperCase()}_ACCOUNT`]: "Home",
    });
    expect(JSON.stringify(bundle)).not.toContain("Work");
    const unknown = await open({ userId: ada, allowed, accounts: { [slug]: "Other" } });
    expect(unknown).toMatchObject({ bundle: empty, missing: { [slug]: "ACCOUNT_NOT_FOUND" } });
  });

  test("an account that has ended is not silently replaced by another", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id } = await add(ada, slug);
    const work = await connect(ada, id, { label: "Work" });
    await connect(ada, id, { label: "Home" });
    await updateAccount(context, work, { status: "reconnect_required" });
    const allowed = [`custom:${slug}`];
    expect((await open({ userId: ada, allowed })).missing).toEqual({ [slug]: "ACCOUNT_REQUIRED" });
    const chosen = (label: string) => open({ userId: ada, allowed, accounts: { [slug]: label } });
    expect((await chosen("Work")).missing).toEqual({ [slug]: "REAUTH_REQUIRED" });
    expect((await chosen("Home")).missing).toEqual({});
  });

  test("schemes that are needed together come from an account each", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const { id } = await add(ada, slug, {
      auth: "auth: [{ type: bearer_token }, { id: app, type: api_key, in: header, name: X-App }]",
      security: "security: [[bearer_token, app]]",
    });
    await connect(ada, id, { schemeId: "bearer_token", secrets: { api_key: "b" } });
    const allowed = [`custom:${slug}`];
    expect((await open({ userId: ada, allowed })).missing).toEqual({ [slug]: "AUTH_REQUIRED" });
    await connect(ada, id, { schemeId: "app", label: "App-1", secrets: { api_key: "a1" } });
    const prefix = slug.toUpperCase();
    expect((await open({ userId: ada, allowed })).bundle.env).toMatchObject({
      [`${prefix}_API_KEY`]: "b",
      [`${prefix}_APP`]: "a1",
    });
    await connect(ada, id, { schemeId: "app", label: "App-2", secrets: { api_key: "a2" } });
    expect((await open({ userId: ada, allowed })).missing).toEqual({ [slug]: "ACCOUNT_REQUIRED" });
    const chosen = await open({ userId: ada, allowed, accounts: { [slug]: ["App-2"] } });
    expect(chosen.bundle.env).toMatchObject({ [`${prefix}_API_KEY`]: "b", [`${prefix}_APP`]: "a2" });
  });

  test("what needs no credential needs no account", async () => {
    const [ada, slug] = [fresh("ada"), fresh("open")];
    await add(null, slug, { auth: "auth: { type: none }" });
    const { bundle } = await open({ userId: ada, allowed: [`custom:${slug}`] });
    expect(bundle.env[`${slug.toUpperCase()}_AUTH_METHOD`]).toBe("none");
  });

  test("a community connector holds its user's own credential, never its creator's", async () => {
    const [ada, bob, slug] = [fresh("ada"), fresh("bob"), fresh("acme")];
    const { id, digest } = await add(ada, slug);
    await connect(ada, id);
    await submitConnector(context, id, { userId: ada });
    await approveConnector(context, id, { digest });
    const allowed = [`custom:${slug}`];
    expect((await open({ userId: bob, allowed })).missing).toEqual({ [slug]: "AUTH_REQUIRED" });
    await connect(bob, id);
    const { bundle } = await open({ userId: bob, allowed });
    expect(JSON.stringify(bundle)).toContain(`secret-of-${bob}`);
    expect(JSON.stringify(bundle)).not.toContain(`secret-of-${ada}`);
  });

  test("secrets are asked for with the time that they must last", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    await connect(ada, (await add(ada, slug)).id);
    const asked = vi.fn(stored);
    const allowed = [`custom:${slug}`];
    await open({ userId: ada, allowed }, asked);
    await open({ userId: ada, allowed, minimumSeconds: 60, waitMilliseconds: 5 }, asked);
    expect(asked.mock.calls.map(([, options]) => options)).toEqual([
      { minimumSeconds: 600, waitMilliseconds: 30_000 },
      { minimumSeconds: 60, waitMilliseconds: 5 },
    ]);
  });

  test("connectors that share a variable's name are in no session together", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    const keys = "{ id: crm-api-key, in: header, name: X-A }, { id: other, in: header, name: X-B }";
    const { id } = await add(ada, slug, { auth: `auth: { type: api_key, keys: [${keys}] }` });
    await connect(ada, id, { secrets: { "crm-api-key": "a", other: "b" } });
    await connect(ada, (await add(ada, `${slug}-crm`)).id);
    const both = open({ userId: ada, allowed: [`custom:${slug}`, `custom:${slug}-crm`] });
    await expect(both).rejects.toThrowError(coded("ENVIRONMENT_CLASH"));
    const reserved = [`${slug.toUpperCase()}_OTHER`];
    const host = open({ userId: ada, allowed: [`custom:${slug}`], reserved });
    await expect(host).rejects.toThrowError(coded("ENVIRONMENT_CLASH"));
    expect((await open({ userId: ada, allowed: [`custom:${slug}`] })).missing).toEqual({});
  });

  test("a connector that changes meanwhile is there in one version, never in parts of two", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    // Nothing is connected, so that no version needs consent.
    const auth = "auth: { type: none }";
    const operations = "operations: { b.add: { request: POST /b, summary: B } }";
    const versions = [{ auth }, { auth, operations }].map((lines) => compileConnector(slug, lines));
    const [first] = versions;
    if (first === undefined) throw new Error("there are two");
    const { id } = await addConnector(context, { createdBy: ada, ...first });
    const update = async () => {
      for (let round = 0; round < 10; round++)
        for (const version of versions) await updateConnector(context, id, { actor: null, ...version });
    };
    const digests = new Map<string, string>();
    for (const { files } of versions) {
      const manifest = JSON.parse(files.find((file) => file.path === "permissions.json")?.text ?? "");
      digests.set(manifest.readOps.join(), manifest.digest);
    }
    const sessions = async () => {
      const seen = new Set<string>();
      for (let round = 0; round < 20; round++) {
        const { bundle } = await open({ userId: ada, allowed: [`custom:${slug}`] });
        const program = bundle.files.find((file) => file.path.endsWith(".mjs"))?.text ?? "";
        const reads = bundle.permissions[`custom-${slug}`]?.read.join() ?? "none";
        seen.add(reads);
        expect(program).toContain(digests.get(reads));
      }
      return seen;
    };
    const [seen] = await Promise.all([sessions(), update()]);
    expect(seen.size).toBeGreaterThan(0);
  });

  test.each(["", ":/bin::/usr/bin:"])(
    "the folder that the agent works in is not on the PATH %j",
    async (path) => {
      const slug = fresh("open");
      await add(null, slug, { auth: "auth: { type: none }" });
      const { bundle } = await open({ userId: "ada", allowed: [`custom:${slug}`], path });
      expect(bundle.env.PATH?.split(":")).toEqual(["/app/bin", ...(path && ["/bin", "/usr/bin"])]);
    },
  );

  test("what is too long for a variable keeps no other connector away", async () => {
    const [ada, one, two] = [fresh("ada"), fresh("one"), fresh("two")];
    await connect(ada, (await add(ada, one)).id, { secrets: { api_key: "x".repeat(140_000) } });
    await connect(ada, (await add(ada, two)).id);
    const { bundle, missing } = await open({ userId: ada, allowed: [`custom:${one}`, `custom:${two}`] });
    expect(missing).toEqual({ [one]: "SESSION_TOO_LARGE" });
    expect(Object.keys(bundle.permissions)).toEqual([`custom-${two}`]);
  });

  test("a fault of ours is not taken for a missing connector", async () => {
    const [ada, slug] = [fresh("ada"), fresh("acme")];
    await connect(ada, (await add(ada, slug)).id);
    const attempt = open({ userId: ada, allowed: [`custom:${slug}`] }, () => {
      throw new TypeError("a bug");
    });
    await expect(attempt).rejects.toThrowError(TypeError);
  });
});
