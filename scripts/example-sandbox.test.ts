import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bringBubblewrap } from "./proofs/sandbox/bring-bubblewrap.ts";

const root = join(import.meta.dirname, "..");

/** Runs the example with what a person would type; nothing is a terminal. */
function run(words: readonly string[], typed: string, path = process.env.PATH ?? "") {
  return new Promise<{ readonly exit: number | null; readonly said: string }>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--conditions=@specwire/source", "examples/sandbox/start.ts", ...words],
      { cwd: root, env: { ...process.env, PATH: path } },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("error", reject).on("close", (exit) => resolve({ exit, said }));
    child.stdin.end(typed);
  });
}

const bubblewrap = bringBubblewrap() ?? "";

describe.skipIf(bubblewrap === "")("an agent's session in a sandbox", () => {
  test("writes what is agreed to", async () => {
    const { exit, said } = await run(["--yes"], "");
    expect(exit, said).toBe(0);
    expect(said).toContain("the key is not in the environment");
    expect(said).toContain("the API is out of reach");
    expect(said).toContain('body.text = "Water the plants at noon"');
    expect(said).toContain("notes.list: allow, 200");
    expect(said).toContain("notes.create: ask, a person was asked\n");
    expect(said).toContain("notes.create: ask, ada agreed, 201");
    expect(said).toContain("notes.delete: ask, ada agreed, 204");
    expect(said).toContain('"text":"Water the plants at noon"}]');
    expect(said).not.toContain('"id":3,');
    expect(said).not.toContain("demo-key\n");
  });

  test("and nothing else", async () => {
    const { exit, said } = await run([], "n\nmaybe\n");
    expect(exit, said).toBe(0);
    expect(said.match(/Send it\? \[y\/N\] no/g)).toHaveLength(2);
    expect(said).toContain("PERMISSION_DENIED");
    expect(said).toContain('"id":3,');
    expect(said).toMatch(
      /notes\.create: ask, a person was asked\n {2}notes\.create: ask, .* said no, not sent\n/,
    );
    expect(said).toMatch(
      /notes\.delete: ask, a person was asked\n {2}notes\.delete: ask, .* said no, not sent\n/,
    );
    expect(said).not.toContain("agreed");
  });
});

test("without a sandbox the agent is not started", async () => {
  const { exit, said } = await run(["--yes"], "", "/nowhere");
  expect(exit).toBe(1);
  expect(said).toMatch(/^There is no sandbox here: bubblewrap is /);
});

test("it is one command", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(scripts.sandbox).toBe("node scripts/run.mjs sandbox:only");
});
