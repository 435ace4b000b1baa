import { readFileSync } from "node:fs";
import { type Call, type Calls, pathOf } from "./calls.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import type { McpServer } from "./mcp.ts";
import { pageSize, type Sample, sampleOf } from "./sample.ts";
import type { Specli } from "./specli.ts";
import { openStandIn } from "./stand-in.ts";
import { tokensOf } from "./surfaces.ts";
import { callWords, environmentOf, operationOf, type Tool } from "./tool.ts";

/** One call's answer by every way, in tokens. */
export interface Answer {
  readonly path: string;
  readonly kind: "list" | "detail";
  /** Whose values the stand-in serves. */
  readonly from: Sample["from"];
  /** The answer's JSON without blanks. */
  readonly raw: number;
  /** All that the tool prints, on both streams. */
  readonly ours: number;
  readonly mcp: number | undefined;
  readonly specli: number | undefined;
  /**
   * Of a list whose items have a detail command: whether each item shows what that needs, and the command is named.
   * Undefined where there is no such command.
   */
  readonly complete: boolean | undefined;
}

/** The other tools, those that could be started. */
export interface Peers {
  readonly mcp?: McpServer;
  readonly specli?: Specli;
  /** Why the rest could not. */
  readonly failures: readonly string[];
}

/** Makes every call by every way against a stand-in; `peers` starts the other tools against its address. */
export async function measureAnswers(
  tool: Tool,
  document: string,
  { lists, details }: Calls,
  peers: (url: string) => Promise<Peers | undefined>,
): Promise<{
  readonly answers: readonly Answer[];
  readonly peers: Peers | undefined;
  close(): Promise<void>;
}> {
  const data = JSON.parse(readFileSync(document, "utf8")) as JsonObject;
  const all = [
    ...lists.map((call) => ({ call, kind: "list" as const })),
    ...details.map((call) => ({ call, kind: "detail" as const })),
  ];
  const samples = new Map(all.map(({ call, kind }) => [pathOf(call), sampleOf(data, call.path, kind)]));
  const standIn = await openStandIn(samples);
  const others = await peers(standIn.url);
  const answers: Answer[] = [];
  for (const { call, kind } of all) {
    const sample = samples.get(pathOf(call));
    if (sample !== undefined) answers.push(await answerOf(tool, call, kind, sample, standIn.url, others));
  }
  const close = async () => {
    others?.mcp?.close();
    await standIn.close();
  };
  return { answers, peers: others, close };
}

async function answerOf(
  tool: Tool,
  call: Call,
  kind: Answer["kind"],
  sample: Sample,
  url: string,
  peers: Peers | undefined,
): Promise<Answer> {
  const operation = operationOf(tool, call);
  if (operation === undefined) throw new Error(`${tool.connector.slug} has no operation GET ${call.path}`);
  const { exit, out, err } = await tool.run(callWords(tool, operation, call), environmentOf(tool, url));
  if (exit !== 0) throw new Error(`${operation.id}: ${err}`);
  return {
    path: call.path,
    kind,
    from: sample.from,
    raw: tokensOf(JSON.stringify(sample.body)),
    ours: tokensOf(out + err),
    mcp: peers?.mcp && tokensOf(await peers.mcp.call(call)),
    specli: peers?.specli && (await specliTokens(peers.specli, call, sample)),
    complete: kind === "list" ? isComplete(operation.detail, sample.body, out, err) : undefined,
  };
}

/** Undefined where it fails: what it prints then is no answer. */
async function specliTokens(specli: Specli, call: Call, { body }: Sample): Promise<number | undefined> {
  const words = specli.words(call);
  const printed = words === undefined ? "" : await specli.run(words);
  return printed.includes(JSON.stringify(firstText(body))) ? tokensOf(printed) : undefined;
}

/** A text that stands somewhere in an answer. */
function firstText(value: Json): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const one of Object.values(value)) {
    const found = firstText(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Detail = NonNullable<ReturnType<typeof operationOf>>["detail"];

/** Judged by what was printed, not by how: each identity is somewhere in its item. */
export function isComplete(detail: Detail, body: Json, out: string, err: string): boolean | undefined {
  if (detail === undefined) return undefined;
  const printed = JSON.parse(out) as Json;
  const items = itemsIn(body);
  const pointers = detail.arguments.flatMap(({ from }) => ("pointer" in from ? [from.pointer] : []));
  const words = detail.operation.replaceAll(".", " ");
  return (
    Array.isArray(printed) &&
    printed.length === items.length &&
    items.length === pageSize &&
    pointers.every((pointer) => items.every((item, at) => holds(printed[at], valueAt(item, pointer)))) &&
    err.includes(words)
  );
}

function itemsIn(body: Json): readonly Json[] {
  const places = isObject(body) ? Object.values(body) : [body];
  const page = places.find((one) => Array.isArray(one) && one.length === pageSize);
  return (page ?? []) as readonly Json[];
}

function valueAt(item: Json | undefined, pointer: string): Json | undefined {
  const names = pointer.split("/").slice(1);
  return names.reduce<Json | undefined>((value, name) => (isObject(value) ? value[name] : undefined), item);
}

function holds(value: Json | undefined, wanted: Json | undefined): boolean {
  if (value === wanted) return true;
  return isObject(value) && Object.values(value).some((one) => holds(one, wanted));
}
