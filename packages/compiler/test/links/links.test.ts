import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connector, Link } from "@specwire/contract";
import { expect, test } from "vitest";
import { compileFolder, foldersIn } from "../support/compiled.ts";

// Each case: what its operations lead to, where their lists are and what these show.

const folder = import.meta.dirname;

test.each(foldersIn(folder))("%s", (name) => {
  const { connector } = compileFolder(join(folder, name));
  const path = join(folder, name, "_expected.txt");
  const shown = wordsOf(connector);
  if (process.env.UPDATE) writeFileSync(path, shown);
  expect(shown).toBe(readFileSync(path, "utf8"));
});

function wordsOf({ operations }: Connector): string {
  const lines = Object.values(operations).map(({ id, response, detail, list, unchanged }) =>
    [
      id,
      ...(response.items === undefined
        ? []
        : [`  list at "${response.items}": ${response.fields.join(", ") || "everything"}`]),
      ...(detail ? [`  detail ${linkWords(detail)}`] : []),
      ...(list ? [`  list ${linkWords(list)}`] : []),
      ...(unchanged ? [`  unchanged ${JSON.stringify(unchanged)}`] : []),
    ].join("\n"),
  );
  return `${lines.join("\n")}\n`;
}

function linkWords({ operation, arguments: args }: Link): string {
  const words = args.map(({ name, from }) =>
    "argument" in from ? `${name} = ${from.argument.name}` : `${name} = ${from.pointer} of the answer`,
  );
  return [operation, words.join(", ")].filter(Boolean).join(": ");
}
