import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { casesOf, payloadOf } from "./support/cases.ts";
import { placeAt } from "./support/place.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();
const command = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));

/** Everything below a folder. */
const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted();

/** Runs the command on the specs of all such cases; answers its exit code, what it says and what it created. */
function compileAll(outcome: "refused" | "inert") {
  const root = join(stage().folder, outcome);
  const [home, work] = [join(root, "home"), join(root, "a/b/c/d/e/work")];
  for (const folder of [home, work]) mkdirSync(folder, { recursive: true });
  const names: string[] = [];
  for (const one of casesOf("file-path")) {
    for (const run of one.runs.filter((other) => other.outcome === outcome)) {
      const { files } = placeAt(run.position, payloadOf(one, run, stage().forbiddenPort));
      const name = `case-${names.push("")}`;
      names[names.length - 1] = name;
      mkdirSync(join(work, name));
      const spec = JSON.parse(files["acme/connector.json"] ?? "") as { slug: string };
      // One output folder each; where the slug is what is hostile, it stays.
      const slug = spec.slug === "acme" ? name : spec.slug;
      writeFileSync(join(work, name, "connector.json"), JSON.stringify({ ...spec, slug }));
      writeFileSync(join(work, name, "openapi.json"), files["acme/openapi.json"] ?? "");
    }
  }
  const before = below(root);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@specwire/source", command, "compile", ...names, "-o", "out", "--json"],
    { cwd: work, env: { PATH: process.env.PATH, HOME: home }, encoding: "utf8" },
  );
  const created = below(root).filter((path) => !before.includes(path));
  return { names, status, stdout, stderr, created };
}

describe("specwire compile writes into its output folder alone", () => {
  test("refused: every one of them, and nothing is created", { timeout: 60_000 }, () => {
    const { names, status, stdout, stderr, created } = compileAll("refused");
    expect(status, stderr).toBe(1);
    for (const name of names) expect(stdout).toContain(`${name}/connector.json`);
    expect(created).toEqual([]);
  });

  test("inert: nine files each, and nothing else", { timeout: 60_000 }, () => {
    const { names, status, stderr, created } = compileAll("inert");
    expect(status, stderr).toBe(0);
    const skill = "skill(\\/custom-case-\\d+(\\/SKILL\\.md|\\/references(\\/commands\\.md)?)?)?";
    const output = new RegExp(`^a/b/c/d/e/work/out(/case-\\d+(/[A-Za-z.-]+|/${skill})?)?$`);
    expect(created.filter((path) => !output.test(path))).toEqual([]);
    expect(created.length).toBe(1 + names.length * 13);
  });

  test("no place that a payload names is there afterwards", () => {
    for (const path of ["/tmp/specwire-canary", "/etc/cron.d/x"]) expect(existsSync(path)).toBe(false);
  });
});
