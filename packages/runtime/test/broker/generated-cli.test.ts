import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrorObject } from "@specwire/contract";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Ended, runProgram, runtimes } from "../../../cli-kit/test/support/programs.ts";
import { approve, deny } from "../../src/approvals/decide-approval.ts";
import { listApprovals } from "../../src/approvals/list-approvals.ts";
import { sessions } from "../../src/store/broker-schema.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import type { Caller } from "./caller.ts";
import { headerOf, json } from "./upstream.ts";

// The real tool of a compiled connector before the real broker, on each runtime.

const lines = (origin: string) => ({
  servers: `baseUrl: ${origin}/v1`,
  operations: `operations:
  things.list:
    request: GET /things
    summary: List things
    query: { properties: { page: { type: integer }, per_page: { type: integer } } }
    items: ""
    pagination: { kind: link, next: { header: link }, pageSize: per_page }
  things.get: { request: "GET /things/{id}", summary: Get one }
  things.add:
    request: POST /things
    summary: Add one
    body: { type: object, properties: { name: { type: string } }, required: [name] }
  things.upload:
    request: PUT /file
    summary: Store the file
    contentType: application/octet-stream
    body: { type: string, format: binary }
  things.download: { request: GET /file, summary: Fetch the file, response: binary }
  things.watch: { request: GET /events, summary: Watch, response: stream }`,
});
const big = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 31) % 256));
const secret = "planted-upstream-key";

let world: BrokerWorld;
let things: StoredForTest;
let path: string;

beforeAll(async () => {
  world = await brokerWorld();
  const written = lines(world.upstream.origin);
  things = await world.connector("things", written);
  await things.account("work", { api_key: secret });
  const { files } = compileConnector("things", written);
  path = join(mkdtempSync(join(tmpdir(), "specwire-cli-")), "custom-things");
  for (const kind of ["ts", "mjs"])
    writeFileSync(`${path}.${kind}`, files.find((file) => file.path === `cli.${kind}`)?.text ?? "");
});
afterAll(() => world.close());
afterEach(() => {
  world.upstream.seen.length = 0;
  world.upstream.answer = (_, response) => json(response, {});
});

describe.each(Object.keys(runtimes))("on %s", (runtime) => {
  const run = async (caller: Caller, argv: readonly string[], input?: string | Buffer): Promise<Ended> => {
    const words = [...(runtimes[runtime] ?? []), `${path}.${runtime === "Node.js" ? "mjs" : "ts"}`, ...argv];
    const env = { SPECWIRE_BROKER_URL: caller.url, SPECWIRE_GRANT: caller.grant, THINGS_API_KEY: "env-key" };
    const ran = await runProgram(words, env, input);
    for (const text of [ran.out.toString("latin1"), ran.err]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(caller.grant);
    }
    return ran;
  };
  const errorOf = ({ err }: Ended) =>
    (JSON.parse(err.split("\n").find((line) => line.startsWith("{")) ?? "{}") as ErrorObject).error;
  const keys = () => world.upstream.seen.flatMap((seen) => headerOf(seen, "x-key"));

  test("all pages of a list, with the broker's credential and not the environment's", async () => {
    const caller = await world.session({ connectors: [things] });
    world.upstream.answer = ({ target }, response) =>
      target.includes("page=2")
        ? json(response, [{ id: 2 }])
        : json(response, [{ id: 1 }], {
            link: `<${world.upstream.origin}/v1/things?page=2>; rel="next"`,
          });
    const ran = await run(caller, ["things", "list", "--all"]);
    const said = "All 2 items.\nOne: custom-things things get --id <id>\n";
    expect([ran.out.toString(), ran.err, ran.exit]).toEqual(['[{"id":1},{"id":2}]\n', said, 0]);
    expect(keys()).toEqual([secret, secret]);
  });

  test("an upload and a download, byte for byte", async () => {
    const allow = { policy: 1, rules: [{ operations: ["things.upload"], verdict: "allow" }] };
    const caller = await world.session({ connectors: [things], policies: [allow] });
    const sent = await run(caller, ["things", "upload", "--input", "-"], big);
    expect([sent.err, sent.exit]).toEqual(["", 0]);
    expect(world.upstream.seen[0]?.body.equals(big)).toBe(true);
    world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-type": "image/png" });
      response.end(big);
    };
    const target = `${path}.${runtime}.out`;
    const got = await run(caller, ["things", "download", "--save", target]);
    expect([got.err, got.exit]).toEqual(["", 0]);
    expect(readFileSync(target).equals(big)).toBe(true);
  });

  test("events as they come", async () => {
    const caller = await world.session({ connectors: [things] });
    world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: {"n":1}\n\ndata: {"key":"${secret}"}\n\n`);
    };
    const ran = await run(caller, ["things", "watch", "--limit", "2"]);
    const [first, second = ""] = ran.out.toString().split("\n");
    expect([first, ran.exit]).toEqual(['{"data":{"n":1}}', 0]);
    expect(second).toMatch(/^\{"data":\{"key":"[^"]+"\}\}$/);
  });

  test("a write that is approved while the command waits, and one that is denied", async () => {
    const caller = await world.session({ connectors: [things] });
    const argv = ["things", "add", "--name", `of ${runtime}`, "--wait", "30"];
    const first = run(caller, argv);
    await approve(world.context, { ...(await asked(caller)), decidedBy: "grace" });
    const ran = await first;
    expect([ran.out.toString(), ran.exit]).toEqual(["{}\n", 0]);
    expect(ran.err).toMatch(/^Waiting up to 30 seconds for a person to approve this: \S+\.\nApproved\.\n$/);
    expect(world.upstream.seen.map(({ method }) => method)).toEqual(["POST"]);
    const second = run(caller, argv);
    await deny(world.context, { ...(await asked(caller)), decidedBy: "grace", comment: "one is enough" });
    const denied = await second;
    expect([denied.exit, errorOf(denied)]).toMatchObject([
      4,
      { code: "PERMISSION_DENIED", message: "a person said no: one is enough" },
    ]);
    expect(world.upstream.seen).toHaveLength(1);
  });

  test("a write that is run again once it is approved", async () => {
    const caller = await world.session({ connectors: [things] });
    const argv = ["things", "add", "--name", `again on ${runtime}`];
    const stopped = await run(caller, argv);
    expect([stopped.exit, errorOf(stopped)]).toMatchObject([5, { code: "APPROVAL_REQUIRED" }]);
    expect(errorOf(stopped).help).toMatch(/run again: custom-things things add --name 'again on [^']+'$/);
    const { approvalId = "" } = errorOf(stopped);
    expect(world.upstream.seen).toEqual([]);
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    expect((await run(caller, argv)).exit).toBe(0);
    expect((await run(caller, argv)).exit).toBe(5);
    expect(world.upstream.seen).toHaveLength(1);
  });

  test("a large file whose upload a person must approve: the answer is read while the file is still being sent", async () => {
    const caller = await world.session({ connectors: [things] });
    const file = `${path}.${runtime}.large`;
    writeFileSync(file, Buffer.alloc(40_000_000, runtime));
    const ran = await run(caller, ["things", "upload", "--input", `@${file}`]);
    expect([ran.exit, errorOf(ran)]).toMatchObject([5, { code: "APPROVAL_REQUIRED" }]);
    const [approval] = await listApprovals(world.context, { status: "pending" });
    const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
    expect(JSON.stringify(approval)).toContain(digest);
    expect(world.upstream.seen).toEqual([]);
  });

  test("what the session has, in the help at the top", async () => {
    const caller = await world.session({ connectors: [things] });
    const { out } = await run(caller, []);
    expect(out.toString()).toContain("\nConnected through the broker: work. What changes data may need");
    expect(out.toString()).not.toContain("THINGS_API_KEY");
  });

  test("a session that is over, and another version of the connector", async () => {
    const caller = await world.session({ connectors: [things] });
    await world.context.db
      .update(sessions)
      .set({ endedAt: new Date() })
      .where(eq(sessions.id, caller.sessionId));
    const over = await run(caller, ["things", "get", "7"]);
    expect([over.exit, errorOf(over).code]).toEqual([3, "SESSION_EXPIRED"]);
    const other = await world.connector(`things-${Object.keys(runtimes).indexOf(runtime)}`);
    const without = await run(await world.session({ connectors: [other] }), ["things", "get", "7"]);
    expect([without.exit, errorOf(without).code]).toEqual([2, "NOT_CONFIGURED"]);
    expect(world.upstream.seen).toEqual([]);
  });

  /** The approval that a session asks for next. */
  async function asked({
    sessionId,
  }: {
    readonly sessionId: string;
  }): Promise<{ approvalId: string; userId: null }> {
    for (;;) {
      const pending = await listApprovals(world.context, { status: "pending" });
      const one = pending.find((each) => each.sessionId === sessionId);
      if (one) return { approvalId: one.id, userId: null };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
