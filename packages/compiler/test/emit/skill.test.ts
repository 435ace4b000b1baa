import { join } from "node:path";
import { commandOutline, estimateTokens } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type CompileOutput, compile, memoryHost } from "../../src/index.ts";
import { compileFolder, compileSpec, fileOf, samplesFolder, slugs } from "../support/compiled.ts";

interface FrontMatter {
  readonly name: string;
  readonly description: string;
  readonly compatibility: string;
}

function textsOf(output: CompileOutput): { skill: string; commands: string } {
  const folder = `skill/custom-${output.connector.slug}`;
  return {
    skill: fileOf(output, `${folder}/SKILL.md`),
    commands: fileOf(output, `${folder}/references/commands.md`),
  };
}

function frontMatterOf(output: CompileOutput): FrontMatter {
  const { skill } = textsOf(output);
  const [, front = "", body = ""] = /^---\n(.*?)\n---\n\n(.*)$/s.exec(skill) ?? [];
  expect(body.startsWith(fileOf(output, "instructions.md"))).toBe(true);
  return parse(front) as FrontMatter;
}

/** https://agentskills.io/specification: what skills-ref validates, and that the folder has the skill's name. */
function expectSkill(front: FrontMatter, slug: string): void {
  expect(Object.keys(front)).toEqual(["name", "description", "compatibility"]);
  expect(front.name).toBe(`custom-${slug}`);
  expect(front.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(front.name.length).toBeLessThanOrEqual(64);
  expect(front.description.length).toBeGreaterThan(0);
  expect(front.description.length).toBeLessThanOrEqual(1024);
  expect(front.description).not.toMatch(/[<>]/);
  expect(front.compatibility.length).toBeLessThanOrEqual(500);
}

function outputOf(
  words: { slug: string; name: string; description: string },
  ids: readonly string[] = ["things.get"],
): CompileOutput {
  const spec = {
    connector: 1,
    version: "1.0.0",
    ...words,
    baseUrl: "https://api.acme.example",
    auth: { type: "none" },
    operations: Object.fromEntries(
      ids.map((id) => [id, { request: `GET /${id}`, summary: "Get the things" }]),
    ),
  };
  const host = memoryHost({ "connector.yaml": JSON.stringify(spec) });
  return compile("connector.yaml", host, { tokenBudget: 5000 }).output ?? expect.fail("does not compile");
}

describe("SKILL.md", () => {
  test.each(slugs)("%s obeys the format", (slug) => {
    const output = compileSpec(slug);
    expectSkill(frontMatterOf(output), slug);
    const [body = ""] = textsOf(output).skill.split("---\n").slice(2);
    expect(estimateTokens(body)).toBeLessThan(800);
    expect(body).toContain("(references/commands.md)");
  });

  test("obeys the format with the longest words", () => {
    const slug = `a${"b".repeat(39)}`;
    const words = { slug, name: "n".repeat(80), description: "d".repeat(500) };
    const groups = Array.from({ length: 20 }, (_, index) => `g${index}-${"g".repeat(50)}.get`);
    expectSkill(frontMatterOf(outputOf(words, groups)), slug);
  });

  test("says what the spec says, whatever it says", () => {
    const name = 'A: "b" \\ # --- é 项目 🎉';
    const description = "--- key: [value] <script>x</script> & 'single' %YAML @a *b !c";
    const front = frontMatterOf(outputOf({ slug: "acme", name, description }));
    expectSkill(front, "acme");
    expect(front.description).toContain(`${name}: ${description.replace(/[<>]/g, "")}`);
  });

  test("names the groups, so that an agent knows when it is meant", () => {
    const { description } = frontMatterOf(compileSpec("github"));
    expect(description).toMatch(/Use it when a task needs GitHub: .*\bissues\b/);
  });

  test("comes with instructions whose words are no markup", () => {
    const { skill } = textsOf(compileFolder(join(samplesFolder, "highlights-stated")));
    expect(skill).toContain("\\*stars\\*");
  });
});

describe("references/commands.md", () => {
  test.each(slugs)("%s: has every command once, and says on which lines its group is", (slug) => {
    const output = compileSpec(slug);
    const { connector } = output;
    const lines = textsOf(output).commands.split("\n");
    const commands = lines.flatMap((line) => /^- `+ ?(custom-.+?)`+ - /.exec(line)?.[1] ?? []);
    const { operations, types } = connector;
    const outlines = Object.values(operations).map((one) => commandOutline(slug, one, types));
    expect(commands.toSorted()).toEqual(outlines.toSorted());
    const [, said = ""] =
      /commands: (.*)\.$/.exec(lines.find((line) => line.startsWith("Lines of")) ?? "") ?? [];
    const places = said.split(", ").map((place) => /^(.+) (\d+)-(\d+)$/.exec(place)?.slice(1) ?? []);
    const named = places.flatMap(([group = "", first, last]) =>
      lines
        .slice(Number(first) - 1, Number(last))
        .map((line) => [group, /custom-\S+ ([\w-]+)/.exec(line)?.[1], line[0]]),
    );
    expect(named).toHaveLength(outlines.length);
    for (const [group, word, mark] of named) {
      expect(mark).toBe("-");
      if (group !== "without a group") expect(word).toBe(group);
    }
  });

  test("marks what changes or destroys something", () => {
    const { commands } = textsOf(compileSpec("github"));
    expect(commands).toMatch(/issues create .* \(writes\)$/m);
    expect(commands).toMatch(/ delete .* \(destroys\)$/m);
    expect(commands).toMatch(/issues list [^(]*$/m);
  });
});
