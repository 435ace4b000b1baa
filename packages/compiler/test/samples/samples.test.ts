import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, nodeHost } from "../../src/index.ts";
import { type CompileOutput, foldersIn, samplesFolder } from "../support/compiled.ts";
import { expectGoldens } from "../support/golden.ts";
import { playExamples } from "../support/play-examples.ts";

// A folder is a case: connector.yaml (and a document) in, `_expected/` out. `connector.json` is always compared,
// diagnostics.json where there are any, and what `options.json` names besides. requests.json is what the examples
// send; beside config.json stands what it can't say; of the lock what it says of the input.

interface SampleOptions {
  /** Outputs to compare besides connector.json. */
  readonly outputs?: readonly string[];
  readonly tokenBudget?: number;
}

describe("samples", () => {
  test.each(foldersIn(samplesFolder))("%s", async (name) => {
    const folder = join(samplesFolder, name);
    const { outputs = [], ...options } = optionsOf(folder);
    const { output, diagnostics } = compile(join(folder, "connector.yaml"), nodeHost, options);
    const said = diagnostics.map(({ severity, code, message }) => ({ severity, code, message }));
    expect(output, JSON.stringify(said, null, 2)).toBeDefined();
    const wanted = ["connector.json", ...outputs.filter((path) => path !== "requests.json")];
    const files = (output?.files ?? []).filter(({ path }) => wanted.includes(path));
    expect(files.map(({ path }) => path).toSorted()).toEqual(wanted.toSorted());
    expectGoldens({
      folder: join(folder, "_expected"),
      files: {
        ...Object.fromEntries(files.map(({ path, text }) => [path, path === lock ? inputOf(text) : text])),
        ...(outputs.includes("requests.json") && output && { "requests.json": await requestsOf(output) }),
        ...(outputs.includes("config.json") && { "notes.txt": `${output?.notes.join("\n")}\n` }),
        ...(said.length > 0 && { "diagnostics.json": `${JSON.stringify(said, null, 2)}\n` }),
      },
      suite: "samples",
    });
  });
});

const lock = "connector.lock.json";

/** The digests of outputs change with the code that each of them carries. */
function inputOf(text: string): string {
  const { outputs: _, ...input } = JSON.parse(text) as Record<string, unknown>;
  return `${JSON.stringify(input, null, 2)}\n`;
}

/** What the generated CLI sends for the examples, recorded on loopback. */
async function requestsOf(output: CompileOutput): Promise<string> {
  const { examples, differing } = await playExamples(output);
  expect(differing).toEqual([]);
  return `${JSON.stringify(examples, null, 2)}\n`;
}

function optionsOf(folder: string): SampleOptions {
  const file = join(folder, "options.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SampleOptions) : {};
}
