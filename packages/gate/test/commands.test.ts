import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgeCommand } from "../src/index.ts";
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

test("few ordinary commands are asked without need", async () => {
  const calls = [
    ...[
      "list",
      "list --q 'a b'",
      "list --limit 5 --fields id,name",
      'list --q "it\'s"',
      "get 1",
      "list --all",
    ],
    ...["get 5f0c-1", "list --output ndjson", "--help", "list --help", "get 1 --fields name"],
  ].map((words) => `custom-acme items ${words}`);
  const filters = [
    ...["", " | jq .", " | jq -r '.[] | .name'", " | head -20", " | head -n 5", " | tail -3", " | wc -l"],
    ...[
      " | grep -i foo",
      " | sort | uniq -c",
      " | cut -d, -f1",
      " 2>&1 | head",
      " | jq -c '.[0]' | head -c 400",
    ],
    ...[" | tr '\\n' ' '", " | column -t", " | sort -t, -k2 -n", " | grep -v '^$' | wc -l", " 2>/dev/null"],
    ...[
      " | jq '.items | length'",
      " | jq 'map(select(.state == \"open\"))'",
      " | grep -A 3 name",
      " | tail -n +2",
    ],
    ...[
      " | cat",
      " | nl",
      " | uniq",
      " | sort -rn | head -3",
      ' | jq ".[0].id"',
      " | cut -c1-80",
      " | grep -c x",
    ],
  ];
  const ordinary = [
    ...calls.flatMap((call) => filters.map((filter) => call + filter)),
    ...others.flatMap((one) => [one, `${one} # again`, ` ${one}`, `${one}\n`]),
  ];
  expect(ordinary.length).toBeGreaterThan(500);
  const verdicts = await Promise.all(
    ordinary.map(async (command) => ({ command, ...(await judgeCommand(command, session)) })),
  );
  const needless = verdicts.filter(({ verdict }) => verdict === "ask" || verdict === "deny");
  expect(needless.slice(0, 20).map(({ command, reason }) => `${command}: ${reason}`)).toEqual([]);
});
