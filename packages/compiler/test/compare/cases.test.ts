import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connector } from "@specwire/contract";
import { expect, test } from "vitest";
import { type Change, compareConnectors, compile, memoryHost } from "../../src/index.ts";
import { foldersIn } from "../support/compiled.ts";

// Each folder is a test: before.yaml and after.yaml are two versions of a connector, _expected.txt is what
// changed, a line each: whom it breaks in brackets. UPDATE=1 records; read the difference.
const cases = import.meta.dirname;

test.each(foldersIn(cases))("%s", (name) => {
  const read = (file: string) => readFileSync(join(cases, name, file), "utf8");
  const changes = compareConnectors(connectorOf(read("before.yaml")), connectorOf(read("after.yaml")));
  const text = changes.map((change) => `${lineOf(change)}\n`).join("");
  if (process.env.UPDATE === "1") writeFileSync(join(cases, name, "_expected.txt"), text);
  expect(text).toBe(read("_expected.txt"));
});

function connectorOf(text: string): Connector {
  const { output, diagnostics } = compile("connector.yaml", memoryHost({ "connector.yaml": text }));
  if (output === undefined) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  return output.connector;
}

function lineOf({ kind, operations, at, message, breaks }: Change): string {
  const subject = [operations.join(", "), at].filter(Boolean).join(" ");
  return `${kind}: ${subject}${subject && " "}${message}${breaks.length > 0 ? ` [${breaks.join(", ")}]` : ""}`;
}
