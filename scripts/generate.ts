// Writes every file that is made from another one:
//
//   npm run generate              write what differs
//   npm run generate -- --check   write nothing; exit with 1 and name what differs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { migrations } from "../packages/runtime/scripts/migrations.ts";
import { cliKit } from "./generate/cli-kit.ts";
import { connectorFormat } from "./generate/connector-format.ts";
import { gatePrograms } from "./generate/gate-programs.ts";
import { providers } from "./generate/providers.ts";
import type { GeneratedFile, GenerateStep } from "./generate/step.ts";

const steps: readonly GenerateStep[] = [connectorFormat, cliKit, gatePrograms, migrations, providers];

const root = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");

function differs({ path, text }: GeneratedFile): boolean {
  try {
    return readFileSync(join(root, path), "utf8") !== text;
  } catch {
    return true;
  }
}

function write({ path, text }: GeneratedFile): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const stale: string[] = [];
for (const step of steps) {
  for (const file of await step()) {
    if (!differs(file)) continue;
    stale.push(file.path);
    if (!check) write(file);
  }
}

for (const path of stale) console.log(`${check ? "differs " : "written "}${path}`);
if (check && stale.length > 0) {
  console.log("Run `npm run generate` and commit the result.");
  process.exitCode = 1;
}
