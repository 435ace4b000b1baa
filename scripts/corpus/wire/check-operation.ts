import {
  type Arguments,
  alternativesOf,
  bodyFor,
  type Connector,
  commandWords,
  type Operation,
} from "../../../packages/contract/src/index.ts";
import type { MadeArguments } from "../generate/arguments.ts";
import { makeValid } from "../generate/valid-arguments.ts";
import type { Judge, JudgeMaker } from "../judges/judge.ts";
import { readable } from "../judges/readable.ts";
import { valueJudge } from "../judges/values.ts";
import { isObject, type JsonObject, nameOf, type OriginalOperation, resolved } from "../original.ts";
import { sliceFor } from "../slice.ts";
import { changedOnTheWay } from "./changed.ts";
import { plant } from "./planted.ts";
import type { Recorded, Recorder } from "./recorder.ts";
import type { WireFailure, WireResult } from "./result.ts";
import { runInProcess } from "./run-in-process.ts";
import type { WireOptions } from "./wire-check.ts";

export interface WireContext extends WireOptions {
  readonly recorder: Recorder;
  /** A file to upload. */
  readonly file: string;
}

type Failure = Pick<WireFailure, "by" | "reason" | "sent">;

/** How much of what is optional each request of an operation states. */
const variants: readonly (readonly [name: string, optional: number])[] = [
  ["least", 0],
  ["some", 0.5],
  ["all", 1],
];

const lastVariant = variants.slice(-1);

const nothingPlanted = { planted: 0, refusedByJudge: 0, refusedByUs: 0, onlyByUs: [] };

export async function checkOperation(
  context: WireContext,
  one: OriginalOperation,
  compiled: Operation,
): Promise<WireResult> {
  const { document, connector } = context;
  const slice = readable(sliceFor(document, one));
  const isValid = valueJudge(slice);
  const credentials = credentialPlaces(connector);
  const result = { requests: 0, judged: 0, accepted: 0, planted: nothingPlanted as WireResult["planted"] };
  const failures: WireFailure[] = [];
  const unjudged: WireResult["unjudged"][number][] = [];
  const impossible: WireResult["impossible"][number][] = [];
  for (const form of formsOf(document, one, compiled)) {
    const judges = await makeJudges(context.judges, slice, form.mediaType);
    for (const [variant, optional] of form.asked === undefined ? variants : lastVariant) {
      const at = { operation: nameOf(one), variant: [variant, form.asked].filter(Boolean).join(" as ") };
      const seed = `${context.seed} ${nameOf(one)} ${at.variant}`;
      const file = () => ({ $file: context.file });
      const { mediaType } = form;
      const made = makeValid(one, { document, seed, optional, mediaType, file, credentials }, isValid);
      if ("impossible" in made) {
        impossible.push({ ...at, reason: made.impossible.slice(0, 300) });
        continue;
      }
      const stated =
        form.asked === undefined ? made.arguments : { ...made.arguments, contentType: form.asked };
      const { heard, found } = await checkRequest(context, one, compiled, stated, judges);
      result.requests++;
      if (heard) result.judged++;
      else unjudged.push(at);
      if (found.length === 0) result.accepted++;
      failures.push(...found.map((each) => ({ ...at, ...each, reason: each.reason.slice(0, 600) })));
      if (variant === "all" && form.asked === undefined)
        result.planted = await plant(document, one, compiled, connector, made.arguments, judges);
    }
  }
  return { operations: 1, ...result, failures, unjudged, impossible };
}

interface Form {
  /** The key that the document has for it. */
  readonly mediaType: string | undefined;
  /** What `--content-type` says; absent for the one that is sent unasked. */
  readonly asked?: string;
}

/** The media types that a body may be sent in: the one that the command prefers, then the others, up to five. */
function formsOf(document: JsonObject, one: OriginalOperation, compiled: Operation): Form[] {
  const body = resolved(document, one.operation.requestBody);
  const content = isObject(body) && isObject(body.content) ? Object.keys(body.content) : [];
  const sent = compiled.body?.contentType;
  const first =
    content.find((type) => type === sent) ?? content.find((type) => type.includes("*")) ?? content[0];
  // One JSON type stands for all that have the same schema.
  const isSame = (type: string) => /json/i.test(type) && bodyFor(compiled, type) === undefined;
  const others = content.filter(
    (type) => type !== first && !isSame(type) && /^[\w.+-]+\/[\w.+-]+( *;.*)?$/.test(type),
  );
  return [{ mediaType: first }, ...others.slice(0, 5).map((type) => ({ mediaType: type, asked: type }))];
}

/** One command, run; `heard`: a judge has judged it, or there was nothing to judge. */
async function checkRequest(
  context: WireContext,
  one: OriginalOperation,
  compiled: Operation,
  made: MadeArguments,
  judges: readonly Judge[],
): Promise<{ readonly heard: boolean; readonly found: readonly Failure[] }> {
  const { slug, types } = context.connector;
  const lost = lostNames(compiled, made);
  if (lost.length > 0)
    return { heard: true, found: [{ by: "lost", reason: `no flag for ${lost.join(", ")}` }] };
  const words = commandWords(slug, compiled, types, made as Arguments).slice(1);
  const ran = await runInProcess(context.tableText, words, environmentOf(context, compiled));
  const [sent, second] = context.recorder.take();
  const line = words.join(" ").slice(0, 600);
  if (sent === undefined)
    return { heard: true, found: [{ by: "refused", reason: ran.err.trim(), sent: line }] };
  const found: Failure[] = [];
  const shown = show(sent);
  if (second !== undefined || ran.exit !== 0)
    found.push({ by: "answer", reason: ran.err.trim(), sent: line });
  const changed = changedOnTheWay(one, made, sent);
  if (changed !== undefined) found.push({ by: "changed", reason: changed, sent: shown });
  let heard = 0;
  for (const judge of judges) {
    // Where the tool has no credential for an API (a signature, say), its draft says so: it calls without one.
    const { verdict, reason = "" } = await judge
      .judge(sent, context.connector.auth.length === 0 ? { anonymous: true } : undefined)
      .catch((error: Error) => ({ verdict: "abstains" as const, reason: error.message }));
    if (verdict !== "abstains") heard++;
    if (verdict === "refused") found.push({ by: judge.name, reason, sent: shown });
  }
  return { heard: heard > 0, found };
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

/** Arguments that the command has no place for. */
function lostNames(operation: Operation, made: MadeArguments): string[] {
  const has = (place: string, name: string) =>
    operation.parameters.some((one) => one.in === place && one.name === name);
  const lost = (["path", "query", "header", "cookie"] as const).flatMap((place) =>
    Object.keys(made[place] ?? {}).flatMap((name) => (has(place, name) ? [] : [`${place} ${name}`])),
  );
  return made.body !== undefined && operation.body === undefined ? [...lost, "body"] : lost;
}

/** Parameters that no argument fills. */
function credentialPlaces({ auth }: Connector): Set<string> {
  const placements = auth.flatMap((scheme) => scheme.placements);
  return new Set(
    placements.map(({ in: place, name }) => `${place} ${place === "header" ? name.toLowerCase() : name}`),
  );
}

/** Every server is the recorder; what the first way to authenticate needs has a value. */
function environmentOf({ connector, recorder }: WireContext, compiled: Operation): Record<string, string> {
  const [schemes = []] = alternativesOf(connector, compiled);
  const slots = schemes.flatMap((scheme) => scheme.slots);
  return {
    ...Object.fromEntries(Object.values(connector.servers).map(({ env }) => [env, recorder.url])),
    ...Object.fromEntries(slots.map(({ env }) => [env, "secretsecretsecretsecret"])),
    NO_PROXY: "*",
  };
}

function show(sent: Recorded): string {
  const type = sent.headers["content-type"] ?? "";
  return `${sent.method} ${sent.url} ${type} ${sent.body.toString().slice(0, 500)}`;
}
