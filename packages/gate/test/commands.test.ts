import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgeCommand } from "../src/index.ts";
import { judgeForClient } from "../src/judge-for-client.ts";
import { sessionOf } from "./support/acme.ts";

function cases<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, "commands", `${name}.json`), "utf8")) as T;
}

const session = sessionOf();
const bypasses = Object.entries(cases<Record<string, string>>("bypasses"));
const reads = Object.entries(cases<Record<string, string>>("reads"));
const others = cases<string[]>("others");

describe("what could write is not allowed", () => {
  test.each(bypasses)("%s", async (_, command) => {
    expect((await judgeCommand(command, session)).verdict).not.toBe("allow");
  });

  test.each(bypasses)("%s: asked or denied wherever our program is named", async (name, command) => {
    const { verdict } = await judgeCommand(command, session);
    // A program's name that is put together, or a package of a like name, is nothing that text can show.
    const unseen = ["program in ANSI-C quotes", "from a package of a like name"];
    if (!unseen.includes(name)) expect(["ask", "deny"]).toContain(verdict);
  });
});

describe("what only reads is allowed", () => {
  test.each(reads)("%s", async (_, command) => {
    expect(await judgeCommand(command, session)).toMatchObject({ verdict: "allow" });
  });
});

describe("what is not ours", () => {
  test.each(others)("%s", async (command) => {
    expect((await judgeCommand(command, session)).verdict).toBe("not-ours");
    const within = sessionOf({ mode: "environment" });
    expect((await judgeCommand(command, within)).verdict).toBe("ask");
  });
});

describe("judging takes time in proportion to the command", () => {
  test.each(["<('", '<("', '"<(', "$'<(", "<(\\\n", "$(", "`<(", "x=<(", "<<a <("])(
    "%j over and over",
    async (unit) => {
      const command = `custom-acme items delete 1\n${unit.repeat(64_000 / unit.length)}`;
      const began = performance.now();
      expect((await judgeCommand(command, session)).verdict).toBe("ask");
      expect(performance.now() - began).toBeLessThan(2_500);
    },
  );

  test.each(["jq", "awk", "sed"])("of programs for %s as well", async (filter) => {
    const began = performance.now();
    for (const unit of ['"\\', '"\\(', "{a", "a+=", "1.", "s/a/b/;", "[^", "$1 ", "/a/,"])
      await judgeCommand(`custom-acme items list | ${filter} '${unit.repeat(990 / unit.length)}'`, session);
    expect(performance.now() - began).toBeLessThan(2_500);
  });
});

describe("at most one in fifty ordinary commands is asked without need", () => {
  const program = "custom-acme";
  const calls = cases<string[]>("calls").map((words) => `${program} ${words}`);
  const reads = calls.filter((call) => !/items (?:create|delete)(?!.*--(?:help|schema|dry-run))/.test(call));
  const filters = cases<string[]>("filters");
  const piped = filters.flatMap((filter, index) =>
    [0, 7, 31].map((step) => `${reads[(index * 5 + step) % reads.length]} | ${filter}`),
  );
  const redirected = reads.flatMap((call) => [`${call} 2>&1`, `${call} 2>/dev/null`, `${call} # again`]);
  const broker = sessionOf();
  const environment = sessionOf({ mode: "environment" });

  test.each([
    ["ours alone, with a broker", calls, broker],
    ["reads alone, where secrets are within reach", reads, environment],
    ["reads with their errors, with a broker", redirected, broker],
    ["reads through a filter, with a broker", piped, broker],
    ["reads through a filter, where secrets are within reach", piped, environment],
    ["others, with a broker", others, broker],
  ])("%s", async (_, commands, within) => {
    const asked: string[] = [];
    for (const command of commands) {
      const { verdict, reason } = await judgeForClient(command, within);
      if (verdict === "ask" || verdict === "deny") asked.push(`${command}: ${reason}`);
    }
    expect(asked.slice(0, Math.max(0, asked.length - commands.length / 50))).toEqual([]);
  });

  test("there are enough of them, each one once", () => {
    const all = [...calls, ...redirected, ...piped, ...others];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(500);
  });
});
