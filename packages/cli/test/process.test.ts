import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { commands } from "../src/commands/index.ts";
import { readInput } from "../src/shared/read-input.ts";
import { wantsColor } from "../src/shared/world.ts";
import { specwire } from "../src/specwire.ts";
import { scratch, spec } from "./support/scratch.ts";
import { asProcess, ended, inProcess, start } from "./support/specwire.ts";

describe("the command", () => {
  test("says its version", async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
    for (const flag of ["--version", "-v"]) {
      expect(await asProcess([flag])).toMatchObject({ code: 0, out: `${version}\n`, err: "" });
    }
  });

  test.each([[["--version"]], [["--help"]], [[]], [["help", "compile"]], [["check", "--help"]]])(
    "%j loads no compiler",
    async (args) => {
      const loaded = join(scratch(), "loaded.txt");
      const hook = join(import.meta.dirname, "fixtures/loaded-modules.mjs");
      const setting = { env: { ...process.env, LOADED: loaded }, nodeFlags: ["--import", hook] };
      expect((await asProcess(args, setting)).code).toBe(0);
      const urls = readFileSync(loaded, "utf8");
      expect(urls).toContain("/cli/src/specwire.ts");
      expect(urls).not.toContain("/compiler/");
      expect(urls).not.toContain("/contract/");
    },
  );

  test("the same hook sees the compiler where it is needed", async () => {
    const folder = scratch({ "connector.yaml": spec("acme") });
    const loaded = join(folder, "loaded.txt");
    const hook = join(import.meta.dirname, "fixtures/loaded-modules.mjs");
    await asProcess(["check", folder], {
      env: { ...process.env, LOADED: loaded },
      nodeFlags: ["--import", hook],
    });
    expect(readFileSync(loaded, "utf8")).toContain("/compiler/src/index.ts");
  });

  test("lists no command that the design has and this version has not", async () => {
    const { out } = await inProcess(["--help"]);
    expect(out).not.toMatch(/\b(serve|connect|registry)\b {2}/);
  });

  test("colours where it is told to, and not into a pipe", async () => {
    const folder = scratch({ "connector.yaml": "connector: [" });
    const { FORCE_COLOR: _, NO_COLOR: __, ...env } = process.env;
    const plain = await asProcess(["check", folder], { env });
    expect(plain.err).not.toContain("\u001b");
    const forced = await asProcess(["check", folder], { env: { ...env, FORCE_COLOR: "1" } });
    expect(forced.err).toContain("\u001b[1;31merror");
    expect(stripVTControlCharacters(forced.err)).toBe(plain.err);
  });

  test("shows progress on a terminal only, and clears it away", async () => {
    const folder = scratch({ "connector.yaml": spec("acme") });
    const errOn = async (isTerminal: boolean) => {
      let said = "";
      const output = { isTerminal, color: false };
      const out = { ...output, write: () => {} };
      const err = {
        ...output,
        write: (text: string) => {
          said += text;
        },
      };
      await specwire(["check", folder], { out, err, env: {} });
      return said;
    };
    expect(await errOn(true)).toMatch(/^\r.*compiling .*\r\S*$/);
    expect(await errOn(false)).toBe("");
  });

  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { TERM: "dumb" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
  ])("terminal %j with %j: colour %j", (isTerminal, env, expected) => {
    expect(wantsColor(isTerminal, env)).toBe(expected);
  });

  test.runIf(process.platform !== "win32")("ends quietly when its reader does", async () => {
    const child = start(["explain"]);
    child.stdout?.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, err: "" });
  });

  test("sends no control character to the terminal", async () => {
    const hostile = "\u001b]0;owned\u0007\u009b31m\u202e";
    for (const args of [
      [hostile],
      ["check", hostile],
      ["run", hostile],
      ["explain", hostile],
      ["init", hostile],
    ]) {
      const { code, out, err } = await inProcess(args);
      expect(code).not.toBe(70);
      expect(out + err).not.toMatch(/[^\P{C}\n]/u);
    }
  });
});

describe("our own mistakes", () => {
  const failing = (env: Record<string, string>) => {
    let err = "";
    const broken = { isTerminal: false, color: false };
    const world = {
      out: {
        ...broken,
        write: () => {
          throw new Error("planted");
        },
      },
      err: {
        ...broken,
        write: (text: string) => {
          err += text;
        },
      },
      env,
    };
    return specwire(["--help"], world).then((code) => ({ code, err }));
  };

  test("are called ours, with code 70 and how to report them", async () => {
    const { code, err } = await failing({});
    expect(code).toBe(70);
    expect(err).toContain("this is a bug in Specwire");
    expect(err).toContain("Error: planted");
    expect(err).toContain("Please report it");
    expect(err).not.toContain("    at ");
  });

  test("show their stack with SPECWIRE_DEBUG", async () => {
    expect((await failing({ SPECWIRE_DEBUG: "1" })).err).toMatch(/\n {4}at .*process\.test\.ts/);
  });
});

describe("help", () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    "the examples of %s are well-formed",
    async (name, command) => {
      expect(command.examples.length).toBeGreaterThan(0);
      for (const { line } of command.examples) {
        const [first, ...args] = line.replace(/ > \S+$/, "").split(" ");
        expect(first).toBe(name);
        expect(await readInput(command, args)).toBeDefined();
      }
    },
  );

  test.each(commands.map((command) => [command.name, command] as const))(
    "the usage of %s names each of its flags",
    (_, command) => {
      for (const [option, { short }] of Object.entries(command.options)) {
        // What stands without brackets is needed.
        expect(` ${command.usage}`).toMatch(
          new RegExp(String.raw`[ []${short === undefined ? `--${option}` : `-${short} `}`),
        );
      }
    },
  );
});
