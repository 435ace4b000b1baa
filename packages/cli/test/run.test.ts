import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { namesIn, scratch, spec } from "./support/scratch.ts";
import { asProcess, ended, inProcess, start } from "./support/specwire.ts";

const secret = "planted-secret-7f3a";
const root = process.getuid?.() === 0;
const cacheName = `specwire-${process.getuid?.() ?? ""}`;

/** A connector and a temporary folder of its own, so that no other run's cache is met. */
function acme(baseUrl?: string) {
  const folder = scratch({ "acme/connector.yaml": spec("acme", baseUrl), "tmp/.keep": "" });
  const temporary = join(folder, "tmp");
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, ACME_API_KEY: secret };
  return { folder, source: join(folder, "acme"), env, cache: join(temporary, cacheName) };
}

function listen(server: Server): Promise<string> {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

describe("run", () => {
  test("hands arguments, environment, output and exit code through", async () => {
    const seen: string[] = [];
    const url = await listen(
      createServer((request, response) => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        response.setHeader("content-type", "application/json");
        if (request.method === "DELETE") response.writeHead(404).end(`{"message":"gone"}`);
        else response.end(`{"items":[{"id":"a b"}]}`);
      }),
    );
    const { source, env } = acme(url);
    const list = await asProcess(["run", source, "items", "list"], { env });
    expect([list.code, JSON.parse(list.out)]).toEqual([0, [{ id: "a b" }]]);
    const gone = await asProcess(["run", source, "items", "delete", "--id", "a b"], { env });
    expect(gone.code).toBe(1);
    expect(JSON.parse(gone.err)).toMatchObject({ error: { code: "NOT_FOUND", connector: "acme" } });
    expect(seen).toEqual([`GET /items Bearer ${secret}`, `DELETE /items/a%20b Bearer ${secret}`]);
    const wrong = await asProcess(["run", source, "items", "list", "--fx"], { env });
    expect([wrong.code, JSON.parse(wrong.err).error.code]).toEqual([2, "USAGE"]);
    for (const { out, err } of [list, gone, wrong]) expect(out + err).not.toContain(secret);
  });

  test("runs a compiled folder in place, without the compiler", async () => {
    const { folder, source, env, cache } = acme();
    const out = join(folder, "out");
    await inProcess(["compile", source, "-o", out]);
    writeFileSync(
      join(out, "acme/cli.mjs"),
      `console.log(process.argv.slice(2).join("|")); process.exitCode = 7;`,
    );
    const { code, out: said } = await asProcess(["run", join(out, "acme"), "--help", "--", "-x", ""], {
      env,
    });
    expect([code, said]).toEqual([7, "--help|--|-x|\n"]);
    expect(namesIn(cache)).toEqual([]);
  });

  test("only what stands before the connector is ours", async () => {
    const { source, env } = acme();
    const own = await asProcess(["run", "--help", source], { env });
    expect(own.out).toMatch(/^specwire run: /);
    const tools = await asProcess(["run", source, "--help"], { env });
    expect(tools).toMatchObject({ code: 0, out: expect.stringContaining("custom-acme") });
    expect(tools.out).not.toContain("specwire run");
    const unknown = await asProcess(["run", "--josn", source], { env });
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('no flag "--josn"')]);
    const behindDashes = await asProcess(["run", "--", source, "--version"], { env });
    expect(behindDashes.code).toBe(0);
  });

  test("shows the errors of a spec, not its warnings, and runs nothing", async () => {
    const { source, env, cache } = acme();
    const warned = spec("acme")
      .replace("for tests", "for\\u200b tests")
      .replace(/(description: )(.*)/, '$1"$2"');
    writeFileSync(join(source, "connector.yaml"), warned);
    expect(await asProcess(["run", source], { env })).toMatchObject({ code: 0, err: "" });
    writeFileSync(join(source, "connector.yaml"), warned.replace("GET /items", "FETCH /items"));
    const { code, out, err } = await asProcess(["run", source], { env });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^error /);
    expect(err).not.toContain("warning");
    expect(namesIn(cache)).toHaveLength(1);
  });

  test.runIf(process.platform !== "win32").each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "ends by the %s that ends the tool",
    async (signal) => {
      let called = (): void => {};
      const waiting = new Promise<void>((resolve) => {
        called = resolve;
      });
      const { source, env } = acme(await listen(createServer(() => called())));
      const child = start(["run", source, "items", "list"], { env });
      const end = ended(child);
      await Promise.race([waiting, end]);
      child.kill(signal);
      const { code, signal: by } = await end;
      expect(by ?? code).toSatisfy((how) => how === signal || how === 128 + numbers[signal]);
    },
  );
});

const numbers = { SIGTERM: 15, SIGINT: 2, SIGHUP: 1 };

describe.runIf(process.platform !== "win32")("the cache of run", () => {
  test("keeps nothing from a time when others could write to it", async () => {
    const { source, env, cache } = acme();
    await asProcess(["run", source], { env });
    const [entry = ""] = namesIn(cache);
    writeFileSync(join(cache, entry, "cli.mjs"), 'console.log("planted")');
    writeFileSync(join(cache, "compiled-0.json"), "{}");
    chmodSync(cache, 0o777);
    const { out } = await asProcess(["run", source], { env });
    expect(out).not.toContain("planted");
    expect(namesIn(cache)).toEqual([entry]);
    expect(statSync(cache).mode & 0o777).toBe(0o700);
  });

  test("belongs to the user alone and is used again", async () => {
    const { source, env, cache } = acme();
    await asProcess(["run", source], { env });
    expect(statSync(cache).mode & 0o777).toBe(0o700);
    const [entry = ""] = namesIn(cache);
    const before = statSync(join(cache, entry, "cli.mjs")).ino;
    await asProcess(["run", source], { env });
    expect(namesIn(cache)).toEqual([entry]);
    expect(statSync(join(cache, entry, "cli.mjs")).ino).toBe(before);
  });

  test("is closed to others where it was open", async () => {
    const { source, env, cache } = acme();
    mkdirSync(cache, { mode: 0o777 });
    chmodSync(cache, 0o777);
    expect((await asProcess(["run", source], { env })).code).toBe(0);
    expect(statSync(cache).mode & 0o777).toBe(0o700);
  });

  test("does not run what someone changed in it", async () => {
    const { source, env, cache } = acme();
    await asProcess(["run", source], { env });
    const cli = join(cache, namesIn(cache)[0] ?? "", "cli.mjs");
    const before = readFileSync(cli, "utf8");
    writeFileSync(cli, `console.log("planted")`);
    const { out } = await asProcess(["run", source], { env });
    expect(out).not.toContain("planted");
    expect(readFileSync(cli, "utf8")).toBe(before);
  });

  test("is not taken from a link", async () => {
    const { folder, source, env, cache } = acme();
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), cache);
    const { code, err } = await asProcess(["run", source], { env });
    expect([code, err]).toEqual([2, expect.stringContaining("is not a folder of yours")]);
    expect(namesIn(join(folder, "elsewhere"))).toEqual([]);
  });

  // Only root can make a folder that belongs to someone else.
  test.runIf(root)("is not taken from another user", async () => {
    const { source, env, cache } = acme();
    mkdirSync(cache, { mode: 0o700 });
    chownSync(cache, 65534, 65534);
    const { code, err } = await asProcess(["run", source], { env });
    expect([code, err]).toEqual([2, expect.stringContaining("is not a folder of yours")]);
    expect(namesIn(cache)).toEqual([]);
  });
});
