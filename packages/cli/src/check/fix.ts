import { applyFixes, type CompilerHost, compile, type Diagnostic, nodeHost } from "@specwire/compiler";
import { quote, Refusal } from "../shared/refusal.ts";
import { replaceFiles } from "../shared/replace-files.ts";

/** A finding that was repaired. */
export interface Repair {
  readonly code: string;
  /** Of the file as it was when the repair was made; from 1. */
  readonly line: number;
  readonly message: string;
  readonly help?: string;
}

// A repair may bring the next one to light; a spec that is not done after so many is left as far as it came.
const mostRounds = 10;

/** Applies the fixes that are certain to a spec, in memory until nothing is left, then in one write. */
export function fixSpec(path: string): Repair[] {
  const repairs: Repair[] = [];
  let { diagnostics } = compile(path, nodeHost);
  const original = specOf(diagnostics);
  if (original === undefined) return repairs;
  let { text } = original;
  for (let round = 0; round < mostRounds; round++) {
    const fixed = applyFixes(original.path, text, diagnostics);
    if (fixed.applied === 0) break;
    const after = compile(path, withText(original.path, fixed.text)).diagnostics;
    repairs.push(...goneBetween(diagnostics, after));
    text = fixed.text;
    diagnostics = after;
  }
  if (text !== original.text) write(original.path, original.text, text);
  return repairs;
}

/** The file that fixes are for: the spec, never a document that it names. */
function specOf(diagnostics: readonly Diagnostic[]): { path: string; text: string } | undefined {
  return diagnostics.find(({ fix, location }) =>
    fix?.edits.every(({ path }) => path === location.source.path),
  )?.location.source;
}

/** The file system, except that one file already holds what is about to be written. */
function withText(path: string, text: string): CompilerHost {
  const bytes = new TextEncoder().encode(text);
  return {
    ...nodeHost,
    stat: (asked) => (asked === path ? { kind: "file", size: bytes.length } : nodeHost.stat(asked)),
    read: (asked) => (asked === path ? bytes : nodeHost.read(asked)),
  };
}

function goneBetween(before: readonly Diagnostic[], after: readonly Diagnostic[]): Repair[] {
  const identity = ({ code, message, location }: Diagnostic) =>
    JSON.stringify([code, message, location.pointer, location.on]);
  const left = new Set(after.map(identity));
  return before
    .filter((one) => one.fix !== undefined && !left.has(identity(one)))
    .map(({ code, message, help, location: { source, range } }) => ({
      code,
      line: source.positionAt(range?.start ?? 0).line,
      message,
      ...(help !== undefined && { help }),
    }));
}

function write(path: string, before: string, after: string): void {
  // What the compiler read has no byte order mark; the file keeps the one it has.
  const found = new TextDecoder("utf-8", { ignoreBOM: true }).decode(nodeHost.read(path));
  const mark = found.startsWith("\ufeff") && !before.startsWith("\ufeff") ? "\ufeff" : "";
  if (found !== mark + before) {
    throw new Refusal(
      `${quote(path)} was changed while it was being checked.`,
      "run the same command again.",
    );
  }
  replaceFiles([{ path, content: mark + after }]);
}
