import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratch } from "./support/scratch.ts";
import { inProcess } from "./support/specwire.ts";

// Each folder in cases/ is a test: its files are copied to an empty folder and the lines of commands.txt are
// run there. _expected/output.txt holds what they said, _expected/files what they wrote or changed.
// UPDATE=1 records; look at the difference before you commit it.
const cases = join(import.meta.dirname, "cases");
const update = process.env.UPDATE === "1" && process.env.CI === undefined;
const names = readdirSync(cases).filter((name) => existsSync(join(cases, name, "commands.txt")));

describe("cases", () => {
  test.each(names)("%s", async (name) => {
    const inputs = join(cases, name);
    const folder = scratch();
    cpSync(inputs, folder, { recursive: true, filter: (path) => !/_expected$|commands\.txt$/.test(path) });
    const before = filesIn(folder);
    const output = await runAll(readFileSync(join(inputs, "commands.txt"), "utf8"), folder);
    const written = [...filesIn(folder)].filter(([path, text]) => before.get(path) !== text);
    if (update) record(join(inputs, "_expected"), output, written);
    const expected = filesIn(join(inputs, "_expected/files"));
    expect(output).toBe(readFileSync(join(inputs, "_expected/output.txt"), "utf8"));
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
  });
});

async function runAll(commands: string, folder: string): Promise<string> {
  const home = process.cwd();
  process.chdir(folder);
  try {
    let output = "";
    for (const line of commands.split("\n").filter(Boolean)) {
      const { code, out, err } = await inProcess(wordsOf(line));
      output += `$ specwire ${line}\n${out}${err && `--- stderr\n${err}`}--- exit ${code}\n\n`;
    }
    // What the compiler makes of a spec may change; what is said about it does not.
    return output.replaceAll(folder, "<folder>").replace(/("digest":"sha256:)[0-9a-f]{64}/g, "$1…");
  } finally {
    process.chdir(home);
  }
}

/** Words as a shell reads them, as far as single quotes go. */
const wordsOf = (line: string): string[] =>
  (line.match(/'[^']*'|[^ ]+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, "$1"));

/** Text by path; where the repository lies is no part of it. */
function filesIn(folder: string): Map<string, string> {
  const paths = globSync("**", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.sort().map((path) => {
      const text = readFileSync(path, "utf8").replace(/(\$schema=)file:\S*\//, "$1<schema>/");
      return [path.slice(folder.length + 1).replaceAll("\\", "/"), text];
    }),
  );
}

function record(expected: string, output: string, written: readonly (readonly [string, string])[]): void {
  rmSync(expected, { recursive: true, force: true });
  for (const [path, text] of [
    ["output.txt", output],
    ...written.map(([path, text]) => [`files/${path}`, text]),
  ]) {
    const place = join(expected, path ?? "");
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text ?? "");
  }
}
