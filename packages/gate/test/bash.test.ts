import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { judgeForClient } from "../src/judge-for-client.ts";
import { sessionOf } from "./support/acme.ts";

// What the gate allows is run by a real bash, with a program in place of ours that writes down how it was called.

const folder = mkdtempSync(join(tmpdir(), "specwire-gate-"));
const calls = join(folder, "calls");
const program = join(folder, "custom-acme");
const marker = "specwire-secret-of-the-environment";
writeFileSync(
  program,
  `#!/bin/sh\nprintf '%s\\0' "$@" >> "${calls}"; printf '\\n' >> "${calls}"; echo '["a"]'\n`,
);
chmodSync(program, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command calls of ours, what it prints, and which files it leaves in its folder. */
function run(command: string): { calls: string[][]; output: string; files: string[] } {
  writeFileSync(calls, "");
  const { stdout, stderr } = spawnSync("bash", ["-c", command], {
    cwd: folder,
    env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, ACME_ACCESS_TOKEN: marker },
    encoding: "utf8",
    timeout: 5_000,
  });
  const lines = readFileSync(calls, "utf8").split("\n").filter(Boolean);
  const files = readdirSync(folder).filter((name) => name !== "calls" && name !== "custom-acme");
  return { calls: lines.map((line) => line.split("\0").slice(0, -1)), output: stdout + stderr, files };
}

const read = fc.constantFrom("custom-acme items list", "custom-acme items get 1");
const write = fc.constantFrom("custom-acme items delete 1", "custom-acme items create --amount 5");
const word = fc.oneof(
  fc.constantFrom(
    "a",
    "'a b'",
    '"a b"',
    "--q",
    "a=b",
    "'$(x)'",
    "#",
    "\\;",
    "{a,b}",
    "~",
    "*",
    "$HOME",
    "$(echo a)",
  ),
  write.map((one) => `$(${one})`),
  write.map((one) => `"\`${one}\`"`),
  write.map((one) => `'; ${one}'`),
  fc.string({ maxLength: 6, unit: fc.constantFrom(..."abc ;|&<>(){}$`'\"\\\n\t!#*?~=[]-".split("")) }),
);
// Filters that can do more than filter, given the words for it.
const script = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "p",
        "1p",
        "1,5p",
        "/a/p",
        "s/a/b/",
        "{print $1}",
        "{print}",
        "print",
        "NR>1 ",
        ".",
        ".a",
        ".[]",
      ),
      fc.constantFrom(
        "env",
        "$ENV",
        '"\\(env)"',
        '"\\(1)"',
        "$ ENV",
        "if . then ",
        "else 1 end",
        " | env",
        ", env",
        ": ",
        ";w made",
        "s|a|b|",
        "s/[",
        "]/",
        "# ",
        '"',
        "w made",
        "1e ",
        "e",
        "/w made",
        "r calls",
        ">",
        '"made"',
      ),
      fc.constantFrom(
        "|",
        '"sh"',
        "getline",
        "ENVIRON",
        'system("',
        '")',
        ";",
        "\n",
        "{",
        "}",
        "(",
        ")",
        " ",
        ",",
      ),
      write,
    ),
    { maxLength: 5 },
  )
  .map((pieces) => `'${pieces.join("")}'`);
const filter = fc
  .tuple(
    fc.constantFrom(
      "sed",
      "sed -e",
      "sed -n",
      "awk",
      "awk -F,",
      "jq",
      "jq -r",
      "sort",
      "uniq",
      "shuf",
      "grep",
      "tr a",
      "head",
    ),
    fc.oneof(
      { weight: 3, arbitrary: script },
      fc.constantFrom("", "-o made", "- made", "-n 1", "--arg a b ."),
    ),
  )
  .map((parts) => parts.join(" "));
const simple = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: read }, write), fc.array(word, { maxLength: 3 }))
  .map(([call, words]) => [call, ...words].join(" "));
const { command } = fc.letrec<{ command: string }>((tie) => ({
  command: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    { weight: 6, arbitrary: simple },
    { weight: 3, arbitrary: fc.tuple(read, filter).map((parts) => parts.join(" | ")) },
    fc
      .tuple(
        tie("command"),
        fc.constantFrom(";", " && ", " || ", " | ", " & ", "\n", " |& ", "\r\n"),
        tie("command"),
      )
      .map((parts) => parts.join("")),
    fc
      .tuple(
        tie("command"),
        fc.constantFrom(
          "| head -1",
          "| jq .",
          "| sh",
          "| xargs custom-acme",
          "2>&1",
          "> out",
          "&",
          "# x",
          "| sort -o out",
        ),
      )
      .map((parts) => parts.join(" ")),
    tie("command").map((one) => `cd . && ${one}`),
    tie("command").map((one) => `timeout 5 ${one}`),
    tie("command").map((one) => `(${one})`),
    tie("command").map((one) => `{ ${one}; }`),
    tie("command").map((one) => `if true; then ${one}; fi`),
    tie("command").map((one) => `f() { ${one}; }; f`),
    tie("command").map((one) => `X=$(${one}) custom-acme items list`),
    tie("command").map((one) => `custom-acme items list <(${one})`),
    tie("command").map((one) => `custom-acme items list <<E\n$(${one})\nE`),
  ),
}));

const isRead = ([group, verb]: readonly string[]) => group === "items" && (verb === "list" || verb === "get");

test.each(["environment", "broker"] as const)(
  "%s mode: what is allowed calls one operation at most, no write unless a broker asks, whatever bash makes of it",
  {
    timeout: 600_000,
  },
  async (mode) => {
    const session = sessionOf({ mode });
    const allowed = new Set<string>();
    await fc.assert(
      fc.asyncProperty(command, async (source) => {
        const { verdict, asked } = await judgeForClient(source, session);
        if (verdict !== "allow" || allowed.has(source)) return;
        allowed.add(source);
        const { calls: made, output, files } = run(source);
        expect(made.length).toBeLessThanOrEqual(1);
        if (asked !== undefined)
          expect(made.map((words) => words.slice(0, 2).join("."))).toEqual([asked.operation]);
        if (mode === "environment") expect(made.every(isRead)).toBe(true);
        expect(output).not.toContain(marker);
        expect(files).toEqual([]);
      }),
      { numRuns: Number(process.env.SPECWIRE_FUZZ ?? 3_000) },
    );
    expect(allowed.size).toBeGreaterThan(20);
  },
);
