import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { checkCommands } from "./commands.ts";
import { draftAndCompile } from "./connector.ts";
import { expressJudge } from "./judges/express-openapi-validator.ts";
import { type JsonObject, operationsOf } from "./original.ts";
import { lostOperations } from "./outside.ts";
import { sampleOf } from "./wire/sample.ts";
import { checkWire } from "./wire/wire-check.ts";

// The part of `npm run corpus` that is small enough for every test run; scripts/corpus/README.md has the rest.
const files = globSync(join(import.meta.dirname, "fixtures/*.json")).toSorted();

test.each(files.map((file) => [basename(file, ".json"), file]))(
  "%s compiles whole, its commands explain themselves, and what they send is what it says",
  async (_, file) => {
    const bytes = readFileSync(file);
    const document = JSON.parse(bytes.toString()) as JsonObject;
    const operations = operationsOf(document);
    const { output, diagnostics, said } = draftAndCompile(bytes);
    if (output === undefined) throw new Error(JSON.stringify(diagnostics));
    const { connector } = output;
    expect(lostOperations(operations, Object.values(connector.operations), said)).toEqual([]);
    const tableText = output.files.find(({ path }) => path === "cli.mjs")?.text ?? "";
    expect(await checkCommands(connector, tableText)).toEqual([]);
    const wire = await checkWire({
      document,
      operations: sampleOf(operations, 7),
      connector,
      tableText,
      judges: [expressJudge],
      seed: "npm test",
    });
    expect(wire.failures).toEqual([]);
    expect(wire.unjudged).toEqual([]);
    expect(wire.impossible).toEqual([]);
    expect(wire.accepted).toBe(wire.requests);
    // The judge is awake, and nothing is refused here that it would accept.
    expect(wire.planted.onlyByUs).toEqual([]);
    expect(wire.planted.refusedByJudge).toBe(wire.planted.planted);
  },
);

test("the judge refuses what is planted", async () => {
  const document = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/every-way.json"), "utf8"));
  const { output } = draftAndCompile(Buffer.from(JSON.stringify(document)));
  if (output === undefined) throw new Error("the fixture does not compile");
  const tableText = output.files.find(({ path }) => path === "cli.mjs")?.text ?? "";
  const options = {
    document,
    connector: output.connector,
    tableText,
    judges: [expressJudge],
    seed: "planted",
  };
  const { planted } = await checkWire({ ...options, operations: operationsOf(document) });
  expect(planted.planted).toBeGreaterThan(7);
  expect(planted.refusedByJudge).toBe(planted.planted);
});
