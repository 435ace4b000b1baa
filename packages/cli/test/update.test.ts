import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { namesIn, scratch } from "./support/scratch.ts";
import { asProcess, inProcess } from "./support/specwire.ts";

const root = process.getuid?.() === 0;

const operation = (id: string, more = "") =>
  `{ operationId: ${id}, tags: [items], summary: Do ${id},${more} responses: { '204': { description: Done } } }`;

function document(operations: Readonly<Record<string, string>>, version = "1"): string {
  const paths = Object.entries(operations).map(([path, one]) => `  ${path}: { get: ${one} }\n`);
  return `openapi: 3.1.0\ninfo: { title: Test, version: '${version}' }\npaths:\n${paths.join("")}`;
}

const old = document({ "/a": operation("a"), "/b": operation("b") });
const more = document({ "/a": operation("a"), "/b": operation("b"), "/c": operation("c") }, "2");
const fewer = document({ "/a": operation("a") }, "2");

const pinOf = (text: string) => createHash("sha256").update(text).digest("hex");

function spec(pinned: string): string {
  return `connector: 1
version: 1.0.0
slug: acme
name: Test
description: A connector for tests.
baseUrl: https://api.acme.test
auth: { type: bearer_token }
openapi: { document: ./openapi/acme.yaml, sha256: ${pinOf(pinned)} }
operations:
  include: [tag:items] # all
`;
}

const connector = (pinned = old, text = pinned) => ({
  "acme/connector.yaml": spec(pinned),
  "acme/openapi/acme.yaml": text,
});

const update = (folder: string, ...args: string[]) =>
  inProcess(["update", join(folder, "acme"), ...args.map((arg) => arg.replace("<>", folder))]);

const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

describe("update", () => {
  test.each([
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no line break at its end", (text: string) => text.trimEnd()],
  ])("keeps a spec's %s", async (_, change) => {
    const folder = scratch({ ...connector(), "acme/connector.yaml": change(spec(old)), "new.yaml": more });
    expect(await update(folder, "--document", "<>/new.yaml")).toMatchObject({ code: 0, err: "" });
    const added = `include: [tag:items] # all\n  exclude:\n    - GET /c\n`;
    const wanted = spec(more).replace("include: [tag:items] # all\n", added);
    expect(read(folder, "acme/connector.yaml")).toBe(change(wanted));
    expect(read(folder, "acme/openapi/acme.yaml")).toBe(more);
    expect(namesIn(join(folder, "acme"))).toEqual(["connector.yaml", "openapi"]);
    expect(namesIn(join(folder, "acme/openapi"))).toEqual(["acme.yaml"]);
  });

  test("edits a spec in JSON", async () => {
    const json = JSON.stringify(
      {
        connector: 1,
        version: "1.0.0",
        slug: "acme",
        name: "Test",
        description: "A connector for tests.",
        baseUrl: "https://api.acme.test",
        auth: { type: "bearer_token" },
        openapi: { document: "./acme.yaml", sha256: pinOf(old) },
        operations: { include: ["tag:items"] },
      },
      null,
      2,
    );
    const folder = scratch({ "acme/connector.json": json, "acme/acme.yaml": old, "new.yaml": more });
    expect(await update(folder, "--document", "<>/new.yaml")).toMatchObject({ code: 0, err: "" });
    const { openapi, operations } = JSON.parse(read(folder, "acme/connector.json"));
    expect({ openapi, operations }).toEqual({
      openapi: { document: "./acme.yaml", sha256: pinOf(more) },
      operations: { include: ["tag:items"], exclude: ["GET /c"] },
    });
  });

  test("compares a document that was replaced in place with what was compiled", async () => {
    const folder = scratch(connector());
    const out = join(folder, "out");
    expect((await inProcess(["compile", join(folder, "acme"), "-o", out])).code).toBe(0);
    writeFileSync(join(folder, "acme/openapi/acme.yaml"), more);
    expect((await update(folder)).code).toBe(2);
    const { code, out: said } = await update(folder, "--against", "<>/out/acme");
    expect(code).toBe(0);
    expect(said).toContain("2 operations compared: 0 gone, 0 changed, 1 new (1 left out)\n");
    expect(read(folder, "acme/connector.yaml")).toContain(pinOf(more));
    expect(read(folder, "acme/connector.yaml")).toContain("- GET /c\n");
    expect((await inProcess(["check", join(folder, "acme")])).code).toBe(0);
  });

  test("believes no compiled folder that was changed, or another connector's", async () => {
    const folder = scratch(connector());
    const out = join(folder, "out");
    await inProcess(["compile", join(folder, "acme"), "-o", out]);
    const lock = read(folder, "out/acme/connector.lock.json");
    writeFileSync(join(out, "acme/connector.json"), `${read(folder, "out/acme/connector.json")} `);
    expect((await update(folder, "--against", "<>/out/acme")).err).toContain(
      "is not what connector.lock.json",
    );
    writeFileSync(join(out, "acme/connector.json"), "{}");
    writeFileSync(
      join(out, "acme/connector.lock.json"),
      lock.replace(/("connector.json": "sha256:)\w+/, `$1${pinOf("{}")}`),
    );
    expect((await update(folder, "--against", "<>/out/acme")).err).toContain("to a format that this version");
  });

  test("takes a document of several files, and leaves none of the old ones", async () => {
    const whole = (part: string) => `${old}  /d: { $ref: ${part}.yaml }\n`;
    const part = `get: ${operation("d")}\n`;
    const folder = scratch({
      ...connector(old, whole("old")),
      "acme/connector.yaml": spec(old).replace(/, sha256: \w+/, ""),
      "acme/openapi/old.yaml": part,
      "acme/openapi/SOURCE.md": "From them.\n",
      "new/acme.yaml": whole("new"),
      "new/new.yaml": part,
      "new/unrelated.txt": "not copied",
    });
    const { code, out } = await update(folder, "--document", "<>/new");
    expect(code).toBe(0);
    expect(out).toContain("openapi/SOURCE.md is still about the earlier document");
    expect(readdirSync(join(folder, "acme/openapi")).sort()).toEqual(["SOURCE.md", "acme.yaml", "new.yaml"]);
  });

  test.runIf(process.platform !== "win32")("copies no file that a link leads to", async () => {
    const folder = scratch({
      ...connector(),
      "secret.yaml": `get: ${operation("d")}\n`,
      "new/acme.yaml": `${old}  /d: { $ref: part.yaml }\n`,
    });
    symlinkSync("../secret.yaml", join(folder, "new/part.yaml"));
    await update(folder, "--document", "<>/new", "--yes");
    expect(namesIn(join(folder, "acme/openapi"))).toEqual(["acme.yaml"]);
  });

  test("writes nothing where something does not compile, whatever is allowed", async () => {
    const before = connector();
    for (const text of [
      "openapi: [",
      "",
      "{}",
      document({ "/other": operation("z").replace("items", "other") }),
    ]) {
      const folder = scratch({ ...before, "new.yaml": text });
      const { code, out } = await update(folder, "--document", "<>/new.yaml", "--yes", "--accept-all");
      expect(code).toBe(1);
      expect(out).toContain("nothing was written");
      for (const [path, content] of Object.entries(before)) expect(read(folder, path)).toBe(content);
    }
  });

  test("what breaks somebody needs --yes", async () => {
    const folder = scratch({ ...connector(), "new.yaml": fewer });
    expect((await update(folder, "--document", "<>/new.yaml")).code).toBe(1);
    expect((await update(folder, "--document", "<>/new.yaml", "--dry-run")).code).toBe(1);
    expect(read(folder, "acme/connector.yaml")).toBe(spec(old));
    expect((await update(folder, "--document", "<>/new.yaml", "--yes", "--dry-run")).code).toBe(0);
    expect(read(folder, "acme/connector.yaml")).toBe(spec(old));
    expect((await update(folder, "--document", "<>/new.yaml", "--yes")).code).toBe(0);
    expect(read(folder, "acme/connector.yaml")).toBe(spec(fewer));
  });

  test("a document's words reach no terminal as they are", async () => {
    const sly = operation("c").replace("Do c", '"\\e[31mred \\u202e"');
    const text = document({ "/a": operation("a"), "/b": operation("b"), "/c": sly }, "\\u001b[1m2");
    const folder = scratch({ ...connector(), "new.yaml": text.replace(/'(.*?)'/, '"$1"') });
    for (const flags of [["--all"], ["--accept-all", "--dry-run"]]) {
      const { out, err } = await update(folder, "--document", "<>/new.yaml", ...flags);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(out + err).not.toMatch(/[\u001b\u202e]/);
    }
  });

  test.runIf(process.platform !== "win32")("changes nothing where one place can't be written", async () => {
    const folder = scratch({ ...connector(), "new.yaml": more });
    for (const path of ["acme/connector.yaml", "acme/openapi/acme.yaml"])
      chmodSync(join(folder, path), 0o666);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "acme"), 0o555);
    chmodSync(join(folder, "acme/openapi"), 0o777);
    const { code, err } = await asProcess(
      ["update", join(folder, "acme"), "--document", join(folder, "new.yaml")],
      root ? { uid: 65534 } : {},
    );
    chmodSync(join(folder, "acme"), 0o755);
    expect(code).toBe(2);
    expect(err).toMatch(/Could not write ".*connector\.yaml": permission denied\./);
    expect(read(folder, "acme/connector.yaml")).toBe(spec(old));
    expect(read(folder, "acme/openapi/acme.yaml")).toBe(old);
    expect(namesIn(join(folder, "acme/openapi"))).toEqual(["acme.yaml"]);
  });
});
