import type { ChildProcess } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sandboxPath, startInSandbox } from "../../../examples/sandbox/bubblewrap.ts";
import type { Json } from "../../../packages/contract/src/index.ts";
import { writeSession } from "../../../packages/runtime/src/index.ts";
import { newSecrets, planted } from "../broker/session.ts";
import { encodings, foundIn } from "../lib/encodings.ts";
import type { Answer } from "../lib/upstream.ts";
import { openWorld, type World } from "../lib/world.ts";
import { bringBubblewrap } from "./bring-bubblewrap.ts";
import { memoryOf, processTree, programOf } from "./memory.ts";

// A generated command in a sandbox with no network but the broker's socket: it works, and no credential is anywhere.

const bubblewrap = bringBubblewrap() ?? "";
const newLine = Buffer.from("\n");
const allowAll: readonly Json[] = [{ policy: 1, rules: [{ verdict: "allow" }] }];

let world: World;
beforeAll(async () => {
  world = await openWorld(newSecrets());
});
afterAll(() => world.close());
beforeEach(() => {
  world.answerWith(undefined);
  world.received();
});

interface Inside {
  readonly app: string;
  readonly start: (script: string) => ChildProcess;
  readonly run: (
    script: string,
  ) => Promise<{ readonly exit: number | null; readonly out: string; readonly err: string }>;
}

async function inside(policies: readonly Json[] = [], account?: string): Promise<Inside> {
  const app = mkdtempSync(join(tmpdir(), "specwire-app-"));
  folders.push(app);
  const bundle = await world.session({
    ...{ policies, brokerUrl: "unix:/run/specwire/broker.sock" },
    ...(account !== undefined && { account }),
  });
  await writeSession(bundle, app);
  const env = { ...bundle.env, PATH: `/app/bin:${sandboxPath}` };
  const start = (script: string) =>
    startInSandbox(bubblewrap, { app, broker: world.folder, env }, ["/bin/bash", "-c", script], {
      stdio: ["ignore", "pipe", "pipe"],
    });
  return { app, start, run: (script) => ended(start(script)) };
}
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function ended(child: ChildProcess): Promise<{ exit: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const texts = { out: "", err: "" };
    child.stdout?.setEncoding("latin1").on("data", (chunk) => (texts.out += chunk));
    child.stderr?.setEncoding("latin1").on("data", (chunk) => (texts.err += chunk));
    child.on("error", reject).on("close", (exit) => resolve({ exit, ...texts }));
  });
}

const leaksIn = (bytes: Buffer) => planted(world).flatMap((secret) => foundIn(bytes, secret));

describe.skipIf(bubblewrap === "")("in a sandbox", () => {
  test("a read works, through the broker alone", async () => {
    const { run } = await inside();
    const listed = await run("custom-acme items list --account token --q hello");
    expect(listed).toEqual({ exit: 0, err: "", out: expect.stringContaining('"ok"') });
    expect(world.received().map(({ method, target }) => `${method} ${target}`)).toEqual([
      "GET /v1/items?q=hello",
    ]);
    const api = world.servers.api.host.replace(":", "/");
    const around = await run(
      `exec 2>&1; echo > /dev/tcp/${api} || echo no API; ls /root /home /etc; touch /usr/x || echo no writing; env | grep -i key`,
    );
    expect(around.out).toContain("no API");
    expect(around.out).toContain("no writing");
    expect(around.out).not.toMatch(/passwd/);
    expect(world.received()).toEqual([]);
  });

  test("a write waits for a person, and is sent when one has agreed", async () => {
    const { run, start } = await inside();
    const asked = await run("custom-acme items create --account token --name milk");
    expect(asked.exit).toBe(5);
    expect(JSON.parse(asked.err)).toMatchObject({ error: { code: "APPROVAL_REQUIRED" } });
    expect(world.received()).toEqual([]);
    const waiting = ended(start("custom-acme items create --account token --name milk --wait 60"));
    const [approval] = await world.runtime.approvals.list({ status: "pending" });
    expect(approval?.words).toContain("milk");
    await world.runtime.approvals.approve({ approvalId: approval?.id ?? "", userId: "ada" });
    expect(await waiting).toMatchObject({ exit: 0 });
    expect(world.received().map(({ method, body }) => `${method} ${body}`)).toEqual(['POST {"name":"milk"}']);
    // Once, and for nothing else.
    expect((await run("custom-acme items create --account token --name milk")).exit).toBe(5);
    expect(world.received()).toEqual([]);
  });

  test("an upload to a second host and a download that is redirected, byte for byte", async () => {
    const { app, run } = await inside(allowAll);
    const bytes = randomBytes(3_000_001);
    writeFileSync(join(app, "up.bin"), bytes);
    const up = await run("custom-acme files upload --account token --title 'a b' --file /app/up.bin");
    expect(up).toMatchObject({ exit: 0 });
    const [sent] = world.received();
    expect(sent?.server).toBe(world.servers.uploads.host);
    expect(sent?.headers.authorization).toBe(`Bearer ${world.secrets.token.api_key}`);
    expect(sent?.headers["content-length"]).toBe(String(sent?.body.length));
    const boundary = /boundary=(\S+)/.exec(String(sent?.headers["content-type"]))?.[1] ?? "none";
    const start = sent?.body.indexOf("\r\n\r\n", sent.body.indexOf('filename="up.bin"')) ?? 0;
    const end = sent?.body.indexOf(`\r\n--${boundary}--`, start) ?? 0;
    expect(sent?.body.subarray(start + 4, end).equals(bytes)).toBe(true);

    const stored = randomBytes(3_000_001);
    world.answerWith((received, response) =>
      received.server === world.servers.storage.host
        ? response.writeHead(200, { "content-type": "application/octet-stream" }).end(stored)
        : response.writeHead(302, { location: `${world.servers.storage.origin}/blob?sig=a%2Fb` }).end(),
    );
    const down = await run(
      "custom-acme files download --account token --id 7 --save /app/down.bin; sha256sum /app/down.bin",
    );
    expect(down.out).toContain(createHash("sha256").update(stored).digest("hex"));
    expect(readFileSync(join(app, "down.bin")).equals(stored)).toBe(true);
    const [asked, followed] = world.received();
    expect(asked?.target).toBe("/v1/files/7");
    expect(followed).toMatchObject({
      server: world.servers.storage.host,
      target: "/blob?sig=a%2Fb",
      method: "GET",
    });
    expect(leaksIn(Buffer.from(JSON.stringify(followed?.rawHeaders)))).toEqual([]);
  });

  test("no credential is in its environment, its files, its memory or an answer", {
    timeout: 300_000,
  }, async () => {
    const { app, start, run } = await inside();
    // An API that repeats the credential it was called with in every writing, and then is slow.
    const begun = "the answer has begun";
    let finish = () => {};
    const repeat =
      (secret: string): Answer =>
      async (_, response) => {
        response.writeHead(200, { "content-type": "application/json", etag: `"${secret}"` });
        response.write(`{"text":"${begun}"}\n`);
        for (const write of Object.values(encodings))
          response.write(Buffer.concat([Buffer.from(write(secret)), newLine]));
        // More than anything on the way holds back.
        response.write(Buffer.alloc(300_000, " "));
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        response.end();
      };
    for (const [index, account] of ["token", "key", "pair"].entries()) {
      world.answerWith(repeat(planted(world)[index] ?? ""));
      const child = start(
        `custom-acme items list --account ${account} --output raw; env; cat /proc/*/environ`,
      );
      const done = ended(child);
      let scanned = 0;
      let seen = false;
      const found = new Set<string>();
      for (let tries = 0; tries < 60 && !seen; tries++) {
        await new Promise((next) => setTimeout(next, 500));
        for (const pid of processTree(child.pid ?? 0))
          for (const piece of memoryOf(pid)) {
            scanned += piece.length;
            if (programOf(pid).endsWith("node") && piece.includes(begun)) seen = true;
            for (const leak of leaksIn(piece)) found.add(leak);
          }
      }
      // The answer was there, and what was looked at was a whole process.
      expect(seen).toBe(true);
      expect(scanned).toBeGreaterThan(10_000_000);
      finish();
      const { out, err, exit } = await done;
      for (const leak of leaksIn(Buffer.from(out + err, "latin1"))) found.add(leak);
      expect([...found]).toEqual([]);
      expect({ exit, begun: out.includes(begun), redacted: out.includes("[redacted]") }).toEqual({
        exit: 0,
        begun: true,
        redacted: true,
      });
    }
    const files = await run(
      "find / -xdev -type f -not -path '/proc/*' -not -path '/usr/*' -not -path '/opt/*' | xargs cat; find /app -type f | xargs cat; find / -not -path '/proc/*' -not -path '/usr/*' -name '*'",
    );
    expect(files.out).toContain("custom-acme");
    expect(leaksIn(Buffer.from(files.out, "latin1"))).toEqual([]);
    expect(existsSync(join(app, "bin/custom-acme"))).toBe(true);
  });

  test("the same search finds them where they are in the environment", async () => {
    const app = mkdtempSync(join(tmpdir(), "specwire-app-"));
    folders.push(app);
    const bundle = await world.runtime.session({
      userId: "ada",
      allowed: ["custom:acme"],
      accounts: { acme: "token" },
    });
    await writeSession(bundle, app);
    const env = { ...bundle.env, PATH: `/app/bin:${sandboxPath}` };
    const child = startInSandbox(bubblewrap, { app, env }, [
      "/bin/bash",
      "-c",
      "node -e 'setTimeout(() => {}, 20000)'; true",
    ]);
    const found = new Set<string>();
    for (let tries = 0; tries < 40 && found.size === 0; tries++) {
      await new Promise((next) => setTimeout(next, 250));
      for (const pid of processTree(child.pid ?? 0))
        if (programOf(pid).endsWith("node"))
          for (const piece of memoryOf(pid)) for (const leak of leaksIn(piece)) found.add(leak);
    }
    child.kill("SIGKILL");
    expect([...found]).toContain("plain");
  });
});

describe.skipIf(bubblewrap === "")("with no gate at all", () => {
  const file = join(import.meta.dirname, "../../../packages/gate/test/commands/bypasses.json");
  const bypasses = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);

  /** Every command as an agent's shell would run it, and which methods reached the API. */
  async function runAll(policies: readonly Json[]): Promise<string[]> {
    const { app, run } = await inside(policies, "token");
    mkdirSync(join(app, "cases"));
    for (const [index, command] of bypasses.entries())
      writeFileSync(join(app, "cases", `${index}.sh`), command);
    const ran = await run(
      'cd /app; for f in cases/*.sh; do timeout 20 bash "$f" > /dev/null 2>&1 < /dev/null; done; echo ended',
    );
    expect(ran.out).toContain("ended");
    return world.received().map(({ method }) => method);
  }

  test("the broker alone stops every write of the gate's bypasses", { timeout: 600_000 }, async () => {
    const methods = await runAll([]);
    expect(methods.length).toBeGreaterThan(5);
    expect([...new Set(methods)]).toEqual(["GET"]);
    const pending = await world.runtime.approvals.list({ status: "pending" });
    expect(pending.map(({ operation }) => operation)).toContain("items.delete");
  });

  test("which really are writes", { timeout: 600_000 }, async () => {
    const methods = await runAll(allowAll);
    expect(methods.filter((method) => method === "DELETE").length).toBeGreaterThan(40);
  });
});
