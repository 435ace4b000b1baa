import { createRequire } from "node:module";
import { type JsonObject, nameOf, type OriginalOperation, operationsOf } from "./original.ts";
import type { OutsideResult, Problem } from "./result.ts";

const require: NodeJS.Require = createRequire(import.meta.url);

/** Reads the document with swagger-parser and counts there. It may refuse; what it reads must have what we have. */
export async function askSwaggerParser(file: string): Promise<OutsideResult> {
  const { default: SwaggerParser } = require("@apidevtools/swagger-parser");
  try {
    const document: JsonObject = await new SwaggerParser().bundle(file);
    return { operations: operationsOf(document).length };
  } catch (error) {
    return {
      error: error instanceof Error ? (error.message.split("\n")[0]?.slice(0, 200) ?? "") : String(error),
    };
  }
}

export function compareOutside(outside: OutsideResult, operations: number): Problem[] {
  if (outside.operations === undefined || outside.operations === operations) return [];
  const reason = `swagger-parser finds ${outside.operations} operations, the document has ${operations}`;
  return [{ figure: "outside", reason }];
}

/** Operations that are in no manifest although no diagnostic names them. */
export function lostOperations(
  operations: readonly OriginalOperation[],
  manifest: Iterable<{ readonly method: string; readonly path: string }>,
  said: readonly string[],
): Problem[] {
  const taken = new Set([...manifest].map(nameOf));
  return operations.flatMap((one): Problem[] => {
    const name = nameOf(one);
    // A path is shown cut where it is long; and what is behind "?" or "#" is no part of a template.
    const shown = name.slice(0, 90);
    const plain = name.replace(/[?#].*$/, "");
    if (taken.has(name) || taken.has(plain) || said.some((message) => message.includes(shown))) return [];
    return [{ figure: "operations", reason: `${name} is lost without a word` }];
  });
}
