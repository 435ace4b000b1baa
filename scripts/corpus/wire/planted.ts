import {
  type Arguments,
  buildRequest,
  type Connector,
  checkArguments,
  type Operation,
  requestUrl,
} from "../../../packages/contract/src/index.ts";
import { type MadeArguments, schemaOf } from "../generate/arguments.ts";
import { flatten } from "../generate/schema.ts";
import type { Judge } from "../judges/judge.ts";
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  nameOf,
  type OriginalOperation,
  resolved,
} from "../original.ts";
import type { Recorded } from "./recorder.ts";

/** Requests made wrong on purpose: they show that the judge is awake, and that our check refuses no more than it. */
export interface PlantedResult {
  readonly planted: number;
  readonly refusedByJudge: number;
  readonly refusedByUs: number;
  /** Refused by us, accepted by every judge. */
  readonly onlyByUs: readonly string[];
}

interface Wrong {
  readonly what: string;
  readonly arguments: MadeArguments;
}

export async function plant(
  document: JsonObject,
  one: OriginalOperation,
  compiled: Operation,
  connector: Connector,
  valid: MadeArguments,
  judges: readonly Judge[],
): Promise<PlantedResult> {
  let planted = 0;
  let refusedByJudge = 0;
  let refusedByUs = 0;
  const onlyByUs: string[] = [];
  for (const wrong of wrongs(document, one, valid)) {
    const args = wrong.arguments as Arguments;
    const sent = asSent(compiled, args);
    if (sent === undefined) continue;
    const verdicts = await Promise.all(
      judges.map((judge) => judge.judge(sent, { anonymous: true }).catch(() => undefined)),
    );
    if (!verdicts.some((verdict) => verdict !== undefined && verdict.verdict !== "abstains")) continue;
    planted++;
    const judged = verdicts.some((verdict) => verdict?.verdict === "refused");
    const [problem] = checkArguments(compiled, connector.types, args);
    if (judged) refusedByJudge++;
    if (problem !== undefined) refusedByUs++;
    if (problem !== undefined && !judged)
      onlyByUs.push(`${nameOf(one)}: ${wrong.what}: ${problem.path.join(".")} ${problem.message}`);
  }
  return { planted, refusedByJudge, refusedByUs, onlyByUs };
}

function wrongs(document: JsonObject, one: OriginalOperation, valid: MadeArguments): Wrong[] {
  const found: Wrong[] = [];
  for (const parameter of one.parameters) {
    const place = parameter.in;
    const name = String(parameter.name);
    if (place !== "query" && place !== "header" && place !== "path") continue;
    if (valid[place]?.[name] === undefined) continue;
    const set = (value: Json | undefined): MadeArguments => ({
      ...valid,
      [place]: withMember(valid[place], name, value),
    });
    if (parameter.required === true && place !== "path")
      found.push({ what: `${place} ${name} is missing`, arguments: set(undefined) });
    const value = wrongValue(flatten(document, schemaOf(parameter, document), () => 0));
    if (value !== undefined) found.push({ what: `${place} ${name} is wrong`, arguments: set(value) });
  }
  const { body } = valid;
  if (!isObject(body)) return found;
  const [media] = mediaOf(document, one);
  const schema = flatten(document, isObject(media) ? media.schema : undefined, () => 0);
  const properties = isObject(schema.properties) ? schema.properties : {};
  for (const [name, property] of Object.entries(properties).slice(0, 6)) {
    if (body[name] === undefined) continue;
    const set = (value: Json | undefined): MadeArguments => ({
      ...valid,
      body: withMember(body as Readonly<Record<string, Json>>, name, value),
    });
    const isRequired = isArray(schema.required) && schema.required.includes(name);
    if (isRequired) found.push({ what: `body ${name} is missing`, arguments: set(undefined) });
    const value = wrongValue(flatten(document, property, () => 0));
    if (value !== undefined) found.push({ what: `body ${name} is wrong`, arguments: set(value) });
  }
  return found;
}

function mediaOf(document: JsonObject, one: OriginalOperation): Json[] {
  const body = resolved(document, one.operation.requestBody);
  const content = isObject(body) && isObject(body.content) ? body.content : {};
  const key = Object.keys(content).find((type) => /json/i.test(type));
  return key === undefined ? [] : [content[key] as Json];
}

/** A value that the schema refuses whatever the place: by its type, its list or its bounds. */
function wrongValue(schema: JsonObject): Json | undefined {
  if (schema.nullable === true || isArray(schema.type)) return undefined;
  if (isArray(schema.enum) && schema.type === "string") return "no such value";
  if (schema.type === "integer" || schema.type === "number") {
    if (typeof schema.maximum === "number") return schema.maximum + 1;
    if (typeof schema.minimum === "number") return schema.minimum - 1;
    return "not a number";
  }
  if (schema.type === "boolean") return "perhaps";
  return undefined;
}

function withMember(
  members: Readonly<Record<string, Json>> | undefined,
  name: string,
  value: Json | undefined,
): Record<string, Json> {
  const others = Object.entries(members ?? {}).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

/** The request as it would go out, unchecked; undefined where it can't be built or has files. */
function asSent(operation: Operation, args: Arguments): Recorded | undefined {
  try {
    const request = buildRequest(operation, args);
    if (request.body.kind === "multipart" || request.body.kind === "file") return undefined;
    const body = Buffer.from(request.body.kind === "text" ? request.body.text : "");
    const headers = { ...request.headers, "content-length": String(body.length) };
    const url = requestUrl("", request);
    return { method: request.method, url, headers, rawHeaders: Object.entries(headers).flat(), body };
  } catch {
    return undefined;
  }
}
