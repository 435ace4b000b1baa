import type { Json } from "@specwire/contract";
import { expect } from "vitest";
import type { CompileResult } from "../../../src/compile.ts";
import { liveIn, partsOf, skeletonOf, tableLine } from "../../adversarial/support/program.ts";
import { type Position, substitute } from "./substitute.ts";

/** A spec or document whose positions are tried, and how it is compiled. */
export interface Subject {
  readonly name: string;
  readonly data: Json;
  readonly compile: (data: Json) => CompileResult;
}

export interface Swept {
  readonly accepted: readonly Position[];
  readonly refused: readonly Position[];
  /** What goes together: all that is accepted, and those that are each refused for their own sake. */
  readonly groups: readonly (readonly Position[])[];
  /** The programs of the largest compile, for a look at the whole of them. */
  readonly programs: Readonly<Record<string, string>>;
}

const programNames = ["cli.ts", "cli.mjs"] as const;
const benign = new Map<Subject, Readonly<Record<string, string>>>();

/** What the subject compiles to as it is. */
export function benignPrograms(subject: Subject): Readonly<Record<string, string>> {
  const known = benign.get(subject) ?? programsOf(subject.compile(subject.data));
  if (known === undefined) throw new Error(`${subject.name} does not compile as it is`);
  benign.set(subject, known);
  return known;
}

function programsOf({ output }: CompileResult): Readonly<Record<string, string>> | undefined {
  return (
    output &&
    Object.fromEntries(
      programNames.map((name) => [name, output.files.find((file) => file.path === name)?.text ?? ""]),
    )
  );
}

/** The program is the benign one's, byte for byte, and the table is lines of printable ASCII in comments. */
export function expectSameProgram(subject: Subject, programs: Readonly<Record<string, string>>): void {
  for (const name of programNames) {
    const { head, code, table } = pieces(programs[name] ?? "");
    const twin = pieces(benignPrograms(subject)[name] ?? "");
    expect(code === twin.code, `${name} of ${subject.name} has the program of its twin`).toBe(true);
    // The slug, which the format lets be nothing else, is all of a spec that is in the program.
    expect(head).toMatch(/^#!\/usr\/bin\/env node\n\/\/ custom-[a-z][a-z0-9-]{2,39}: [ -~]+\n$/);
    expect(head.replace(/custom-[a-z0-9-]+/, "")).toBe(twin.head.replace(/custom-[a-z0-9-]+/, ""));
    expect(table.find((line) => !tableLine.test(line))).toBeUndefined();
    expect(liveIn(table)).toBeUndefined();
  }
}

/** The first two lines, the code behind them, and the table. */
function pieces(text: string): {
  readonly head: string;
  readonly code: string;
  readonly table: readonly string[];
} {
  const { program, table } = partsOf(text);
  const end = program.indexOf("\n", program.indexOf("\n") + 1) + 1;
  return { head: program.slice(0, end), code: program.slice(end), table };
}

const trees = new Map<string, string>();

/** Read by TypeScript as a whole, the file has the tree of its twin. */
export function expectSameTree(subject: Subject, programs: Readonly<Record<string, string>>): void {
  for (const name of programNames) {
    const twin = benignPrograms(subject)[name] ?? "";
    const { program } = partsOf(twin);
    const expected = trees.get(program) ?? skeletonOf(name, twin);
    trees.set(program, expected);
    expect(skeletonOf(name, programs[name] ?? "") === expected, `the tree of ${name}`).toBe(true);
  }
}

/**
 * Puts a text at every one of some positions, as many at once as the compiler accepts together, and checks what
 * comes out. In the end each position is either in an output that was checked or refused with an error. What
 * went together with another text is a hint of what goes together with this one.
 */
export function sweep(
  subject: Subject,
  positions: readonly Position[],
  text: string,
  hint: readonly (readonly Position[])[] = [positions],
): Swept {
  const accepted: Position[] = [];
  const refused: Position[] = [];
  const groups: (readonly Position[])[] = [];
  let programs = benignPrograms(subject);
  let largest = 0;

  /** Whether it is accepted; else those at whose places the errors stand. */
  const attempt = (tried: readonly Position[]): readonly Position[] | "accepted" => {
    const { data, pointers } = substitute(subject.data, new Map(tried.map((one) => [one, text])));
    const result = subject.compile(data);
    const emitted = programsOf(result);
    if (emitted !== undefined) {
      expectSameProgram(subject, emitted);
      if (tried.length > largest) [programs, largest] = [emitted, tried.length];
      return "accepted";
    }
    const errors = result.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.length, `${subject.name}: no output and no error`).toBeGreaterThan(0);
    const wrong = new Set(errors.map(({ location }) => location.pointer));
    return tried.filter((one) => wrong.has(pointers.get(one) ?? "?"));
  };
  const settle = (tried: readonly Position[]): void => {
    if (tried.length === 0) return;
    const outcome = attempt(tried);
    if (outcome === "accepted" || outcome.length === tried.length || tried.length === 1) {
      (outcome === "accepted" ? accepted : refused).push(...tried);
      if (outcome !== "accepted") groups.push(tried);
    } else if (outcome.length > 0) {
      settle(tried.filter((one) => !outcome.includes(one)));
      // Once more without the others: each has to be refused for its own sake.
      settle(outcome);
    } else {
      const half = tried.length >> 1;
      settle(tried.slice(0, half));
      settle(tried.slice(half));
    }
  };
  for (const group of hint) settle(group.filter((one) => positions.includes(one)));
  expect(accepted.length + refused.length).toBe(positions.length);
  return { accepted, refused, groups: [accepted, ...groups], programs };
}
