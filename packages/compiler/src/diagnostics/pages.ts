import { readFileSync } from "node:fs";
import { packageRoot } from "../package-root.ts";
import { catalogue } from "./catalogue/index.ts";

export interface DiagnosticKind {
  /** `family/kebab-case` */
  readonly code: string;
  readonly severity: "error" | "warning";
}

/** Every diagnostic that there is, by code. */
export function diagnosticKinds(): DiagnosticKind[] {
  return Object.entries(catalogue)
    .map(([code, { severity }]) => ({ code, severity }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The page of a code, in markdown; undefined where there is no such code. */
export function diagnosticPage(code: string): string | undefined {
  if (!Object.hasOwn(catalogue, code)) return undefined;
  return readFileSync(new URL(`diagnostics/${code}.md`, packageRoot), "utf8");
}
