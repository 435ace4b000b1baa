import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Method } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { type NamedOperation, nameOperations } from "../../src/phases/2-resolve/names/name-operations.ts";

// Each file of cases/ is a document in short: `<id> = METHOD /path | operationId | tag, tag | summary | file` a line. Its ids are what
// a person would choose. UPDATE=1 writes what the namer gives; read the difference.
const cases = join(import.meta.dirname, "cases");
const update = process.env.UPDATE === "1" && process.env.CI === undefined;

describe("names", () => {
  test.each(readdirSync(cases))("%s", (name) => {
    const file = join(cases, name);
    const text = readFileSync(file, "utf8");
    const lines = text.trimEnd().split("\n");
    const operations = lines.flatMap(operationOf);
    const ids = nameOperations(operations);
    const written = lines.map((line) => {
      const [operation] = operationOf(line);
      return operation === undefined ? line : `${(ids.shift() ?? "").padEnd(36)} = ${requestOf(line)}`;
    });
    if (update) writeFileSync(file, `${written.join("\n")}\n`);
    expect(`${written.join("\n")}\n`).toBe(update ? readFileSync(file, "utf8") : text);
  });
});

const requestOf = (line: string): string => line.replace(/^[^=]*? = /, "");

function operationOf(line: string): NamedOperation[] {
  if (line === "" || line.startsWith("#")) return [];
  const [request = "", operationId = "", tags = "", summary = "", file = ""] = requestOf(line).split(" | ");
  const [, method = "", path = ""] = /^(\w+) (.*)$/.exec(request) ?? [];
  return [
    {
      method: method as Method,
      path,
      ...(operationId !== "" && { operationId }),
      tags: tags.split(", ").filter(Boolean),
      ...(summary !== "" && { summary }),
      ...(file === "file" && { givesFile: true }),
    },
  ];
}
