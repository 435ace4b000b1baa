import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { scratch, spec } from "./support/scratch.ts";
import { inProcess } from "./support/specwire.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const schema = JSON.parse(readFileSync(`${root}packages/compiler/schema/catalogue.schema.json`, "utf8"));
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

/** What the generated tool itself prints. */
function toolSays(folder: string, ...words: string[]): string {
  const ran = spawnSync(process.execPath, [join(folder, "cli.mjs"), ...words], { encoding: "utf8", env: {} });
  expect([ran.status, ran.stderr]).toEqual([0, ""]);
  return ran.stdout;
}

describe("the spec, the compiled folder and the tool print the same catalogue", () => {
  test.each(["specs/github", "specs/slack", "examples/notes-api"])("%s", async (name) => {
    const out = scratch();
    expect((await inProcess(["compile", join(root, name), "-o", out])).code).toBe(0);
    const [folder = ""] =
      (await inProcess(["compile", join(root, name), "-o", out, "--json"])).out.match(
        /(?<="folder": ")[^"]+/,
      ) ?? [];
    const said = await inProcess(["commands", join(root, name), "--json"]);
    expect([said.code, said.err]).toEqual([0, ""]);
    expect((await inProcess(["commands", folder, "--json"])).out).toBe(said.out);
    expect(toolSays(folder, "--commands")).toBe(said.out);
    const catalogue = JSON.parse(said.out);
    expect(validate(catalogue), JSON.stringify(validate.errors)).toBe(true);
    const [{ id }] = catalogue.commands;
    const group = id.split(".")[0];
    const ofGroup = (await inProcess(["commands", folder, group, "--json"])).out;
    expect(toolSays(folder, group, "--commands")).toBe(ofGroup);
    expect(JSON.parse(ofGroup).commands.every((one: { id: string }) => one.id.startsWith(group))).toBe(true);
  });
});

test("a compiled folder that somebody changed is refused", async () => {
  const folder = scratch({ "acme/connector.yaml": spec("acme") });
  await inProcess(["compile", join(folder, "acme"), "-o", join(folder, "out")]);
  const file = join(folder, "out/acme/connector.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"Test"', '"Best"'));
  const { code, out, err } = await inProcess(["commands", join(folder, "out/acme"), "--json"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("is not what connector.lock.json beside it says");
});
