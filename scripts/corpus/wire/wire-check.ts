import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connector } from "../../../packages/contract/src/index.ts";
import type { JudgeMaker } from "../judges/judge.ts";
import type { JsonObject, OriginalOperation } from "../original.ts";
import { checkOperation } from "./check-operation.ts";
import { operationFinder } from "./find-operation.ts";
import { startRecorder } from "./recorder.ts";
import { sumOf, type WireResult } from "./result.ts";

export interface WireOptions {
  readonly document: JsonObject;
  readonly operations: readonly OriginalOperation[];
  readonly connector: Connector;
  /** The generated file, or its table alone. */
  readonly tableText: string;
  readonly judges: readonly JudgeMaker[];
  readonly seed: string;
}

/** Sends made-up valid arguments of each operation through the generated CLI and has the requests judged. */
export async function checkWire(options: WireOptions): Promise<WireResult> {
  const recorder = await startRecorder();
  const folder = mkdtempSync(join(tmpdir(), "specwire-wire-"));
  const file = join(folder, "upload.txt");
  writeFileSync(file, "spring tide\n");
  const find = operationFinder(options.document, options.connector);
  const context = { ...options, recorder, file };
  try {
    const results: WireResult[] = [];
    for (const one of options.operations) {
      const compiled = find(one);
      if (compiled !== undefined) results.push(await checkOperation(context, one, compiled));
    }
    return sumOf(results);
  } finally {
    recorder.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
