import { type Diagnostic, renderText, summarize } from "@specwire/compiler";
import type { Output, World } from "./world.ts";

/** Diagnostics for people, on stderr. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { err }: World): void {
  if (diagnostics.length > 0) err.write(`${renderText(diagnostics, { color: err.color })}\n`);
}

export function printJson(data: unknown, out: Output): void {
  out.write(`${JSON.stringify(data, null, 2)}\n`);
}

/** `2 errors, 1 warning`, or `no problems`. */
export function verdict(diagnostics: readonly Diagnostic[]): string {
  return summarize(diagnostics) ?? "no problems";
}

export function countOf(diagnostics: readonly Diagnostic[], severity: Diagnostic["severity"]): number {
  return diagnostics.filter((one) => one.severity === severity).length;
}
