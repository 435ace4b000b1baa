import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Json } from "@specwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { databaseKinds } from "../../test/support/database.ts";
import { Markers } from "../../test/support/markers.ts";
import { testRuntime } from "../../test/support/runtime.ts";
import type { LogRecord } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { SessionBundle } from "./bundle.ts";
import type { SessionOptions } from "./session-options.ts";
import { writeGrant, writeSession } from "./write-session.ts";

const url = "http://127.0.0.1:8790";
const coded = (code: string) => expect.objectContaining({ code });
const operations =
  "operations: { a.list: { request: GET /a, summary: A }, b.add: { request: POST /b, summary: B } }";
const scratch = () => mkdtempSync(join(tmpdir(), "specwire-broker-session-"));
const fileOf = (bundle: SessionBundle, path: string) => bundle.files.find((one) => one.path === path);

describe.each(databaseKinds)("sessions with a broker on %s", (kind) => {
  let runtime: Runtime;
  const markers = new Markers();
  const logged: LogRecord[] = [];
  beforeAll(async () => {
    runtime = await testRuntime(kind, { log: (record) => void logged.push(record) });
  });
  afterAll(() => runtime.close());

  let count = 0;
  async function connected(
    userId: string,
    labels: readonly string[],
    lines: Readonly<Record<string, string>> = {},
  ) {
    const slug = `brokered${count++}x`;
    const { id } = await runtime.connectors.add({
      userId: null,
      ...compileConnector(slug, { operations, ...lines }),
    });
    for (const label of labels) {
      const secrets = { api_key: markers.plant(`key of ${label}`) };
      await runtime.accounts.connectWithKeys({ userId, connectorId: id, label, secrets });
    }
    return {
      slug,
      id,
      ids: new Map(
        (await runtime.accounts.list({ userId, connectorId: id })).map((one) => [one.label, one.id]),
      ),
    };
  }
  async function open(userId: string, slugs: readonly string[], more: Partial<SessionOptions> = {}) {
    const missing: Record<string, string> = {};
    const bundle = await runtime.session({
      userId,
      allowed: slugs.map((slug) => `custom:${slug}`),
      mode: "broker",
      broker: { url },
      onMissing: (slug, error) => {
        missing[slug] = error.code;
      },
      ...more,
    });
    return { bundle, missing };
  }

  test("have commands and a grant, and no credential anywhere", async () => {
    const { slug, id, ids } = await connected("ada", ["work", "home"]);
    const { bundle, missing } = await open("ada", [slug], { workflowId: "weekly report" });
    expect(missing).toEqual({});
    const session = bundle.session ?? expect.unreachable();
    expect(bundle.env).toEqual({
      SPECWIRE_BROKER_URL: url,
      SPECWIRE_GRANT_FILE: "/app/grant/custom-session",
      [`${slug.toUpperCase()}_BASE_URL`]: "https://api.example.com/v1",
      CUSTOM_INTEGRATION_PERMISSIONS: JSON.stringify(bundle.permissions),
      PATH: "/app/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    });
    expect(bundle.files.map(({ path, mode }) => [path, mode])).toEqual([
      [`/app/cli/custom-${slug}.ts`, 0o755],
      [`/app/cli/custom-${slug}.mjs`, 0o755],
      [`/app/bin/custom-${slug}`, 0o755],
      ["/app/grant/custom-session", 0o600],
    ]);
    const grant = fileOf(bundle, "/app/grant/custom-session")?.text ?? "";
    expect(grant).toMatch(/^swg_[\w-]{43}$/);
    expect(inspect(bundle, { depth: 9 })).not.toContain(grant);
    expect(markers.leaksIn("bundle", JSON.stringify(bundle))).toEqual([]);
    expect(JSON.stringify([bundle, logged])).not.toMatch(/_API_KEY"/);
    expect(JSON.stringify(logged)).not.toContain(grant);
    expect(await runtime.sessions.list({ userId: "ada", open: true })).toEqual([
      {
        ...{ id: session.id, userId: "ada", workflowId: "weekly report" },
        connectors: { [slug]: { connectorId: id, accounts: expect.arrayContaining(["work", "home"]) } },
        ...{ createdAt: expect.any(Date), expiresAt: session.expiresAt, endedAt: null },
      },
    ]);
    expect(ids.size).toBe(2);
    expect(session.expiresAt.getTime() - Date.now()).toBeGreaterThan(3_500_000);
    expect(logged).toContainEqual(
      expect.objectContaining({ event: "session.opened", userId: "ada", sessionId: session.id }),
    );
  });

  test("give their grant as a variable where the host says so, and for as long as it says", async () => {
    const { slug } = await connected("ada", ["work"]);
    const { bundle } = await open("ada", [slug], {
      broker: { url: "unix:/run/broker.sock", grant: "variable", grantSeconds: 60 },
    });
    expect(bundle.env.SPECWIRE_BROKER_URL).toBe("unix:/run/broker.sock");
    expect(bundle.env.SPECWIRE_GRANT).toMatch(/^swg_/);
    expect(bundle.env).not.toHaveProperty("SPECWIRE_GRANT_FILE");
    expect(bundle.files).toHaveLength(3);
    expect((bundle.session?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(60_000);
  });

  test("may use the accounts that are named, and no others", async () => {
    const { slug } = await connected("ada", ["work", "home", "old"]);
    const { bundle } = await open("ada", [slug], { accounts: { [slug]: ["home", "old"] } });
    expect(bundle.gate.connectors[slug]?.accounts).toEqual(["home", "old"]);
    const { missing } = await open("ada", [slug], { accounts: { [slug]: "nobody's" } });
    expect(missing).toEqual({ [slug]: "ACCOUNT_NOT_FOUND" });
  });

  test("are silent about what they lack, and are none where they have nothing", async () => {
    const [{ slug: fine }, { slug: unconnected }] = [
      await connected("ada", ["work"]),
      await connected("ada", []),
    ];
    const { bundle, missing } = await open("ada", [fine, unconnected, "nothing-of-the-kind"]);
    expect(missing).toEqual({ [unconnected]: "AUTH_REQUIRED", "nothing-of-the-kind": "CONNECTOR_NOT_FOUND" });
    expect(JSON.stringify(bundle)).not.toContain(unconnected);
    const before = (await runtime.sessions.list()).length;
    for (const slugs of [[], [unconnected]]) {
      const empty = { files: [], env: {}, instructions: "", permissions: {} };
      const gate = { gate: 1, mode: "broker", connectors: {}, policies: [] };
      expect((await open("ada", slugs)).bundle).toEqual({ ...empty, gate });
    }
    expect(await runtime.sessions.list()).toHaveLength(before);
  });

  test("keep accounts whose addresses differ, without an address of any", async () => {
    const lines = {
      servers: 'baseUrl: "https://{site}.example.com/v1"',
      variables: "variables: { site: { from: user, kind: label } }",
    };
    const { slug, id } = await connected("ada", [], lines);
    const variable = `${slug.toUpperCase()}_BASE_URL`;
    const connect = (label: string, site: string) =>
      runtime.accounts.connectWithKeys({
        ...{ userId: "ada", connectorId: id, label, secrets: { api_key: "k" }, variables: { site } },
      });
    await connect("one", "first");
    expect((await open("ada", [slug])).bundle.env[variable]).toBe("https://first.example.com/v1");
    await connect("two", "second");
    const { bundle, missing } = await open("ada", [slug]);
    expect(missing).toEqual({});
    expect(bundle.gate.connectors[slug]?.accounts).toEqual(["one", "two"]);
    expect(bundle.env).not.toHaveProperty(variable);
  });

  test("have a gate file that pins each program", async () => {
    const { slug } = await connected("ada", ["work"]);
    const policies: Json[] = [{ policy: 1, rules: [{ operations: ["b.add"], verdict: "deny" }] }];
    for (const mode of ["env", "broker"] as const) {
      const { bundle } = await open("ada", [slug], {
        ...{ mode, policies },
        ...(mode === "env" && { broker: undefined as never }),
      });
      const program = fileOf(bundle, `/app/cli/custom-${slug}.mjs`)?.text ?? "";
      expect(bundle.gate).toMatchObject({
        gate: 1,
        mode: mode === "env" ? "environment" : "broker",
        policies,
        connectors: {
          [slug]: {
            cli: `/app/cli/custom-${slug}.mjs`,
            digest: `sha256:${createHash("sha256").update(program).digest("hex")}`,
            manifest: { connector: slug, readOps: ["a.list"], writeOps: ["b.add"] },
            accounts: ["work"],
          },
        },
      });
      expect(markers.leaksIn("gate", JSON.stringify(bundle.gate))).toEqual([]);
    }
  });

  test("are renewed: the new grant is used, the old one ends soon, and the file is replaced", async () => {
    const { slug } = await connected("ada", ["work"]);
    const folder = scratch();
    const { bundle } = await open("ada", [slug], { root: folder });
    await writeSession(bundle, folder);
    const path = join(folder, "grant/custom-session");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "grant")).mode & 0o777).toBe(0o700);
    const sessionId = bundle.session?.id ?? "";
    const renewed = await runtime.sessions.renew({ userId: "ada", sessionId, grantSeconds: 7200 });
    expect(renewed).toEqual({
      sessionId,
      grant: expect.stringMatching(/^swg_/),
      expiresAt: expect.any(Date),
    });
    await writeGrant(renewed, folder);
    expect(readFileSync(path, "utf8")).toBe(renewed.grant);
    expect(statSync(join(folder, `cli/custom-${slug}.mjs`)).isFile()).toBe(true);
    const [listed] = await runtime.sessions.list({ userId: "ada" });
    expect(listed).toMatchObject({ id: sessionId, expiresAt: renewed.expiresAt });
    for (const which of [
      { userId: "eve", sessionId },
      { userId: "ada", sessionId: "none" },
    ])
      await expect(runtime.sessions.renew(which)).rejects.toThrowError(coded("SESSION_NOT_FOUND"));
    for (const grantSeconds of [0, -1, 86_401, Number.NaN, "60" as never])
      await expect(runtime.sessions.renew({ userId: "ada", sessionId, grantSeconds })).rejects.toThrowError(
        coded("INVALID_OPTION"),
      );
  });

  test("are ended, one or all of a workflow or a user", async () => {
    const { slug } = await connected("cleo", ["work"]);
    const make = async (workflowId?: string) =>
      (await open("cleo", [slug], workflowId === undefined ? {} : { workflowId })).bundle.session?.id ?? "";
    const [a, b, c, d] = [await make("one"), await make("one"), await make("two"), await make()];
    const openIds = async () =>
      (await runtime.sessions.list({ userId: "cleo", open: true })).map(({ id }) => id);
    await expect(runtime.sessions.end({ userId: "eve", sessionId: a })).rejects.toThrowError(
      coded("SESSION_NOT_FOUND"),
    );
    await runtime.sessions.end({ userId: "cleo", sessionId: a });
    await runtime.sessions.end({ userId: null, sessionId: a });
    expect(await openIds()).toEqual([d, c, b]);
    expect(await runtime.sessions.endAll({ userId: "cleo", workflowId: "one" })).toEqual({ ended: 1 });
    expect(await openIds()).toEqual([d, c]);
    expect(await runtime.sessions.endAll({ userId: "cleo" })).toEqual({ ended: 2 });
    expect(await openIds()).toEqual([]);
    await expect(runtime.sessions.renew({ userId: "cleo", sessionId: d })).rejects.toThrowError(
      coded("SESSION_NOT_FOUND"),
    );
    const old = await runtime.sessions.list({ userId: "cleo", limit: 2 });
    expect(old.map(({ id, endedAt }) => [id, endedAt !== null])).toEqual([
      [d, true],
      [c, true],
    ]);
    expect(await runtime.sessions.prune({ before: new Date(Date.now() - 3_600_000) })).toEqual({
      removed: 0,
    });
    expect(await runtime.sessions.list({ userId: "cleo" })).toHaveLength(4);
    const live = await make();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await runtime.sessions.prune({ before: new Date() });
    expect((await runtime.sessions.list({ userId: "cleo" })).map(({ id }) => id)).toEqual([live]);
  });

  test.each<[string, Partial<SessionOptions>]>([
    ["no broker", { broker: undefined as never }],
    ["a broker of env", { mode: "env" }],
    ["no url", { broker: {} as never }],
    ["a file", { broker: { url: "file:///run/x" } }],
    ["a relative socket", { broker: { url: "unix:run/x" } }],
    ["a password in it", { broker: { url: "http://a:b@c" } }],
    ["a query", { broker: { url: "http://c/?grant=1" } }],
    ["a line end", { broker: { url: "http://c\n/" } }],
    ["an unknown member", { broker: { url, secret: "x" } as never }],
    ["another place", { broker: { url, grant: "header" as never } }],
    ["a grant for ever", { broker: { url, grantSeconds: Number.POSITIVE_INFINITY } }],
    ["a workflow that is none", { workflowId: "" }],
    ["a workflow with a line end", { workflowId: "a\nb" }],
    ["policies that are none", { policies: { policy: 1, rules: [] } as never }],
    ["a policy with a slip", { policies: [{ policy: 1, rules: [{ verdict: "alow" }] }] }],
    ["a text that is none", { policies: [{ policy: 1, rules: [{ verdict: "deny", connectors: ["a\0"] }] }] }],
    [
      "half a character",
      { policies: [{ policy: 1, rules: [{ verdict: "deny", connectors: ["a\ud800"] }] }] },
    ],
    [
      "very many rules",
      { policies: [{ policy: 1, rules: Array(3000).fill({ verdict: "deny", connectors: ["abc"] }) }] },
    ],
  ])("are not made with %s", async (_, more) => {
    const options = { userId: "ada", allowed: [], mode: "broker" as const, broker: { url }, ...more };
    await expect(runtime.session(options)).rejects.toThrowError(coded("INVALID_OPTION"));
  });

  test("a filter that says nothing means nobody, not everybody", async () => {
    await expect(runtime.sessions.list({ userId: undefined as never })).rejects.toThrowError(
      coded("INVALID_OPTION"),
    );
    await expect(runtime.sessions.list({ workflowId: undefined as never })).rejects.toThrowError(
      coded("INVALID_OPTION"),
    );
    await expect(runtime.sessions.list({ user: "ada" } as never)).rejects.toThrowError(
      coded("INVALID_OPTION"),
    );
    await expect(runtime.sessions.end({ sessionId: "x" } as never)).rejects.toThrowError(
      coded("INVALID_OPTION"),
    );
    await expect(runtime.sessions.prune({ before: undefined as never })).rejects.toThrowError(
      coded("INVALID_OPTION"),
    );
  });

  test("a link in the place of the grant's folder is refused", async () => {
    const [folder, outside] = [scratch(), scratch()];
    mkdirSync(join(outside, "x"));
    writeFileSync(join(outside, "custom-session"), "untouched");
    symlinkSync(outside, join(folder, "grant"));
    await expect(writeGrant({ grant: "swg_x" }, folder)).rejects.toThrowError(coded("INVALID_OPTION"));
    expect(readFileSync(join(outside, "custom-session"), "utf8")).toBe("untouched");
  });
});
