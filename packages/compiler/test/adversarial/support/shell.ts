import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

const record = '#!/bin/bash\nprintf \'%s\\0\' "$0" "$#" "$@" >> "$CALLS"\n';

/** Commands that a printed line could call by mistake, beside the one that it should. */
const commands = ["custom-acme", "acme", "curl", "rm", "touch"];

/** Runs a line in bash exactly as it is printed, every command a stub; answers the one call's words. */
export function runLine(line: string, folder: string): string[] {
  rmSync(folder, { recursive: true, force: true });
  const [bin, work, calls] = [join(folder, "bin"), join(folder, "work"), join(folder, "calls")];
  for (const one of [bin, work]) mkdirSync(one, { recursive: true });
  for (const name of commands) {
    writeFileSync(join(bin, name), record);
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(calls, "");
  writeFileSync(join(folder, "line.sh"), `${line}\n`);
  execFileSync("/bin/bash", [join(folder, "line.sh")], {
    cwd: work,
    env: { PATH: bin, CALLS: calls, HOME: work },
    stdio: ["ignore", "ignore", "ignore"],
  });
  expect(readdirSync(work)).toEqual([]);
  const [name, count, ...words] = readFileSync(calls, "utf8").split("\0").slice(0, -1);
  expect(name).toBe(join(bin, "custom-acme"));
  expect(words.length, "one call and no other").toBe(Number(count));
  return words;
}

/** Lines with a placeholder outside quotes are patterns to fill in, not examples to run. */
export function isRunnable(line: string): boolean {
  return !/ <[^<>]*>( |$)/.test(line.replaceAll(/'[^']*'/g, "''"));
}
