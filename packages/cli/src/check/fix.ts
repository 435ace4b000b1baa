import { applyFixes, compile, type Diagnostic, type Fix, nodeHost, overlayHost } from "@specwire/compiler";
import { quote, Refusal } from "../shared/refusal.ts";
import { replaceFiles } from "../shared/replace-files.ts";

/** A finding that was repaired. */
export interface Repair {
  readonly code: string;
  /** Of the file as it was when the repair was made; from 1. */
  readonly line: number;
  readonly message: string;
  readonly help?: string;
  /** What stood there and what stands there now, where both are a few words on one line. */
  readonly change?: { readonly from: string; readonly to: string };
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
    const after = compile(path, overlayHost(nodeHost, original.path, fixed.text)).diagnostics;
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

function goneBetween(before: readonly Diagnostic[], after: readonly Diagnostic[]): Repair[] {
  const identity = ({ code, message, location }: Diagnostic) =>
    JSON.stringify([code, message, location.pointer, location.on]);
  const left = new Set(after.map(identity));
  return before
    .filter((one) => one.fix !== undefined && !left.has(identity(one)))
    .map(({ code, message, help, fix, location: { source, range } }) => ({
      code,
      line: source.positionAt(range?.start ?? 0).line,
      message,
      ...(help !== undefined && { help }),
      ...(fix && changeOf(fix, source.text)),
    }));
}

const longestChange = 60;

function changeOf({ edits }: Fix, text: string): Pick<Repair, "change"> {
  const [edit, ...others] = edits;
  if (edit === undefined || others.length > 0) return {};
  const from = text.slice(edit.start, edit.end);
  const to = edit.newText;
  const isPlain = [from, to].every((one) => /^\S.*$/.test(one) && one.length <= longestChange);
  if (!isPlain) return {};
  // Of several members on a line, the one that changed.
  let start = 0;
  while (from[start] !== undefined && from[start] === to[start]) start++;
  start = from.lastIndexOf(", ", start) + 1;
  let behind = 0;
  while (behind < Math.min(from.length, to.length) - start && from.at(-1 - behind) === to.at(-1 - behind))
    behind++;
  const comma = from.indexOf(", ", from.length - behind);
  const left = comma === -1 ? 0 : from.length - comma;
  const part = (text: string) => text.slice(start, text.length - left).trim();
  return { change: { from: part(from), to: part(to) } };
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
