import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type CompileOutput, compile, memoryHost } from "../../src/index.ts";
import { compileFolder, compileSpec, fileOf, samplesFolder, slugs } from "../support/compiled.ts";

interface FrontMatter {
  readonly name: string;
  readonly description: string;
}

function frontMatterOf(output: CompileOutput): FrontMatter {
  const text = fileOf(output, "SKILL.md");
  const [, front = "", body = ""] = /^---\n(.*?)\n---\n\n(.*)$/s.exec(text) ?? [];
  expect(body).toBe(fileOf(output, "instructions.md"));
  return parse(front) as FrontMatter;
}

/** https://agentskills.io/specification */
function expectSkill(front: FrontMatter): void {
  expect(Object.keys(front)).toEqual(["name", "description"]);
  expect(front.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(front.name.length).toBeLessThanOrEqual(64);
  expect(front.description.length).toBeGreaterThan(0);
  expect(front.description.length).toBeLessThanOrEqual(1024);
  expect(front.description).not.toMatch(/[<>]/);
}

function outputOf(words: { slug: string; name: string; description: string }): CompileOutput {
  const spec = {
    connector: 1,
    version: "1.0.0",
    ...words,
    baseUrl: "https://api.acme.example",
    auth: { type: "none" },
    operations: { "things.get": { request: "GET /things", summary: "Get the things" } },
  };
  const host = memoryHost({ "connector.yaml": JSON.stringify(spec) });
  return compile("connector.yaml", host, { tokenBudget: 5000 }).output ?? expect.fail("does not compile");
}

describe("SKILL.md", () => {
  test.each(slugs)("%s obeys the format", (slug) => {
    const front = frontMatterOf(compileSpec(slug));
    expectSkill(front);
    expect(front.name).toBe(`custom-${slug}`);
  });

  test("obeys the format with the longest words", () => {
    const words = { slug: `a${"b".repeat(39)}`, name: "n".repeat(80), description: "d".repeat(500) };
    expectSkill(frontMatterOf(outputOf(words)));
  });

  test("says what the spec says, whatever it says", () => {
    const name = 'A: "b" \\ # --- é 项目 🎉';
    const description = "--- key: [value] <script>x</script> & 'single' %YAML @a *b !c";
    const front = frontMatterOf(outputOf({ slug: "acme", name, description }));
    expectSkill(front);
    expect(front.description).toContain(`${name}: ${description.replace(/[<>]/g, "")}`);
  });

  test("comes with instructions whose words are no markup", () => {
    const text = fileOf(compileFolder(join(samplesFolder, "highlights-stated")), "SKILL.md");
    expect(text).toContain("\\*stars\\*");
  });
});
