import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Arguments,
  type Connector,
  commandWords,
  environmentNames,
  type Operation,
} from "../../../packages/contract/src/index.ts";
import type { MadeArguments } from "../generate/arguments.ts";
import { hashOf } from "../generate/random.ts";
import { makeValid } from "../generate/valid-arguments.ts";
import type { Judge, JudgeMaker } from "../judges/judge.ts";
import { readable } from "../judges/readable.ts";
import { valueJudge } from "../judges/values.ts";
import {
  isObject,
  type Json,
  type JsonObject,
  nameOf,
  type OriginalOperation,
  resolved,
} from "../original.ts";
import { sliceFor } from "../slice.ts";
import { operationFinder } from "./find-operation.ts";
import { type PlantedResult, plant } from "./planted.ts";
import { type Recorded, startRecorder } from "./recorder.ts";
import { runInProcess } from "./run-in-process.ts";

/** One request that was not what the document says, or was not sent. */
export interface WireFailure {
  readonly operation: string;
  readonly variant: string;
  /** `lost`: an argument has no flag; `refused`: we sent nothing; otherwise the judge's name. */
  readonly by: string;
  readonly reason: string;
  readonly sent?: string;
}

export interface WireResult {
  readonly operations: number;
  readonly requests: number;
  /** Requests that at least one judge judged. */
  readonly judged: number;
  /** Requests that every judge that judged accepted. */
  readonly accepted: number;
  readonly failures: readonly WireFailure[];
  readonly planted: PlantedResult;
  /** No valid arguments could be made. */
  readonly unjudged: readonly { readonly operation: string; readonly variant: string }[];
  readonly impossible: readonly {
    readonly operation: string;
    readonly variant: string;
    readonly reason: string;
  }[];
}

/** How much of what is optional each request of an operation states. */
const variants: readonly (readonly [name: string, optional: number])[] = [
  ["least", 0],
  ["some", 0.5],
  ["all", 1],
];

export interface WireOptions {
  readonly document: JsonObject;
  readonly operations: readonly OriginalOperation[];
  readonly connector: Connector;
  readonly tableText: string;
  readonly judges: readonly JudgeMaker[];
  readonly seed: string;
}

/** Sends made-up valid arguments of each operation through the generated CLI and has the requests judged. */
export async function checkWire(options: WireOptions): Promise<WireResult> {
  const recorder = await startRecorder();
  const folder = mkdtempSync(join(tmpdir(), "specwire-wire-"));
  const file = join(folder, "upload.txt");
  writeFileSync(file, "spring tide\n");
  const failures: WireFailure[] = [];
  const impossible: { operation: string; variant: string; reason: string }[] = [];
  const unjudged: { operation: string; variant: string }[] = [];
  const planted: [OriginalOperation, PlantedResult][] = [];
  let requests = 0;
  let judged = 0;
  let accepted = 0;
  const find = operationFinder(options.connector);
  const env = environmentOf(options.connector, recorder.url);
  try {
    for (const one of options.operations) {
      const compiled = find(one);
      if (compiled === undefined) continue;
      const slice = readable(sliceFor(options.document, one));
      const mediaType = mediaTypeOf(options.document, one, compiled);
      const judges = await makeJudges(options.judges, slice, mediaType);
      const isValid = valueJudge(slice);
      for (const [variant, optional] of variants) {
        const at = { operation: nameOf(one), variant };
        const made = makeValid(
          one,
          {
            document: options.document,
            seed: `${options.seed} ${nameOf(one)} ${variant}`,
            optional,
            mediaType,
            file: () => ({ $file: file }),
          },
          isValid,
        );
        if ("impossible" in made) {
          impossible.push({ ...at, reason: made.impossible.slice(0, 300) });
          continue;
        }
        requests++;
        const before = failures.length;
        const fail = (by: string, reason: string, sent?: string) =>
          failures.push({ ...at, by, reason: reason.slice(0, 600), ...(sent !== undefined && { sent }) });
        const lost = lostNames(compiled, made.arguments);
        if (lost.length > 0) fail("lost", `no flag for ${lost.join(", ")}`);
        const { slug, types } = options.connector;
        const words = commandWords(slug, compiled, types, made.arguments as Arguments).slice(1);
        const ran = await runInProcess(options.tableText, words, env);
        const [sent, second] = recorder.take();
        const line = words.join(" ").slice(0, 600);
        if (sent === undefined) fail("refused", ran.err.trim(), line);
        else if (second !== undefined || ran.exit !== 0) fail("answer", ran.err.trim(), line);
        let heard = 0;
        for (const judge of judges) {
          if (sent === undefined) break;
          const { verdict, reason = "" } = await judge
            .judge(sent)
            .catch((error: Error) => ({ verdict: "abstains" as const, reason: error.message }));
          if (verdict !== "abstains") heard++;
          if (verdict === "refused") fail(judge.name, reason, shown(sent));
        }
        if (heard > 0 || sent === undefined) judged++;
        else unjudged.push(at);
        if (failures.length === before) accepted++;
        if (variant === "all") {
          const { document, connector } = options;
          planted.push([one, await plant(document, one, compiled, connector, made.arguments, judges)]);
        }
      }
    }
  } finally {
    recorder.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    operations: options.operations.length,
    requests,
    judged,
    accepted,
    failures,
    impossible,
    unjudged,
    planted: sumOf(planted),
  };
}

function sumOf(all: readonly (readonly [OriginalOperation, PlantedResult])[]): PlantedResult {
  const sum = (of: (one: PlantedResult) => number) => all.reduce((total, [, one]) => total + of(one), 0);
  return {
    planted: sum((one) => one.planted),
    refusedByJudge: sum((one) => one.refusedByJudge),
    refusedByUs: sum((one) => one.refusedByUs),
    onlyByUs: all.flatMap(([one, result]) => result.onlyByUs.map((what) => `${nameOf(one)}: ${what}`)),
  };
}

/** A judge that can't read the slice judges nothing; the other one still does. */
async function makeJudges(
  makers: readonly JudgeMaker[],
  slice: JsonObject,
  mediaType: string | undefined,
): Promise<Judge[]> {
  const sent = mediaType === undefined ? {} : { mediaType };
  const made = await Promise.allSettled(makers.map((make) => make(slice, sent)));
  return made.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

/** The media type that the command sends, under the key that the document has for it. */
function mediaTypeOf(document: JsonObject, one: OriginalOperation, compiled: Operation): string | undefined {
  const body = resolved(document, one.operation.requestBody);
  const content = isObject(body) && isObject(body.content) ? Object.keys(body.content) : [];
  const sent = compiled.body?.contentType;
  return content.find((type) => type === sent) ?? content.find((type) => type === "*/*") ?? content[0];
}

function lostNames(operation: Operation, made: MadeArguments): string[] {
  const has = (place: string, name: string) =>
    operation.parameters.some((one) => one.in === place && one.name === name);
  const lost = (["path", "query", "header", "cookie"] as const).flatMap((place) =>
    Object.keys(made[place] ?? {}).flatMap((name) => (has(place, name) ? [] : [`${place} ${name}`])),
  );
  return made.body !== undefined && operation.body === undefined ? [...lost, "body"] : lost;
}

export function environmentOf(connector: Connector, url: string): Record<string, string> {
  const names = environmentNames(connector);
  return {
    ...Object.fromEntries(Object.values(names.servers).map((name) => [name, url])),
    ...Object.fromEntries(names.secrets.map((name) => [name, "secret"])),
    NO_PROXY: "*",
  };
}

function shown(sent: Recorded): string {
  const type = sent.headers["content-type"] ?? "";
  return `${sent.method} ${sent.url} ${type} ${sent.body.toString().slice(0, 500)}`;
}

/** The operations to check: all where there are few, else a choice that the same document always gives. */
export function sampleOf(operations: readonly OriginalOperation[], count: number): OriginalOperation[] {
  if (operations.length <= count) return [...operations];
  // By what makes requests differ first, so that rare shapes are in; then by a hash of the name.
  const groups = Map.groupBy(operations, shapeOf);
  const ordered = [...groups.values()].map((group) =>
    group.toSorted((a, b) => hashOf(nameOf(a)) - hashOf(nameOf(b))),
  );
  ordered.sort((a, b) => a.length - b.length);
  const chosen: OriginalOperation[] = [];
  for (let round = 0; chosen.length < count; round++)
    for (const group of ordered)
      if (group[round] !== undefined && chosen.length < count) chosen.push(group[round] as OriginalOperation);
  return chosen;
}

function shapeOf(one: OriginalOperation): string {
  const body: Json | undefined = one.operation.requestBody;
  const content = isObject(body) && isObject(body.content) ? Object.keys(body.content).sort().join() : "";
  const styles = one.parameters.map(
    (p) => `${String(p.in)}:${String(p.style ?? "")}:${String(p.explode ?? "")}`,
  );
  return `${one.method} ${content} ${[...new Set(styles)].sort().join()}`;
}
