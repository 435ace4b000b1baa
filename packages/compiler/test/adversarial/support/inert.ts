import { isDeepStrictEqual } from "node:util";
import { type Connector, flagsOf, type Operation, tableKey } from "@specwire/contract";
import { expect } from "vitest";
import type { CompileOutput } from "../../../src/compile.ts";
import { callOf, commandWords, expectArrived } from "./call.ts";
import type { Case, Run } from "./cases.ts";
import { skeletonOfMarkdown } from "./markdown.ts";
import { compilePlaced, errorsOf, findIn, stringsIn, unseen, unshowable } from "./outcome.ts";
import { benignAt, placeAt } from "./place.ts";
import { liveIn, partsOf, skeletonOf, tableLine, valuesOf } from "./program.ts";
import type { Stage } from "./stage.ts";

export const plantedKey = "planted-key-0451";

/** What a spec compiles to, as it is held against its twin. */
interface Built {
  readonly connector: Connector;
  readonly output: CompileOutput;
  readonly files: Readonly<Record<string, string>>;
}

const programs = ["cli.ts", "cli.mjs"] as const;
const markdownOf = (slug: string) => [
  "instructions.md",
  `skill/custom-${slug}/SKILL.md`,
  `skill/custom-${slug}/references/commands.md`,
];
const mostInstructions = 5000;

export function build(position: string, payload: string): Built {
  const result = compilePlaced(placeAt(position, payload));
  expect(errorsOf(result)).toEqual([]);
  const { output } = result;
  if (output === undefined) throw new Error("nothing was refused and nothing came out");
  const files = Object.fromEntries(output.files.map((file) => [file.path, file.text]));
  return { connector: output.connector, output, files };
}

const twins = new Map<string, Built>();
const trees = new Map<string, string>();
const emptyTree = skeletonOf("cli.ts", "");

function twinOf(position: string, benign: string): Built {
  const key = JSON.stringify([position, benign]);
  const known = twins.get(key) ?? build(position, benign);
  twins.set(key, known);
  return known;
}

/** The tree of a benign program; twins of the same program have the same one. */
function treeOf(name: (typeof programs)[number], { files }: Built): string {
  const text = files[name] ?? "";
  const { program } = partsOf(text);
  const known = trees.get(program) ?? skeletonOf(name, text);
  trees.set(program, known);
  return known;
}

/** Inert: compiles to the twin's program and to words; nothing happens when it is read, imported, asked or run. */
export async function expectInert(one: Case, run: Run, payload: string, stage: Stage): Promise<Built> {
  const twin = twinOf(run.position, run.benign ?? benignAt(run.position));
  const built = build(run.position, payload);
  // Reading the whole program is most of the time; a payload's first position is enough for that.
  const isFirst = one.runs.find(({ outcome }) => outcome !== "refused") === run;
  expectSamePrograms(built, twin, isFirst);
  expectOnlyWords(built, twin);
  await expectQuiet(`${one.id} ${run.position}`.replace(/[^\w-]+/g, "-"), built, twin, stage, isFirst);
  return built;
}

function expectSamePrograms({ files, connector }: Built, twin: Built, whole: boolean): void {
  const names = (one: Pick<Built, "files" | "connector">) =>
    Object.keys(one.files).map((path) => path.replace(one.connector.slug, "…"));
  expect(names({ files, connector })).toEqual(names(twin));
  for (const name of programs) {
    const parts = partsOf(files[name] ?? "");
    const head = (text: string, slug: string) => text.replace(`// custom-${slug}:`, "// custom-…:");
    const expected = partsOf(twin.files[name] ?? "").program;
    expect(head(parts.program, connector.slug) === head(expected, twin.connector.slug)).toBe(true);
    expect(parts.table.find((line) => !tableLine.test(line))).toBeUndefined();
    expect(liveIn(parts.table)).toBeUndefined();
    expect(skeletonOf(name, parts.table.join("\n"))).toBe(emptyTree);
    if (whole)
      expect(skeletonOf(name, files[name] ?? "") === treeOf(name, twin), `the tree of ${name}`).toBe(true);
    expectTableHolds(valuesOf(parts.table), connector);
  }
}

/** The table says exactly what connector.json says: everything is kept, as data. */
function expectTableHolds(values: ReadonlyMap<string, unknown>, connector: Connector): void {
  const operations = Object.values(connector.operations);
  // The table's lines stand in the order of their keys.
  const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (tableKey(a) < tableKey(b) ? -1 : 1);
  const types = Object.entries(connector.types)
    .sort(byKey)
    .map(([, type]) => type);
  const named = (kind: string) =>
    [...values].filter(([key]) => key.startsWith(`${kind} `)).map(([, value]) => value);
  expect(named("operation")).toEqual(operations);
  expect(named("type")).toEqual(types);
}

function expectOnlyWords({ files, output, connector }: Built, twin: Built): void {
  const ofTwin = markdownOf(twin.connector.slug);
  for (const [index, name] of markdownOf(connector.slug).entries()) {
    const text = files[name] ?? "";
    expect(text).not.toBe("");
    const expected = twin.files[ofTwin[index] ?? ""] ?? "";
    expect(ungrouped(skeletonOfMarkdown(text))).toBe(ungrouped(skeletonOfMarkdown(expected)));
    expect(findIn(text, unseen)).toBeUndefined();
    expect(text.length).toBeLessThan(mostInstructions);
  }
  expect(output.instructionTokens).toBeLessThanOrEqual(600);
  for (const name of ["permissions.json", "config.json", "connector.lock.json", "connector.json"]) {
    expect(findIn(files[name], unshowable), name).toBeUndefined();
    expect(() => JSON.parse(files[name] ?? "")).not.toThrow();
  }
}

/** Another id may put an operation into another group, longer words leave room for fewer commands: no more may change. */
function ungrouped(skeleton: string): string {
  return (
    skeleton
      .replaceAll(") heading(text) list(", " ")
      // What is said of lists is left out where there are none: our own words, with code among them.
      .replace(/(?:text inlineCode )+/g, "words ")
      .replace(/(?:listItem\(paragraph\(inlineCode text\)\) ?)+/g, "commands")
  );
}

async function expectQuiet(
  name: string,
  built: Built,
  twin: Built,
  stage: Stage,
  asTypeScript: boolean,
): Promise<void> {
  const { connector, files } = built;
  const mjs = stage.write(`${name}/cli.mjs`, files["cli.mjs"] ?? "");
  const ts = stage.write(`${name}/cli.ts`, files["cli.ts"] ?? "");
  const env = environmentOf(connector, stage);
  const play = async (file: string, argv?: readonly string[]) => {
    const played = await stage.play({ file, env, ...(argv && { argv }) });
    expect(played.traces).toEqual([]);
    expect(played.out + played.err).not.toContain(plantedKey);
    return played;
  };
  await play(mjs);
  for (const file of asTypeScript ? [mjs, ts] : [mjs]) {
    const help = await play(file, ["--help"]);
    expect(help.err).toBe("");
    expect(help.exit).toBe(0);
    expect(findIn(help.out, unshowable)).toBeUndefined();
  }
  for (const operation of touchedOperations(connector, twin.connector)) {
    const help = await play(mjs, [...commandWords(connector.slug, operation), "--help"]);
    expect(help.exit).toBe(0);
    expect(findIn(help.out, unshowable)).toBeUndefined();
    const call = callOf(connector.slug, operation, connector.types);
    const called = await play(mjs, call.argv);
    expect(called.err).not.toContain('"error"');
    expect(called.exit).toBe(0);
    const [received, ...more] = stage.received();
    expect(more).toEqual([]);
    expect(received?.method).toBe(operation.method);
    expectArrived(received, call.sent);
  }
  expect(stage.forbiddenCalls).toEqual([]);
}

export function environmentOf(connector: Connector, stage: Stage): Record<string, string> {
  const urls = Object.values(connector.servers).map(({ env }) => [env, stage.url]);
  const keys = connector.auth.flatMap(({ slots }) => slots.map(({ env }) => [env, plantedKey]));
  return { PATH: process.env.PATH ?? "", ...Object.fromEntries([...urls, ...keys]) };
}

/** The operations that the payload has made different, else the first one. */
export function touchedOperations(connector: Connector, twin: Connector): Operation[] {
  const all = Object.values(connector.operations);
  const sameTypes = isDeepStrictEqual(connector.types, twin.types);
  const touched = all.filter(
    (one) => !isDeepStrictEqual(one, twin.operations[one.id]) || (!sameTypes && one.body !== undefined),
  );
  return touched.length > 0 ? touched.slice(0, 2) : all.slice(0, 1);
}

/** Kept as data: inert, and the compiled connector says it exactly as it was written. */
export function expectKept({ connector }: Built, run: Run, payload: string): void {
  const strings = stringsIn(connector);
  for (const text of run.keys ?? (run.flags || run.parameter ? [] : [payload]))
    expect([...strings]).toContain(text);
  const operations = Object.values(connector.operations);
  const flags = operations.flatMap((one) => flagsOf(one, connector.types).map(({ name }) => name));
  for (const flag of run.flags ?? []) expect(flags).toContain(flag);
  if (run.parameter === undefined) return;
  const inPath = operations.flatMap((one) => one.parameters.filter((parameter) => parameter.in === "path"));
  expect(inPath.map(({ name }) => name)).toContain(run.parameter);
}
