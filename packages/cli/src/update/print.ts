import { basename, dirname, join } from "node:path";
import { type Change, type ListedOperation, nodeHost, renderJson } from "@specwire/compiler";
import { quoteWord } from "@specwire/contract";
import { harmless, quote } from "../shared/refusal.ts";
import type { NewContent } from "../shared/replace-files.ts";
import { printDiagnostics, printJson, verdict } from "../shared/report.ts";
import { count, some, tone } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { requestOf } from "./new-document.ts";
import type { Basis, Plan } from "./plan.ts";
import { changeLines, otherChanges, section } from "./sections.ts";
import type { Staged } from "./stage.ts";
import { breaking, breakingFor, suggestedVersion } from "./verdict.ts";

/** What became of an update. */
export interface Outcome {
  readonly path: string;
  readonly status: "written" | "shown" | "stopped" | "errors" | "nothing to do";
  readonly breaks: boolean;
  readonly basis: Basis;
  readonly staged: Staged;
  readonly plan: Plan;
  /** What was written, or would be. */
  readonly files: readonly NewContent[];
}

export interface Shown {
  /** Everything, not a page. */
  readonly all: boolean;
  /** `--document` as it was given. */
  readonly document: string | undefined;
}

/** The report for people: a page of what matters, or all of it. */
export function printUpdate(outcome: Outcome, shown: Shown, world: World): void {
  const { plan, basis, path, status } = outcome;
  const { out } = world;
  printDiagnostics(plan.diagnostics, world);
  const write = (lines: readonly string[]) =>
    out.write(lines.map((line) => `${line === "" ? "" : harmless(line)}\n`).join(""));
  write([headline(outcome), ...summary(outcome).map((line) => `  ${line}`)]);
  const { spec, source } = basis;
  const [most, ofOne] = shown.all ? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] : [10, 3];
  const put = (title: string, lines: readonly string[], more?: string) => {
    if (lines.length === 0) return;
    out.write(`\n${tone(out, "bold", title)}\n`);
    write(section(lines, most, more).map((line) => `  ${line}`));
  };
  put("Gone", goneLines(plan, spec.lineOf, source));
  const broken = breaking(plan.changes).filter(({ kind }) => kind !== "operation-removed");
  put("Breaks who types commands", changeLines(breakingFor(broken, "commands"), ofOne));
  const rest = broken.filter(({ breaks }) => !breaks.includes("commands"));
  put("Breaks who reads answers", changeLines(breakingFor(rest, "answers"), ofOne));
  put(
    "Asks for a new consent",
    changeLines(
      rest.filter(({ breaks }) => !breaks.includes("answers")),
      ofOne,
    ),
  );
  const waiting = plan.added.filter(({ accepted }) => !accepted).map(({ operation }) => operation);
  const given = status === "written" ? undefined : shown.document;
  put("New, and left out until accepted", waiting.map(newLine));
  if (waiting.length > 0) write([`  to take some: ${acceptLine(path, given, waiting)}`]);
  const { outside = [] } = plan;
  put(
    source.operations.include
      ? "New, and not taken by `include`"
      : "New in the document, and not in the spec",
    outside.map(newLine),
  );
  if (outside.length > 0) write([`  to take some: ${acceptLine(path, given, outside)}`]);
  put(
    "New, and accepted",
    plan.added
      .filter(({ accepted }) => accepted)
      .map(({ operation, id }) => `${id ?? "?"}  ${newLine(operation)}`),
  );
  const others = plan.changes.filter(({ breaks, kind }) => breaks.length === 0 && kind !== "operation-added");
  if (shown.all) put("Other changes", changeLines(others, ofOne));
  else put("Other changes", otherChanges(others));
  if (status !== "errors" && status !== "nothing to do") put("In the spec", editLines(plan));
  write(["", ...closing(outcome)]);
}

function headline({ path, plan: { versions } }: Outcome): string {
  const { before, after } = versions;
  const words =
    before === undefined || after === undefined
      ? ""
      : before === after
        ? `, document ${after} as before`
        : `, document ${before} → ${after}`;
  return `${path.includes(" ") ? quote(path) : path}${words}`;
}

function summary({ plan, basis, status }: Outcome): string[] {
  if (status === "errors") return [];
  const changed = new Set(
    plan.changes.flatMap(({ kind, operations }) => (kind.startsWith("operation-") ? [] : operations)),
  );
  const size = Object.keys(basis.before.operations).length;
  const waiting = plan.added.filter(({ accepted }) => !accepted).length;
  const outside = plan.outside?.length
    ? [
        `${plan.outside.length} more in the document${basis.source.operations.include ? " that `include` does not take" : ""}`,
      ]
    : [];
  const parts = [
    `${plan.removed.length} gone`,
    `${changed.size} changed`,
    `${plan.added.length} new${waiting > 0 ? ` (${waiting} left out)` : ""}`,
    ...outside,
  ];
  const audiences = (["commands", "answers", "consent"] as const).map(
    (one) => [one, breakingFor(plan.changes, one).length] as const,
  );
  const broken = audiences.filter(([, number]) => number > 0);
  return [
    `${count(size, "operation")} compared: ${parts.join(", ")}`,
    broken.length === 0
      ? "breaks nobody"
      : `breaks: ${broken.map(([one, number]) => `${one} (${number})`).join(", ")}`,
  ];
}

function goneLines(plan: Plan, lineOf: (pointer: string) => number, source: Basis["source"]): string[] {
  return plan.removed.flatMap(({ id, use, request, nearest }) => {
    const place = use === undefined ? "" : `, line ${lineOf(`/operations/${id}`)}`;
    const near =
      nearest.length === 0 ? [] : [`    nearest now: ${nearest.map((one) => quote(one)).join(", ")}`];
    const named = plan.mentions
      .filter((one) => one.id === id)
      .map(
        ({ pointer }) => `    still named at ${pointer}, line ${lineOf(pointer)}: write another one there`,
      );
    const highlighted = source.highlights?.includes(id) ? ["    it goes from `highlights` too"] : [];
    return [`${id}  ${use ?? request}${place}`, ...near, ...named, ...highlighted];
  });
}

const newLine = (operation: ListedOperation): string =>
  `${requestOf(operation)}${operation.summary === undefined ? "" : `  ${operation.summary.slice(0, 60)}`}`;

function acceptLine(path: string, document: string | undefined, waiting: readonly ListedOperation[]): string {
  const [first] = waiting;
  const given = document === undefined ? [] : ["--document", quoteWord(document)];
  const selector = first === undefined ? "" : quoteWord(requestOf(first));
  return ["specwire update", quoteWord(path), ...given, "--accept", selector].join(" ");
}

function editLines({ edits, removed, renamed, kept, entries, added, unmatched }: Plan): string[] {
  const pin = edits.find(({ path }) => path === "/openapi/sha256");
  const document = edits.find(({ path }) => path === "/openapi/document");
  const waiting = added.filter(({ accepted }) => !accepted).map(({ operation }) => requestOf(operation));
  const gone = removed.filter(({ use }) => use !== undefined).map(({ id }) => id);
  return [
    ...(document && document.op !== "remove" ? [`openapi.document: ${document.value}`] : []),
    ...(pin && pin.op !== "remove" ? [`openapi.sha256: ${String(pin.value).slice(0, 12)}…`] : []),
    ...renamed.map(({ id, from, to }) => `${id}: use ${quote(to)}, not ${quote(from)}`),
    ...kept.map(({ id, use }) => `${id}: its id would have changed; written out with use ${quote(use)}`),
    ...entries.map(({ id, use }) => `${id}: new, with use ${quote(use)}`),
    ...(gone.length === 0 ? [] : [`entries that go: ${some(gone, 8)}`]),
    ...(waiting.length === 0 ? [] : [`exclude: ${some(waiting, 3)}`]),
    ...unmatched.map(({ list, selector }) => `${list}: ${quote(selector)} matches nothing now and goes`),
  ];
}

function closing({ status, plan, basis, staged, breaks, files }: Outcome): string[] {
  const { version } = basis.source;
  const next = suggestedVersion(version, plan.changes);
  const advice =
    next === undefined || status === "errors"
      ? []
      : [`version is ${version}; by what changed, the next one is ${next}`];
  switch (status) {
    case "errors":
      return [
        `nothing was written: with the new document there ${plan.diagnostics.length === 1 ? "is" : "are"} ${verdict(plan.diagnostics)}; correct the spec as it is now, then run the same command`,
      ];
    case "nothing to do":
      return ["nothing to do: the spec is up to date with this document"];
    case "shown":
      return [
        ...advice,
        breaks
          ? "nothing was written (--dry-run); --yes is needed to write this"
          : "nothing was written (--dry-run)",
      ];
    case "stopped":
      return [...advice, "nothing was written, because it breaks somebody; --yes writes it nevertheless"];
    case "written":
      return [...advice, `written: ${writtenWords(files, basis.spec.path)}`, ...sourceNote(staged, plan)];
  }
}

function writtenWords(files: readonly NewContent[], spec: string): string {
  const others = files.filter(({ path }) => path !== spec).length;
  const names = others === files.length ? [] : [basename(spec)];
  return [...names, ...(others === 0 ? [] : [`${count(others, "file")} of the document`])].join(", ");
}

/** Whoever wrote down where the document comes from has to write it again. */
function sourceNote({ entry }: Staged, plan: Plan): string[] {
  const note = join(dirname(entry), "SOURCE.md");
  if (!pinned(plan) || nodeHost.stat(note)?.kind !== "file") return [];
  return [`${basename(dirname(note))}/SOURCE.md is still about the earlier document`];
}

const pinned = ({ edits }: Plan): boolean => edits.some(({ path }) => path === "/openapi/sha256");

export function printUpdateJson({ path, status, breaks, basis, plan, staged }: Outcome, world: World): void {
  const described = (operation: ListedOperation) => ({
    method: operation.method,
    path: operation.path,
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    ...(operation.summary !== undefined && { summary: operation.summary }),
  });
  const next = suggestedVersion(basis.source.version, plan.changes);
  printJson(
    {
      path,
      status,
      breaks,
      document: { name: staged.name, sha256: plan.sha256, versions: plan.versions },
      version: basis.source.version,
      ...(next !== undefined && status !== "errors" && { suggestedVersion: next }),
      added: plan.added.map(({ operation, id, accepted }) => ({
        ...described(operation),
        accepted,
        ...(id !== undefined && { id }),
      })),
      ...(plan.outside !== undefined && { notTaken: plan.outside.map(described) }),
      removed: plan.removed.map((one) => ({
        ...one,
        mentions: plan.mentions
          .filter(({ id }) => id === one.id)
          .map(({ pointer }) => ({ pointer, line: basis.spec.lineOf(pointer) })),
      })),
      renamed: plan.renamed,
      kept: plan.kept,
      entries: plan.entries,
      unmatchedSelectors: plan.unmatched,
      changes: plan.changes satisfies readonly Change[],
      edits: plan.edits,
      diagnostics: renderJson(plan.diagnostics),
    },
    world.out,
  );
}
