import type { Json, JsonObject } from "@specwire/contract";
import type { Location } from "../../source/location.ts";
import type { SourceFile, TextRange } from "../../source/source-file.ts";
import type { Diagnostic, Fix, TextEdit } from "../diagnostic.ts";

/** A finding as data, without its source: `path`, `pointer` and `range` say where it is, `help` and `fix` what to do. */
export type RenderedDiagnostic = JsonObject & Pick<Diagnostic, "code" | "severity" | "message">;

/** Findings as data; `specwire check --json` prints this, and it is what tests compare. */
export function renderJson(diagnostics: readonly Diagnostic[]): RenderedDiagnostic[] {
  return diagnostics.map((one) => ({
    code: one.code,
    severity: one.severity,
    message: one.message,
    ...(one.help !== undefined && { help: one.help }),
    ...place(one.location),
    ...(one.related && {
      related: one.related.map(({ message, location }) => ({ message, ...place(location) })),
    }),
    ...(one.fix && { fix: fixAsData(one.fix, one.location.source) }),
  }));
}

function place({ source, pointer, on, range }: Location): JsonObject {
  return { path: source.path, pointer, on, ...(range && { range: positions(source, range) }) };
}

function fixAsData({ edits, patch }: Fix, source: SourceFile): JsonObject {
  return {
    edits: edits.map((edit: TextEdit) => ({
      path: edit.path,
      range: positions(source, edit),
      newText: edit.newText,
    })),
    ...(patch && { patch: patch as unknown as Json }),
  };
}

function positions(source: SourceFile, { start, end }: TextRange): JsonObject {
  return { start: { ...source.positionAt(start) }, end: { ...source.positionAt(end) } };
}
