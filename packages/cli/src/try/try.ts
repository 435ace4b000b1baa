import {
  type Arguments,
  type Connector,
  commandName,
  expandServerUrl,
  type HttpRequest,
  isArray,
  isObject,
  itemsOf,
  type Json,
  type Operation,
  outgoingRequest,
  placeCredential,
  redact,
  requestUrl,
  valueAt,
  withoutPrefix,
} from "@specwire/contract";
import type { CommandCode, Input } from "../shared/command.ts";
import { harmless, Refusal } from "../shared/refusal.ts";
import { printJson } from "../shared/report.ts";
import { tone } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import { credentialFor, type GivenCredential, readCredentialFile } from "./credential.ts";
import { explain } from "./explain.ts";
import { placeOf } from "./explain-refusal.ts";
import type { Finding } from "./finding.ts";
import { aboutPaging } from "./paging.ts";
import { pickRead } from "./pick.ts";
import { openConnector } from "./places.ts";
import { type Attempt, attemptsFor, learnt } from "./probe.ts";
import { longestAnswer, type Outcome, send } from "./send.ts";
import type { Tried } from "./tried.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** What an API says, in characters. */
const longestQuote = 300;

/** `specwire try` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const [path = "", ...words] = input.words;
  const opened = openConnector(path, world);
  if (opened === undefined) return 1;
  const { connector, places } = opened;
  const file = input.value("credential-file");
  const values = { ...world.env, ...(file !== undefined && readCredentialFile(file, connector)) };
  const { operation, arguments: args } = await pickRead(connector, words, path);
  const credential = credentialFor(connector, operation, values);
  if (credential.parts.some(({ scheme }) => scheme.type === "mutual_tls"))
    throw new Refusal("A certificate is not tried.", "the connector's own tool sends it: specwire run");
  const baseUrl = baseUrlOf(connector, operation, values);
  const request = outgoingRequest(connector, operation, args);
  const secrets = secretsIn(connector, credential, values);
  const clean = (text: string) =>
    harmless(redact(text.replace(/\s+/g, " ").trim(), secrets).slice(0, longestQuote));
  const tried: Tried = {
    connector,
    operation,
    arguments: args,
    baseUrl,
    url: requestUrl(baseUrl, request),
    credential,
    places,
    secrets,
    probes: input.has("probe"),
    clean,
  };

  const read = (args: Arguments) => sent(tried, outgoingRequest(connector, operation, args));
  const outcome = await read(args);
  let findings = explain(tried, outcome);
  if (findings.length === 0 && outcome.kind === "answer") findings = await aboutPaging(tried, outcome, read);
  if (tried.probes) findings = [...(await probe(tried, request, findings, world)), ...findings];
  findings = findings.map((one) => withPossiblePatch(one, opened.has));
  if (input.has("json")) printJson(report(tried, outcome, findings), world.out);
  else print(tried, outcome, findings, world);
  return findings.length === 0 ? 0 : 1;
};

const none = { protocol: "", username: "", password: "", search: "", hash: "" };

function baseUrlOf(
  { servers, variables, name }: Connector,
  { server }: Operation,
  values: World["env"],
): string {
  const known = servers[server];
  const given = known && values[known.env];
  const url = given || (known && expandServerUrl(known.url, variables));
  if (url === undefined)
    throw new Refusal(`${name} has no URL of its own.`, `set ${known?.env ?? "its base URL"}`);
  const { protocol, username, password, search, hash } = URL.canParse(url) ? new URL(url) : none;
  if (!/^https?:$/.test(protocol) || username || password || search || hash || /[\s\p{Cc}]/u.test(url))
    throw new Refusal(
      `${known?.env} is not a plain http(s) URL.`,
      "it is something like https://api.example.com/v1, without user, query and fragment.",
    );
  return url.replace(/\/+$/, "");
}

/** Also what is not sent, and the forms in which it would be. */
function secretsIn({ auth }: Connector, { parts }: GivenCredential, values: World["env"]): string[] {
  const prefixes = auth.flatMap(({ placements }) => placements.map(({ prefix }) => prefix));
  const given = auth.flatMap(({ slots }) => slots.flatMap(({ env }) => values[env] || []));
  const basic = parts.flatMap(({ secrets: { username = "", password = "" } }) =>
    username || password ? [Buffer.from(`${username}:${password}`).toString("base64")] : [],
  );
  return [
    ...given.flatMap((one) => [one, ...prefixes.map((prefix) => withoutPrefix(one, prefix))]),
    ...basic,
  ];
}

async function sent(tried: Tried, plain: HttpRequest, attempt?: Attempt): Promise<Outcome> {
  const { credential, operation, baseUrl } = tried;
  const prefix = attempt !== undefined && "prefix" in attempt ? attempt.prefix : undefined;
  const request = credential.parts.reduce((before, { scheme, secrets }) => {
    const placements = scheme.placements.map((one) => (prefix === undefined ? one : { ...one, prefix }));
    return placeCredential(before, { ...scheme, placements }, secrets, operation.token);
  }, plain);
  const base = attempt !== undefined && "baseUrl" in attempt ? attempt.baseUrl : baseUrl;
  // What is explained, shown and proposed is taken from it: no credential that comes back may be among that.
  return withoutSecrets(
    await send(request.method, requestUrl(base, request), request.headers),
    tried.secrets,
  );
}

async function probe(
  tried: Tried,
  request: HttpRequest,
  findings: readonly Finding[],
  world: World,
): Promise<Finding[]> {
  const attempts = attemptsFor(tried, findings);
  if (attempts.length === 0) return [];
  const what = "prefix" in (attempts[0] ?? {}) ? "other prefixes in the same header" : "other base paths";
  world.err.write(
    `probe: up to ${attempts.length} more reads of ${new URL(tried.baseUrl).host}, with ${what}\n`,
  );
  // What may be the API's word is told only where nothing works.
  let perhaps: Finding | undefined;
  for (const attempt of attempts) {
    const found = learnt(tried, attempt, await sent(tried, request, attempt));
    if (found?.patch !== undefined) return [found];
    perhaps ??= found;
  }
  return perhaps === undefined ? [] : [perhaps];
}

/** A member of an operation that `include` takes has no place in connector.yaml yet. */
function withPossiblePatch(finding: Finding, has: (path: string) => boolean): Finding {
  const { patch, ...rest } = finding;
  if (
    patch === undefined ||
    has(
      patch.path
        .split("/")
        .slice(0, patch.path.startsWith("/operations/") ? 3 : -1)
        .join("/"),
    )
  )
    return finding;
  return patch.path.startsWith("/operations/")
    ? { ...rest, help: `${rest.help}, in an entry of \`operations\` with \`use\`` }
    : rest;
}

function report({ connector, operation, url, clean }: Tried, outcome: Outcome, findings: readonly Finding[]) {
  return {
    connector: connector.slug,
    operation: operation.id,
    request: `${operation.method} ${clean(url)}`,
    ...(outcome.kind === "answer" ? { status: outcome.status } : { failure: outcome.code }),
    works: findings.length === 0,
    findings,
  };
}

function print(tried: Tried, outcome: Outcome, findings: readonly Finding[], { out }: World): void {
  const { connector, operation, url, credential, clean } = tried;
  const placements = credential.parts.flatMap(({ scheme }) => scheme.placements.map(placeOf));
  const command = commandName(connector.slug, operation.id).split(" ").slice(1).join(" ");
  out.write(`${operation.method} ${clean(url)}  (${command})\n`);
  out.write(`sent: ${placements.length === 0 ? "no credential" : placements.map(harmless).join(", ")}\n`);
  if (findings.length === 0) out.write(`${tone(out, "good", "works")}: ${shapeOf(tried, outcome)}\n`);
  for (const { says, help, patch } of findings) {
    out.write(`${tone(out, "bad", "problem")}: ${harmless(says)}\n  do: ${harmless(help)}\n`);
    if (patch)
      out.write(
        `  connector.yaml:${patch.line}  ${harmless(patch.path.slice(1).replaceAll("/", "."))}: ${harmless(JSON.stringify(patch.value))}\n`,
      );
  }
}

/** What a good answer is, without a value of it. */
function shapeOf(tried: Tried, outcome: Outcome): string {
  const { operation } = tried;
  if (outcome.kind !== "answer") return "";
  const { status, body, text, cut } = outcome;
  if (cut) return `${status}, more than ${longestAnswer / 1_000_000} MB, of which no more was read`;
  const items = body === undefined ? undefined : itemsOf(operation, body);
  const names = (value: unknown) =>
    isObject(value)
      ? Object.keys(value)
          .filter((name) => /^[\w.-]{1,40}$/.test(name))
          .slice(0, 8)
          .join(", ")
      : "";
  if (isArray(items))
    return `${status}, a list of ${items.length}${items.length > 0 ? ` with ${names(items[0])}` : ""}${pagesOf(tried, outcome.body)}`;
  if (isObject(body)) return `${status}, an object with ${names(body)}`;
  return `${status}, ${text.length} characters`;
}

/** Why there is no second page: whoever knows that there is one learns where it was looked for. */
function pagesOf({ operation: { pagination } }: Tried, body: Json | undefined): string {
  if (pagination === undefined || !("next" in pagination) || !("pointer" in pagination.next)) return "";
  const { pointer } = pagination.next;
  return valueAt(body, pointer) === undefined
    ? `; the last page, since nothing is at ${harmless(pointer)}`
    : "";
}
