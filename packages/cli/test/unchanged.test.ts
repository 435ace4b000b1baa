import { chmodSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeHost } from "@specwire/compiler/node-host";
import { afterEach, describe, expect, test, vi } from "vitest";
import { compileAndWrite } from "../src/compile/compile-and-write.ts";
import { type Known, recall } from "../src/compile/remember.ts";
import { scratch, spec } from "./support/scratch.ts";

const unix = process.platform !== "win32";

/** A connector that was compiled once, with records in a folder of the test's own. */
async function compiled() {
  const folder = scratch({ "acme/connector.yaml": spec("acme"), "tmp/x": "" });
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
  const order = { dir: join(folder, "out"), tokenBudget: undefined, compiler: "this one" };
  const path = join(folder, "acme");
  const said = { out: "", err: "" };
  const output = (name: "out" | "err") => ({
    isTerminal: false,
    color: false,
    write: (text: string) => {
      said[name] += text;
    },
  });
  const world = { out: output("out"), err: output("err"), env: {} };
  const none = {
    words: [path],
    withFirstWord: () => [],
    has: () => false,
    value: () => undefined,
    values: () => [],
  };
  const compile = () => compileAndWrite([path], none, order, world);
  expect(await compile()).toBe(0);
  return {
    folder,
    source: join(path, "connector.yaml"),
    target: join(order.dir, "acme"),
    compile,
    recall: (more: object = {}): Known | undefined => recall({ path, ...order, ...more }, nodeHost),
  };
}

afterEach(() => vi.unstubAllEnvs());

const record = (folder: string): string => {
  const [user = ""] = readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("specwire-"));
  const [name = ""] = readdirSync(join(folder, "tmp", user)).filter((one) => one.startsWith("compiled-"));
  return join(folder, "tmp", user, name);
};

describe.runIf(unix)("a compilation of which nothing has changed is known without compiling", () => {
  test("at once, by digests, and later by stamps alone", async () => {
    const { recall, folder } = await compiled();
    const known = { slug: "acme", size: "2 operations, 1 read, 1 write", notes: [] };
    expect(recall()).toMatchObject(known);
    expect(readFileSync(record(folder), "utf8")).toContain("sha256");
    await sleep(2100);
    expect(recall()).toMatchObject(known);
    expect(readFileSync(record(folder), "utf8")).not.toContain("sha256");
    expect(recall()).toMatchObject(known);
  });

  test("warnings are counted", async () => {
    const { source, compile, recall } = await compiled();
    const text = readFileSync(source, "utf8");
    writeFileSync(source, text.replace("summary: List items", "summary: Delete items"));
    await compile();
    const { verdict } = recall() ?? {};
    expect([undefined, "1 warning"]).toContain(verdict);
  });
});

type Compiled = Awaited<ReturnType<typeof compiled>>;

describe.runIf(unix)("anything that differs is compiled", () => {
  const changes: readonly (readonly [string, (one: Compiled) => void])[] = [
    ["the spec", ({ source }) => writeFileSync(source, `${readFileSync(source, "utf8")}# more\n`)],
    ["the spec is gone", ({ source }) => rmSync(source)],
    ["an output", ({ target }) => writeFileSync(join(target, "skill/custom-acme/SKILL.md"), "mine")],
    ["an output is gone", ({ target }) => rmSync(join(target, "config.json"))],
    ["a file more", ({ target }) => writeFileSync(join(target, "more.txt"), "")],
    ["an output's right to be run", ({ target }) => chmodSync(join(target, "cli.mjs"), 0o644)],
    ["the record is not ours", ({ folder }) => writeFileSync(record(folder), "{}")],
    ["the record is cut", ({ folder }) => writeFileSync(record(folder), '{"key":')],
  ];
  test.each(changes)("%s", async (_, change) => {
    const one = await compiled();
    expect(one.recall()).toBeDefined();
    change(one);
    expect(one.recall()).toBeUndefined();
  });

  test.each(changes)(
    "%s, after stamps have taken the place of digests",
    { timeout: 20_000 },
    async (_, change) => {
      const one = await compiled();
      await sleep(2100);
      expect(one.recall()).toBeDefined();
      change(one);
      expect(one.recall()).toBeUndefined();
    },
  );

  test("an output of the same size and time, with the digest of connector.lock.json put right", async () => {
    const { target, recall } = await compiled();
    await sleep(2100);
    expect(recall()).toBeDefined();
    const place = join(target, "instructions.md");
    const { atime, mtime } = statSync(place);
    writeFileSync(
      place,
      readFileSync(place, "utf8").replace("information", "instructions").slice(0, statSync(place).size),
    );
    utimesSync(place, atime, mtime);
    expect(recall()).toBeUndefined();
  });

  test.each([
    ["another budget of tokens", { tokenBudget: 500 }],
    ["another compiler", { compiler: "the next one" }],
    ["another folder", { dir: "elsewhere" }],
  ])("%s", async (_, more) => {
    expect((await compiled()).recall(more)).toBeUndefined();
  });
});
