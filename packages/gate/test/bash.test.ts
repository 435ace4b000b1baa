import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { judgeCommand } from "../src/index.ts";
import { sessionOf } from "./support/acme.ts";

// What the gate allows is run by a real bash, with a program in place of ours that writes down how it was called.

const folder = mkdtempSync(join(tmpdir(), "specwire-gate-"));
const calls = join(folder, "calls");
const program = join(folder, "custom-acme");
writeFileSync(program, `#!/bin/sh\nprintf '%s\\0' "$@" >> "${calls}"; printf '\\n' >> "${calls}"\n`);
chmodSync(program, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function callsOf(command: string): string[][] {
  writeFileSync(calls, "");
  try {
    execFileSync("bash", ["-c", command], {
      cwd: folder,
      env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder },
      stdio: "ignore",
      timeout: 5_000,
    });
  } catch {
    // How it ends does not matter; what it called does.
  }
  const lines = readFileSync(calls, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => line.split("\0").slice(0, -1));
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
const simple = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: read }, write), fc.array(word, { maxLength: 3 }))
  .map(([call, words]) => [call, ...words].join(" "));
const { command } = fc.letrec<{ command: string }>((tie) => ({
  command: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    { weight: 6, arbitrary: simple },
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

test("what the gate allows calls one read and no write, whatever bash makes of it", {
  timeout: 120_000,
}, async () => {
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(command, async (source) => {
      const { verdict } = await judgeCommand(source, sessionOf());
      if (verdict !== "allow") return;
      allowed++;
      const made = callsOf(source);
      expect(made.length).toBeLessThanOrEqual(1);
      expect(made.every(isRead)).toBe(true);
    }),
    { numRuns: Number(process.env.SPECWIRE_FUZZ ?? 3_000) },
  );
  expect(allowed).toBeGreaterThan(20);
});
