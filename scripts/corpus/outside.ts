import { statSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type JsonObject,
  nameOf,
  type OriginalOperation,
  operationsOf,
  plainPath,
  spelled,
} from "./original.ts";
import type { OutsideResult, Problem } from "./result.ts";

/** In bytes. */
const largest = 20_000_000;

const require: NodeJS.Require = createRequire(import.meta.url);

/** Reads the document with swagger-parser and counts there. It may refuse; what it reads must have what we have. */
export async function askSwaggerParser(file: string): Promise<OutsideResult> {
  const { default: SwaggerParser } = require("@apidevtools/swagger-parser");
  try {
    const parser = new SwaggerParser();
    // Its bundling of the largest (47 MB) does not end in ten minutes; all are one file, so that reading is enough.
    const document: JsonObject = await (statSync(file).size > largest
      ? parser.parse(file)
      : parser.bundle(file));
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
  const left = new Map<string, number>();
  for (const one of manifest) {
    const name = nameOf(spelled(one));
    left.set(name, (left.get(name) ?? 0) + 1);
  }
  return operations.flatMap((one): Problem[] => {
    const name = nameOf(spelled(one));
    const plain = nameOf({ method: one.method, path: plainPath(spelled(one).path) });
    // Several may share method and path, told apart by what is behind "?" or "#": each needs its own.
    const here = [name, plain].find((key) => (left.get(key) ?? 0) > 0);
    if (here !== undefined) left.set(here, (left.get(here) ?? 0) - 1);
    // A message shows long names cut.
    if (here !== undefined || said.some((message) => message.includes(name.slice(0, 90)))) return [];
    return [{ figure: "operations", reason: `${name} is lost without a word` }];
  });
}
