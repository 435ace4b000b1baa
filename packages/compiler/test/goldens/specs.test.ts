import { join } from "node:path";
import { groupOf } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { type CompileOutput, compileSpec, fileOf, slugs, specsFolder } from "../support/compiled.ts";
import { loadGeneratedCli } from "../support/generated-cli.ts";
import { expectGoldens } from "../support/golden.ts";

// Every connector in `specs/` is its own case. A difference in permissions.json is for its owner to judge.
// test/schemas holds each connector.json against its published schema.

const run = await loadGeneratedCli();
const emitted = ["connector.json", "permissions.json", "instructions.md", "config.json"];

/** What a person sees first: the top, the largest group, the help of a list and of a write in it. */
async function helpOf(output: CompileOutput): Promise<string> {
  const groups = Map.groupBy(Object.values(output.connector.operations), ({ id }) => groupOf(id));
  groups.delete("");
  const [[group, operations] = ["", []]] = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  const list = operations.find((one) => one.response.items !== undefined) ?? operations[0];
  const write = operations.find((one) => one.access === "write") ?? operations[1];
  const shown = [list, write].flatMap((one) => (one ? [[...one.id.split("."), "--help"]] : []));
  const commands = [[], [group], ...shown];
  const texts = [];
  for (const argv of commands) {
    const { exit, out, err } = await run(output, argv);
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    texts.push(`$ ${[`custom-${output.connector.slug}`, ...argv].join(" ")}\n${out}`);
  }
  return texts.join("\n");
}

describe("connectors", () => {
  test.each(slugs)("%s", async (slug) => {
    const output = compileSpec(slug);
    expectGoldens({
      folder: join(specsFolder, slug, "_expected"),
      files: {
        ...Object.fromEntries(emitted.map((path) => [path, fileOf(output, path)])),
        "help.txt": await helpOf(output),
      },
      suite: "goldens",
      others: ["requests.json"],
    });
  });
});
