import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { helpPages } from "@specwire/cli-kit";
import { compile } from "@specwire/compiler";
import { nodeHost } from "@specwire/compiler/node-host";
import { estimateTokens, tokenBudgets } from "@specwire/contract";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { tokenCosts } from "../src/compile/measure-tokens.ts";
import { isOver } from "../src/compile/token-cost.ts";
import { scratch, spec } from "./support/scratch.ts";
import { inProcess } from "./support/specwire.ts";

const specs = fileURLToPath(new URL("../../../specs/", import.meta.url));

/** A command whose flags nobody can leave out, each with words of its own. */
const wordy = `  items.add:
    request: POST /items
    summary: Add an item
    body:
      required: [${Array.from({ length: 60 }, (_, index) => `field_${index}`).join(", ")}]
      properties:
${Array.from({ length: 60 }, (_, index) => `        field_${index}: { type: string, description: What nobody can leave out }`).join("\n")}
`;

function compileAt(text: string, ...more: readonly string[]) {
  const folder = scratch({ "acme/connector.yaml": text });
  return inProcess(["compile", join(folder, "acme"), "-o", join(folder, "out"), ...more]);
}

describe("specwire compile --tokens", () => {
  test("says what costs what, and its budget", async () => {
    const { code, out, err } = await compileAt(spec("acme"), "--tokens");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^ {2}instructions\.md +\d+ of 600: what it is \d+, commands \d+, how to use it \d+, errors \d+$/m,
    );
    expect(out).toMatch(/^ {2}help without a command +\d+ of 400$/m);
    expect(out).toMatch(/^ {2}help with the flags of every command +\d+ of 700$/m);
    expect(out).toMatch(
      /^ {2}help of a group +\d+ of 600, the largest of 1 \(median \d+, p90 \d+\): items \d+$/m,
    );
    expect(out).toMatch(
      /^ {2}help of a command +\d+ of 900, the largest of 2 .*: items (list|delete) \d+, items (list|delete) \d+$/m,
    );
    expect(out).toMatch(/^ {2}SKILL\.md +\d+$/m);
  });

  test("names the highlights that the instructions have no room for, the last ones first to go", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `items.look-${index}-${"long-".repeat(9)}name`);
    const operations = names
      .map(
        (id, index) => `  ${id}: { request: "GET /${index}", summary: ${"Look at it again ".repeat(5)} }\n`,
      )
      .join("");
    const { out } = await compileAt(
      `${spec("acme")}${operations}highlights: [${names.join(", ")}]\n`,
      "--tokens",
    );
    expect(out).toMatch(
      /^ +note: instructions\.md: no room for \d of the highlights: (items\.look-\d-\S+, )*items\.look-7-\S+$/m,
    );
  });

  test("also where nothing has changed", async () => {
    const folder = scratch({ "acme/connector.yaml": spec("acme") });
    const line = ["compile", join(folder, "acme"), "-o", join(folder, "out")];
    await inProcess(line);
    const { out } = await inProcess([...line, "--tokens"]);
    expect(out).toContain("unchanged: 2 operations");
    expect(out).toContain("help of a command");
  });

  test("is the same as data", async () => {
    const { out } = await compileAt(spec("acme"), "--tokens", "--json");
    const [{ tokens, instructionTokens }] = JSON.parse(out).connectors;
    expect(tokens[0]).toMatchObject({ name: "instructions.md", tokens: instructionTokens, budget: 600 });
    expect(tokens.map(({ name }: { name: string }) => name)).toContain("help of the median command");
  });

  test("fails where something costs more than it may, but only where it is asked for", async () => {
    const { code, out } = await compileAt(`${spec("acme").split("  items.list")[0]}${wordy}`, "--tokens");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}help of the median command +\d+ of 350 OVER ITS BUDGET$/m);
    expect(out).toMatch(/^ {2}help of a command +\d+ of 900, /m);
    expect((await compileAt(`${spec("acme")}${wordy}`)).code).toBe(0);
  });

  test("measures the instructions by the budget that they were given", async () => {
    const { out } = await compileAt(spec("acme"), "--tokens", "--token-budget", "900");
    expect(out).toMatch(/^ {2}instructions\.md +\d+ of 900:/m);
  });
});

describe("the connectors of this repository", () => {
  const slugs = readdirSync(specs, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [one.name] : [],
  );

  test.each(slugs)("%s keeps every budget, by the true count too", (slug) => {
    const { output } = compile(join(specs, slug), nodeHost);
    if (output === undefined) throw new Error("does not compile");
    expect(tokenCosts(output, undefined).filter(isOver)).toEqual([]);
    const cli = output.files.find(({ path }) => path === "cli.mjs")?.text ?? "";
    const pages = [...helpPages(cli)];
    expect(pages.length).toBeGreaterThan(Object.keys(output.connector.operations).length);
    const sizes = pages.map(({ kind, words, text }) => ({ kind, words, tokens: encode(text).length, text }));
    expect(sizes.filter(({ kind, tokens }) => tokens > tokenBudgets[kind])).toEqual([]);
    // The estimate is what budgets are kept by: of long texts it is never below, and of short ones hardly.
    const low = sizes.filter(
      ({ tokens, text }) => estimateTokens(text) < tokens - Math.max(0, 4 - tokens / 100),
    );
    expect(low).toEqual([]);
  });
});
