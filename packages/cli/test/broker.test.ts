import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approve } from "../../runtime/src/approvals/decide-approval.ts";
import { generateKey } from "../../runtime/src/vault/keyring.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "../../runtime/test/broker/broker-world.ts";
import { ask } from "../../runtime/test/broker/caller.ts";
import { scratch } from "./support/scratch.ts";
import { asProcess, ended, inProcess, start } from "./support/specwire.ts";

const key = generateKey();

describe("what it can't start with is said", () => {
  const database = { SPECWIRE_DATABASE_URL: "postgres://somebody:PASSWORD@127.0.0.1:1/none" };
  const listen = ["--listen", "127.0.0.1:0"];
  test.each([
    ["no address", [], { ...database, SPECWIRE_KEYS: `k1=${key}` }, "Where should it listen?"],
    ["no database", listen, { SPECWIRE_KEYS: `k1=${key}` }, "SPECWIRE_DATABASE_URL is not set"],
    ["no key", listen, database, "There is no key-encryption key"],
    [
      "a key without an id",
      listen,
      { ...database, SPECWIRE_KEYS: key },
      'The key-encryption key "1" has no id',
    ],
    ["one id twice", listen, { ...database, SPECWIRE_KEYS: `a=${key},a=${key}` }, "is there twice"],
    ["a key that is none", listen, { ...database, SPECWIRE_KEYS: `a=x${key}` }, "is not 32 bytes"],
    ["no file of keys", listen, { ...database, SPECWIRE_KEYS_FILE: "/none" }, "there is no such file"],
    ["a database that is away", listen, { ...database, SPECWIRE_KEYS: `k1=${key}` }, "database"],
    [
      "an address that is none",
      ["--listen", "nowhere"],
      { ...database, SPECWIRE_KEYS: `k1=${key}` },
      "is no address",
    ],
    [
      "a folder",
      listen,
      { SPECWIRE_DATABASE_URL: "/var/lib/PASSWORD", SPECWIRE_KEYS: `k1=${key}` },
      "A folder is for one process",
    ],
    [
      "a key that is too short",
      listen,
      { ...database, SPECWIRE_KEYS: "k1=c2hvcnQ=" },
      "openssl rand -base64 32",
    ],
    [
      "a socket without its whole path",
      ["--socket", "b.sock"],
      database,
      '--socket "b.sock" is no absolute path',
    ],
    ["a session that is none", [...listen, "--session", "mine"], database, '--session "mine" is no id'],
    ["a mode that is none", ["--socket", "/tmp/s", "--mode", "rw"], database, "is no mode of a file"],
  ])("%s", async (_, args, env, said) => {
    const { code, err } = await inProcess(["broker", ...args], env);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(err).not.toContain("PASSWORD");
    expect(err).not.toContain(key.slice(0, 10));
  });
});

describe("two processes on one PostgreSQL", () => {
  let world: BrokerWorld;
  let things: StoredForTest;
  const brokers: { readonly url: string; readonly child: ChildProcess }[] = [];
  beforeAll(async () => {
    world = await brokerWorld("postgres");
    things = await world.connector("things", {
      operations: `operations:
  things.list: { request: GET /things, summary: List things }
  things.add: { request: POST /things, summary: Add one, body: { type: object, properties: { name: { type: string } } } }`,
    });
    await things.account("work");
    for (const name of ["first", "second"]) brokers.push(await started(name));
  });
  afterAll(async () => {
    for (const { child } of brokers) child.kill("SIGKILL");
    await world.close();
  });

  async function started(name: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
    const socket = join(world.folder, `${name}.sock`);
    const file = join(world.folder, `${name}.keys`);
    writeFileSync(file, `# of a test\n${world.process.keys}\n`);
    const child = start(
      ["broker", "--socket", socket, "--mode", "660", "--allow-host", world.upstream.host],
      {
        env: {
          PATH: process.env.PATH ?? "",
          SPECWIRE_DATABASE_URL: world.process.connectionString,
          SPECWIRE_KEYS_FILE: file,
        },
      },
    );
    const [line] = (await once(child.stdout ?? child, "data")) as [Buffer];
    expect(line.toString()).toBe(`listening at unix:${socket}\n`);
    expect(statSync(socket).mode & 0o777).toBe(0o660);
    return { url: `unix:${socket}`, child };
  }

  const add = { operation: "things.add", arguments: { body: { name: "new" } } };

  test("what is asked at one and approved by the host is sent by the other, once, even after a crash", async () => {
    const caller = await world.session({ connectors: [things] });
    const at = (index: number) => ({ ...caller, url: brokers[index]?.url ?? "" });
    expect((await ask(at(0), { operation: "things.list" })).envelope.status).toBe(200);
    const { approvalId = "" } = (await ask(at(0), add)).envelope.error ?? {};
    const dead = brokers[0]?.child;
    dead?.kill("SIGKILL");
    await once(dead ?? process, "close");
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    const answers = await Promise.all([ask(at(1), add), ask(at(1), add), ask(at(1), add)]);
    expect(answers.filter(({ envelope }) => envelope.status === 200).length).toBe(1);
    expect(world.upstream.seen.filter(({ method }) => method === "POST").length).toBe(1);
    // Its socket's file is still there, and nobody listens.
    brokers[0] = await started("first");
    expect((await ask(at(0), { operation: "things.list" })).envelope.status).toBe(200);
    await world.endSession(caller.sessionId);
    for (const index of [0, 1])
      await expect(ask(at(index), { operation: "things.list" })).rejects.toThrow("HTTP 401");
  });

  test("a signal ends it once what is under way has ended", async () => {
    const caller = await world.session({ connectors: [things], url: brokers[1]?.url ?? "" });
    let release = () => {};
    world.upstream.seen.length = 0;
    world.upstream.answer = (_, response) => {
      release = () => response.end("[]");
    };
    const running = ask(caller, { operation: "things.list" });
    await expect.poll(() => world.upstream.seen.length).toBe(1);
    const child = brokers[1]?.child as ChildProcess;
    const end = ended(child);
    child.kill("SIGTERM");
    await expect
      .poll(() => statSync(join(world.folder, "second.sock"), { throwIfNoEntry: false }))
      .toBeUndefined();
    release();
    expect((await running).body.toString()).toBe("[]");
    expect(await end).toMatchObject({ code: 0, err: expect.stringContaining("ending") });
  });
});

test("its help says what it needs", async () => {
  const { code, out } = await asProcess(["broker", "--help"], { cwd: scratch() });
  expect(code).toBe(0);
  for (const word of ["SPECWIRE_DATABASE_URL", "SPECWIRE_KEYS", "--socket", "--listen", "--allow-host"])
    expect(out).toContain(word);
});
