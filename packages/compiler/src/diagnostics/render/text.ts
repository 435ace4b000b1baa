import type { Location } from "../../source/location.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { visible } from "../display.ts";
import { codeFrame } from "./code-frame.ts";

export interface TextOptions {
  /** Default: false. */
  readonly color?: boolean;
}

const colors = { error: "\u001b[1;31m", warning: "\u001b[1;33m", quiet: "\u001b[2m", off: "\u001b[0m" };

/** Messages of one kind at one place that are shown in full. */
const mostMessages = 6;
/** Places of one kind in one file that are shown in full: whoever repairs these knows how. */
const mostPlaces = { error: 20, warning: 6 };

/**
 * Findings as a person reads them, one after another, errors first, since a warning may only follow from one; many
 * of one kind at one place together.
 */
export function renderText(diagnostics: readonly Diagnostic[], { color = false }: TextOptions = {}): string {
  const alike = new Map<string, Diagnostic[]>();
  const { error = [], warning = [] } = Object.groupBy(diagnostics, ({ severity }) => severity);
  for (const one of [...error, ...warning]) {
    const { source, pointer, on, range } = one.location;
    const key = JSON.stringify([one.code, source.path, pointer, on, range?.start]);
    const group = alike.get(key);
    if (group) group.push(one);
    else alike.set(key, [one]);
  }
  const places = new Map<string, number>();
  const unsaid = new Map<string, number>();
  const texts: string[] = [];
  for (const group of alike.values()) {
    const [{ severity, code, location }] = group as [Diagnostic];
    const kind = `  ${code} in ${visible(location.source.path)}`;
    const count = (places.get(kind) ?? 0) + 1;
    if (count <= mostPlaces[severity]) texts.push(renderGroup(group, color));
    else unsaid.set(kind, count - mostPlaces[severity]);
    places.set(kind, count);
  }
  if (unsaid.size > 0) {
    const lines = [...unsaid].map(
      ([kind, more]) => `${kind}: at ${more} more ${more === 1 ? "place" : "places"}`,
    );
    texts.push([...lines, "  --json has them all.", ""].join("\n"));
  }
  return texts.join("\n");
}

function renderGroup(group: readonly Diagnostic[], color: boolean): string {
  const [diagnostic, ...others] = group as readonly [Diagnostic, ...Diagnostic[]];
  const paint = (tone: keyof typeof colors, words: string) =>
    color ? `${colors[tone]}${words}${colors.off}` : words;
  const { severity, code, location, message, related, help } = diagnostic;
  const lines = [`${paint(severity, severity)} ${code}`, `  ${place(location)}`];
  const frame = location.range && codeFrame(location.source, location.range);
  if (frame) lines.push("", `  ${frame.line}`, `  ${frame.before}${paint(severity, frame.carets)}`);
  lines.push(`  ${visible(message)}`);
  const shown = others.length < mostMessages ? others : others.slice(0, mostMessages - 2);
  for (const other of shown) lines.push(`  ${visible(other.message)}`);
  const unsaid = others.length - shown.length;
  if (unsaid > 0) lines.push(`  ${unsaid} more of the same kind; --json has them all.`);
  for (const other of related ?? []) lines.push(`  ${visible(other.message)}: ${place(other.location)}`);
  if (help !== undefined) lines.push(`  help: ${visible(help)}`);
  lines.push(`  ${paint("quiet", `docs: specwire explain ${code}`)}`, "");
  return lines.join("\n");
}

function place({ source, range, pointer }: Location): string {
  const position = range && source.positionAt(range.start);
  const file = visible(source.path);
  return `${file}${position ? `:${position.line}:${position.column}` : ""}   at #${visible(pointer)}`;
}

/** `2 errors, 1 warning`, or undefined where there is nothing. */
export function summarize(diagnostics: readonly Diagnostic[]): string | undefined {
  const count = (severity: Diagnostic["severity"], word: string) => {
    const found = diagnostics.filter((one) => one.severity === severity).length;
    return found === 0 ? [] : [`${found} ${word}${found === 1 ? "" : "s"}`];
  };
  const parts = [...count("error", "error"), ...count("warning", "warning")];
  return parts.length === 0 ? undefined : parts.join(", ");
}
