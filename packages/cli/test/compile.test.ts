import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFolder } from "../src/compile/write-folder.ts";
import { filesIn, namesIn, scratch, spec } from "./support/scratch.ts";
import { asProcess, inProcess } from "./support/specwire.ts";

const skill = "skill/custom-acme/SKILL.md";
const outputs = [
  "cli.mjs",
  "cli.ts",
  "config.json",
  "connector.json",
  "connector.lock.json",
  "instructions.md",
  "permissions.json",
  skill,
  "skill/custom-acme/references/commands.md",
];

/** A connector `acme` and where it is compiled to. */
function acme() {
  const folder = scratch({ "acme/connector.yaml": spec("acme") });
  const [source, dir] = [join(folder, "acme"), join(folder, "out")];
  const compile = (...more: string[]) => inProcess(["compile", source, "-o", dir, ...more]);
  return { folder, source, dir, target: join(dir, "acme"), compile };
}

const root = process.getuid?.() === 0;
const unix = process.platform !== "win32";

describe("what is written", () => {
  test("is every file, each said with its size and purpose", async () => {
    const { compile, target, dir } = acme();
    const { code, out, err } = await compile();
    expect([code, err]).toEqual([0, ""]);
    expect(filesIn(target)).toEqual(outputs);
    expect(namesIn(dir)).toEqual(["acme"]);
    for (const name of outputs) {
      expect(out).toMatch(new RegExp(`^ +${name.replace(".", "\\.")} +[\\d.]+ k?B  \\w`, "m"));
    }
  });

  test.runIf(unix)("is executable where it is a program, for whom the umask allows", async () => {
    const { folder, source, target } = acme();
    const line = `umask 027; exec "$0" "$@"`;
    const { nodeFlags, main } = await import("./support/specwire.ts");
    const { spawnSync } = await import("node:child_process");
    const args = [
      "-c",
      line,
      process.execPath,
      ...nodeFlags,
      main,
      "compile",
      source,
      "-o",
      join(folder, "out"),
    ];
    expect(spawnSync("sh", args).status).toBe(0);
    const mode = (name: string) => statSync(join(target, name)).mode & 0o777;
    expect(mode("cli.mjs")).toBe(0o750);
    expect(mode("cli.ts")).toBe(0o750);
    expect(mode("permissions.json")).toBe(0o640);
    expect(mode(".")).toBe(0o750);
  });

  test("is left as it is where nothing changed", async () => {
    const { compile, target } = acme();
    await compile();
    const before = statSync(target).ino;
    const { code, out } = await compile();
    expect([code, out]).toEqual([0, expect.stringContaining("unchanged: 2 operations")]);
    expect(statSync(target).ino).toBe(before);
  });

  test("replaces an earlier output as a whole, damaged files too", async () => {
    const { compile, source, target, dir } = acme();
    await compile();
    rmSync(join(target, "cli.ts"));
    writeFileSync(join(target, skill), "changed by hand");
    writeFileSync(join(source, "connector.yaml"), spec("acme").replace("1.0.0", "1.0.1"));
    expect((await compile()).code).toBe(0);
    expect(filesIn(target)).toEqual(outputs);
    expect(readFileSync(join(target, skill), "utf8")).not.toContain("changed by hand");
    expect(readFileSync(join(target, "connector.lock.json"), "utf8")).toContain('"1.0.1"');
    expect(namesIn(dir)).toEqual(["acme"]);
  });

  test("holds fewer commands in the instructions where the budget is small", async () => {
    const { compile, target } = acme();
    await compile();
    const size = () => statSync(join(target, "instructions.md")).size;
    const before = size();
    const { instructionTokens } = JSON.parse((await compile("--json")).out).connectors[0];
    expect((await compile("--token-budget", `${instructionTokens - 1}`)).code).toBe(0);
    expect(size()).toBeLessThan(before);
    const { code, err } = await compile("--token-budget", "20");
    expect([code, err]).toEqual([1, expect.stringContaining("emit/instructions-too-long")]);
  });

  test("is the same as data", async () => {
    const { compile, source, target } = acme();
    const data = JSON.parse((await compile("--json")).out);
    expect(data).toMatchObject({
      errors: 0,
      warnings: 0,
      connectors: [{ path: source, status: "written", slug: "acme", folder: target }],
    });
    const [{ files }] = data.connectors;
    expect(files.map(({ path }: { path: string }) => path).sort()).toEqual(outputs);
    for (const { path, bytes } of files) expect(statSync(join(target, path)).size).toBe(bytes);
    expect(JSON.parse((await compile("--json")).out).connectors[0].status).toBe("unchanged");
  });

  test("is complete when several write it at once", async () => {
    const { source, dir, target } = acme();
    const budgets = ["300", "400", "500", "600"];
    const all = await Promise.all(
      budgets.map((budget) => asProcess(["compile", source, "-o", dir, "--token-budget", budget])),
    );
    expect(all.map(({ code, err }) => [code, err])).toEqual(budgets.map(() => [0, ""]));
    expect(filesIn(target)).toEqual(outputs);
    expect(namesIn(dir)).toEqual(["acme"]);
  });
});

describe("nothing is written", () => {
  test("where one of several connectors has an error", async () => {
    const folder = scratch({
      "specs/acme/connector.yaml": spec("acme"),
      "specs/broken/connector.yaml": spec("broken").replace("GET /items", "FETCH /items"),
    });
    const { code, err } = await inProcess(["compile", join(folder, "specs"), "-o", join(folder, "out")]);
    expect([code, err]).toEqual([1, expect.stringContaining("nothing was written")]);
    expect(namesIn(folder)).toEqual(["specs"]);
  });

  test("where two connectors have one slug", async () => {
    const folder = scratch({ "a/connector.yaml": spec("acme"), "b/connector.yaml": spec("acme") });
    const { code, err } = await inProcess(["compile", folder, "-o", join(folder, "out")]);
    expect([code, err]).toEqual([2, expect.stringContaining('the slug "acme"')]);
    expect(namesIn(folder)).toEqual(["a", "b"]);
  });

  test("into a folder that is not ours", async () => {
    const { compile, target } = acme();
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "thesis.txt"), "years of work");
    const { code, err } = await compile();
    expect([code, err]).toEqual([2, expect.stringContaining("is not an output of Specwire")]);
    expect(namesIn(target)).toEqual(["thesis.txt"]);
  });

  test("into a folder whose lock is not one", async () => {
    const { compile, target } = acme();
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "connector.lock.json"), `{"lock":1,"outputs":`);
    expect((await compile()).code).toBe(2);
    expect(namesIn(target)).toEqual(["connector.lock.json"]);
  });

  test("over a file that someone put among ours", async () => {
    const { compile, target } = acme();
    await compile();
    mkdirSync(join(target, "notes"));
    writeFileSync(join(target, "notes/mine.md"), "mine");
    rmSync(join(target, "cli.ts"));
    const { code, err } = await compile();
    expect([code, err]).toEqual([2, expect.stringContaining('"notes/mine.md"')]);
    expect(readFileSync(join(target, "notes/mine.md"), "utf8")).toBe("mine");
  });

  test("but into an empty folder it is", async () => {
    const { compile, target } = acme();
    mkdirSync(target, { recursive: true });
    expect((await compile()).code).toBe(0);
    expect(filesIn(target)).toEqual(outputs);
  });

  test("before every folder was looked at", async () => {
    const folder = scratch({
      "specs/acme/connector.yaml": spec("acme"),
      "specs/beta/connector.yaml": spec("beta"),
      "out/beta/thesis.txt": "years of work",
    });
    expect((await inProcess(["compile", join(folder, "specs"), "-o", join(folder, "out")])).code).toBe(2);
    expect(namesIn(join(folder, "out"))).toEqual(["beta"]);
  });

  test.each([
    ["the output folder", "out"],
    ["the connector's folder in it", "out/acme"],
    ["a folder on the way, below the one we are in", "build"],
  ])("through a link in place of %s", async (_, link) => {
    const folder = scratch({ "acme/connector.yaml": spec("acme"), "elsewhere/kept.txt": "" });
    mkdirSync(join(folder, "out"));
    if (link === "out") rmSync(join(folder, "out"), { recursive: true });
    symlinkSync(join(folder, "elsewhere"), join(folder, link));
    const dir = link === "build" ? "build/out" : "out";
    const { code, err } = await asProcess(["compile", "acme", "-o", dir], { cwd: folder });
    expect([code, err]).toEqual([2, expect.stringContaining("symbolic link")]);
    expect(namesIn(join(folder, "elsewhere"))).toEqual(["kept.txt"]);
    expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true);
  });

  test("through a link inside an earlier output", async () => {
    const { folder, compile, target } = acme();
    await compile();
    writeFileSync(join(folder, "victim"), "kept");
    rmSync(join(target, "cli.mjs"));
    symlinkSync(join(folder, "victim"), join(target, "cli.mjs"));
    expect((await compile()).code).toBe(0);
    expect(lstatSync(join(target, "cli.mjs")).isFile()).toBe(true);
    expect(readFileSync(join(folder, "victim"), "utf8")).toBe("kept");
  });

  test("where a file stands in the way", async () => {
    const { compile, dir } = acme();
    writeFileSync(dir, "a file");
    const { code, err } = await compile();
    expect([code, err]).toEqual([2, expect.stringContaining("is not a folder")]);
    expect(readFileSync(dir, "utf8")).toBe("a file");
  });

  // Root may write anywhere, so the command runs as nobody there.
  test.runIf(unix)("into a folder without the right to", async () => {
    const { folder, source, dir } = acme();
    mkdirSync(dir);
    chmodSync(folder, 0o755);
    chmodSync(dir, 0o555);
    const setting = root ? { uid: 65534 } : {};
    const { code, out, err } = await asProcess(["compile", source, "-o", dir], setting);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/Could not write ".*acme": permission denied\./);
    expect(namesIn(dir)).toEqual([]);
    chmodSync(dir, 0o755);
  });
});

describe("writeFolder", () => {
  const one = { path: "a.txt", text: "new" };

  test("leaves what was there when it fails half-way", () => {
    const folder = join(scratch({ "x/a.txt": "old" }), "x");
    expect(() => writeFolder(folder, [one, one])).toThrow();
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old");
    expect(namesIn(join(folder, ".."))).toEqual(["x"]);
  });

  test.each(["../b.txt", "/tmp/specwire-never.txt", "a/../../b.txt", "."])("writes no %s", (path) => {
    const folder = join(scratch(), "x");
    expect(() => writeFolder(folder, [one, { path, text: "" }])).toThrow("leads out of its folder");
    expect(namesIn(join(folder, ".."))).toEqual([]);
    expect(existsSync("/tmp/specwire-never.txt")).toBe(false);
  });
});

describe("--check", () => {
  test("passes where nothing differs, and writes nothing", async () => {
    const { compile, dir } = acme();
    expect(await compile("--check")).toMatchObject({
      code: 1,
      out: expect.stringContaining("all of its files"),
    });
    expect(existsSync(dir)).toBe(false);
    await compile();
    expect(await compile("--check")).toMatchObject({ code: 0, out: expect.stringContaining("unchanged") });
  });

  test("names each file that differs", async () => {
    const { compile, target } = acme();
    await compile();
    writeFileSync(join(target, skill), "changed by hand");
    rmSync(join(target, "cli.ts"));
    writeFileSync(join(target, "mine.md"), "");
    if (unix) chmodSync(join(target, "cli.mjs"), 0o644);
    const { code, out } = await compile("--check");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}skill\/custom-acme\/SKILL\.md: different$/m);
    expect(out).toMatch(/^ {2}cli\.ts: missing$/m);
    expect(out).toMatch(/^ {2}mine\.md: left over$/m);
    if (unix) expect(out).toMatch(/^ {2}cli\.mjs: not executable$/m);
    expect(out).not.toMatch(/config\.json/);
    expect(namesIn(target)).toContain("mine.md");
    const [connector] = JSON.parse((await compile("--check", "--json")).out).connectors;
    expect(connector).toMatchObject({ status: "different" });
    expect(connector.differences).toContainEqual({ path: "cli.ts", how: "missing" });
  });
});
