import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Collector } from "../../../packages/compiler/src/diagnostics/collector.ts";
import {
  applyFixes,
  type CompileResult,
  compile,
  type Diagnostic,
  memoryHost,
  SourceFile,
} from "../../../packages/compiler/src/index.ts";
import { readYaml } from "../../../packages/compiler/src/phases/1-parse/read-yaml.ts";

/** A piece of text that stands once in a base, and what stands there instead. */
interface Change {
  readonly from: string;
  readonly to: string;
}

/** A case as its file says it. */
export interface Mistake {
  readonly name: string;
  readonly says: string;
  /** The habit that it comes from, where the author of the case said it. */
  readonly why?: string;
  /** Where it has to be named, as a JSON Pointer; in a text that is no YAML only its lines are known. */
  readonly where: string;
  readonly base: string;
  /** From the right spec to the wrong one. */
  readonly change: readonly Change[];
  /** From the base to the right spec, where that is not the base itself. */
  readonly meant?: readonly Change[];
}

/** `same`: repaired to what is meant; `clean`: to a spec without errors; `none`: left as it is, or in part. */
export type Repaired = "same" | "clean" | "none";

export interface Graded {
  readonly name: string;
  /** What the check found, a line each. */
  readonly found: readonly string[];
  /** Whether one of the findings is at the mistake, with what to do about it. */
  readonly named: boolean;
  readonly repaired: Repaired;
  /** The text after `check --fix`. */
  readonly text: string;
}

const here = import.meta.dirname;
const file = "spec/connector.yaml";
const document = readFileSync(join(here, "bases/openapi/petbook.yaml"), "utf8");

export function mistakes(): Mistake[] {
  return readdirSync(join(here, "cases"))
    .toSorted()
    .map((name) => ({
      ...(readCase(name) as Omit<Mistake, "name">),
      name: name.replace(/\.yaml$/, ""),
    }));
}

function readCase(name: string): unknown {
  const read = readYaml(
    new SourceFile(name, readFileSync(join(here, "cases", name), "utf8")),
    new Collector(),
  );
  if (read === undefined) throw new Error(`${name} is no YAML`);
  return read.data;
}

/** Checks a wrong spec, and repairs it as `check --fix` does. */
export function grade(mistake: Mistake): Graded {
  const wrong = changed(mistake, mistake.change);
  const right = check(changed(mistake, mistake.meant ?? []));
  if (right.output === undefined) throw new Error(`${mistake.name}: what is meant has errors itself`);
  const first = check(wrong);
  let text = wrong;
  let result = first;
  for (let round = 0; round < 10; round++) {
    const fixed = applyFixes(file, text, result.diagnostics);
    if (fixed.applied === 0) break;
    text = fixed.text;
    result = check(text);
  }
  const meaning = (one: CompileResult) =>
    one.output?.files.find(({ path }) => path === "connector.json")?.text;
  const clean = result.output !== undefined && text !== wrong;
  const known = new Set(right.diagnostics.map(identity));
  const found = first.diagnostics.filter((one) => !known.has(identity(one)));
  const lines = changedLines(wrong, mistake);
  return {
    name: mistake.name,
    found: found.map(lineOf),
    named: found.some(
      (one) => isAt(one, mistake, lines) && (one.help !== undefined || one.fix !== undefined),
    ),
    repaired: !clean ? "none" : meaning(result) === meaning(right) ? "same" : "clean",
    text,
  };
}

const identity = ({ code, location: { pointer } }: Diagnostic): string => `${code} ${pointer}`;

function lineOf({ severity, code, location: { pointer }, message, help }: Diagnostic): string {
  return `${severity} ${code} at ${pointer === "" ? "#" : pointer}: ${message}${help === undefined ? "" : ` ${help}`}`;
}

function check(text: string): CompileResult {
  return compile(file, memoryHost({ [file]: text, "spec/openapi/petbook.yaml": document }));
}

function changed({ name, base }: Mistake, changes: readonly Change[]): string {
  let text = readFileSync(join(here, `bases/${base}.yaml`), "utf8");
  for (const { from, to } of changes) {
    if (text.split(from).length !== 2)
      throw new Error(`${name}: ${JSON.stringify(from)} does not stand once in ${base}`);
    text = text.replace(from, () => to);
  }
  return text;
}

/** The lines of the wrong spec in which something differs, from 1. */
function changedLines(wrong: string, { change }: Mistake): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { from, to } of change) {
    const start = to === "" ? -1 : wrong.indexOf(to);
    const before = start === -1 ? 0 : wrong.slice(0, start).split("\n").length;
    const same = new Set(from.split("\n"));
    for (const [index, line] of to.split("\n").entries()) if (!same.has(line)) lines.add(before + index);
  }
  return lines;
}

function isAt(
  { code, location: { pointer, range, source } }: Diagnostic,
  { where }: Mistake,
  lines: ReadonlySet<number>,
): boolean {
  // In a text that is no YAML there are only lines.
  const isPlaced = !code.startsWith("yaml/") || where !== "";
  if (isPlaced && (pointer === where || pointer.startsWith(`${where}/`))) return true;
  // A shape is named where it begins.
  if (code === "schema/other-shape" && pointer === where.slice(0, where.lastIndexOf("/"))) return true;
  return range !== undefined && lines.has(source.positionAt(range.start).line);
}
