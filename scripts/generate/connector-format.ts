import { readFileSync } from "node:fs";
import { join } from "node:path";
import { authoringPrompt } from "../../packages/compiler/scripts/authoring-prompt.ts";
import { referencePage } from "../../packages/compiler/scripts/reference-page.ts";
import type { Schema } from "../../packages/compiler/scripts/schema.ts";
import { sourceTypes } from "../../packages/compiler/scripts/source-types.ts";
import { validatorModule } from "../../packages/compiler/scripts/validator-module.ts";
import type { GeneratedFile } from "./step.ts";

const compiler = "packages/compiler";

/** Types, validator, reference page and authoring prompt of the connector spec, all from its JSON Schema. */
export async function connectorFormat(): Promise<readonly GeneratedFile[]> {
  const file = join(import.meta.dirname, "../..", compiler, "schema/connector.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as Schema;
  const validator = validatorModule(schema);
  return [
    { path: `${compiler}/gen/connector-source.ts`, text: await sourceTypes(schema) },
    { path: `${compiler}/gen/validate-connector.js`, text: validator.code },
    { path: `${compiler}/gen/validate-connector.d.ts`, text: validator.types },
    { path: `${compiler}/gen/authoring-prompt.md`, text: authoringPrompt(schema) },
    { path: "docs/spec.md", text: referencePage(schema) },
  ];
}
