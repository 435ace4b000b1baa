import { type JsonPointer, toPointer } from "@specwire/contract";
import { kebabCase, textFormats } from "./formats.ts";
import { namesRule, schemaAt } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

const inKebab = new Set(["word", "operationId", "slug"]);

/** Reports a name of a map's member that is not of the form that such names have. */
export function checkName(spec: SpecText, parent: JsonPointer, name: string): void {
  const rule = schemaAt(spec.judged, parent);
  const definition = (rule && namesRule(rule.schema)?.definition) ?? "";
  const { wanted, example, note } = textFormats[definition] ?? {
    wanted: "a name here",
    example: "name",
    note: undefined,
  };
  const better = inKebab.has(definition) ? kebabCase(name) : "";
  const hint =
    better !== "" && better !== name && /^[a-z]/.test(better) ? `did you mean "${better}"?` : undefined;
  const said = { value: name, wanted, example, note: [hint, note].filter(Boolean).join(" ") };
  spec.report.add("schema/bad-name", said, spec.locate(parent + toPointer([name]), "key"));
}
