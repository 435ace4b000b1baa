import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Arguments,
  type AuthScheme,
  buildRequest,
  type Connector,
  commandLine,
  commandWords,
  environmentNames,
  type HttpRequest,
  type Json,
  type JsonObject,
  type Operation,
} from "@specwire/contract";
import type { CompileOutput } from "./compiled.ts";
import { loadGeneratedCli } from "./generated-cli.ts";
import { type Recorded, startServer } from "./loopback.ts";

/** A call of a generated CLI and the one request that it made, secrets replaced by the names of their slots. */
export interface PlayedRequest {
  readonly command: string;
  readonly method: string;
  /** Another server than the default one. */
  readonly server?: string;
  /** Path and query, the path of the server's URL among it. */
  readonly url: string;
  /** Without those that every request has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

export interface PlayedExamples {
  /** Every example, by operation id. */
  readonly examples: Readonly<Record<string, readonly PlayedRequest[]>>;
  /** The first example again, with each of the ways to connect. */
  readonly credentials: readonly { readonly type: string; readonly request: PlayedRequest }[];
  /** Commands whose request is another one than the contract makes of the example's own arguments. */
  readonly differing: readonly string[];
}

const ofEveryRequest = ["accept-encoding", "connection", "content-length", "host", "user-agent"];

/** Runs the examples of a connector against a recorder on loopback that says yes to everything. */
export async function playExamples(output: CompileOutput): Promise<PlayedExamples> {
  const { connector } = output;
  const run = await loadGeneratedCli();
  const operations = Object.values(connector.operations);
  const files = mkdtempSync(join(tmpdir(), "specwire-examples-"));
  const differing: string[] = [];
  let playing = operations[0];
  const server = await startServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(playing?.response.items === "" ? "[]" : "{}");
  });
  const play = async (operation: Operation, args: Arguments, scheme: AuthScheme | undefined) => {
    playing = operation;
    server.requests.length = 0;
    const { slug, types } = connector;
    const given = filesIn(files, args) as Arguments;
    const words = commandWords(slug, operation, types, given);
    const ran = await run(output, words.slice(1), environment(connector, scheme, server.port));
    const [request, ...more] = server.requests;
    const line = commandLine(slug, operation, types, args);
    if (ran.exit !== 0 || request === undefined || more.length > 0)
      throw new Error(`${line}: exit ${ran.exit}, ${server.requests.length} requests\n${ran.err}`);
    if (scheme?.slots.some(({ id }) => (ran.out + ran.err).includes(secretOf(id))))
      throw new Error(`${line} prints its credential`);
    const played = { command: line, ...shown(request) };
    if (!isSame(played, buildRequest(operation, given))) differing.push(line);
    return played;
  };
  try {
    const examples: Record<string, PlayedRequest[]> = {};
    for (const one of operations) {
      for (const example of one.examples) {
        examples[one.id] ??= [];
        examples[one.id]?.push(await play(one, example.arguments, connector.auth[0]));
      }
    }
    const credentials = [];
    const first = operations.find((one) => one.examples.length > 0);
    for (const scheme of first ? connector.auth : []) {
      const request = await play(first as Operation, first?.examples[0]?.arguments ?? {}, scheme);
      credentials.push({ type: scheme.type, request });
    }
    return { examples, credentials, differing };
  } finally {
    await server.close();
    rmSync(files, { recursive: true });
  }
}

/** Whether a request is the one that the contract builds, but for the credential and the server's own path. */
function isSame(played: Omit<PlayedRequest, "command">, built: HttpRequest): boolean {
  const [path = "", query = ""] = played.url.split("?");
  const pairs = query.split("&").filter((pair) => pair !== "" && !/=<[\w-]+>$/.test(pair));
  if (!path.endsWith(built.path) || pairs.join("&") !== built.query.map((pair) => pair.join("=")).join("&"))
    return false;
  const { body } = built;
  const text = typeof played.body === "string" ? played.body : JSON.stringify(played.body);
  return body.kind !== "text" || JSON.stringify(sorted(text)) === JSON.stringify(sorted(body.text));
}

/** Flags come in an order of their own; the members of a body have none. */
function sorted(text: string | undefined): unknown {
  if (text === undefined || !text.startsWith("{")) return text;
  const entries = Object.entries(JSON.parse(text) as JsonObject);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function secretOf(slot: string): string {
  return `planted-${slot}-marker`;
}

function environment(
  connector: Connector,
  scheme: AuthScheme | undefined,
  port: number,
): Record<string, string> {
  const urls = Object.entries(connector.servers).map(([name, { url, env }]) => {
    const path = url.replace(/^(https?:\/\/[^/]+|\{[^{}]+\})/, "");
    return [env, `http://127.0.0.1:${port}/${name}${path}`];
  });
  const secrets = scheme?.slots.map(({ id, env }) => [env, secretOf(id)]) ?? [];
  const method = scheme && [[environmentNames(connector).authMethod, scheme.type]];
  return Object.fromEntries([...urls, ...secrets, ...(method ?? [])]);
}

/** The arguments with a real file in the place of each that an example names. */
function filesIn(folder: string, value: Json | Arguments): unknown {
  if (Array.isArray(value)) return value.map((one) => filesIn(folder, one));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    if (key !== "$file") return [key, filesIn(folder, member)];
    const path = join(folder, String(member));
    writeFileSync(path, `what is in ${member}`);
    return [key, path];
  });
  return Object.fromEntries(entries);
}

function shown({ method, url, headers, body }: Recorded): Omit<PlayedRequest, "command"> {
  const [, server = "", path = ""] = /^\/([^/]+)(.*)$/s.exec(url) ?? [];
  const told = Object.entries(headers).filter(
    ([name, value]) =>
      !ofEveryRequest.includes(name) && !(name === "accept" && /^application\/json, /.test(`${value}`)),
  );
  const isJson = /\bjson\b/.test(headers["content-type"] ?? "");
  return {
    method,
    ...(server !== "default" && { server }),
    url: withoutSecrets(path),
    headers: Object.fromEntries(told.sort().map(([name, value]) => [name, withoutSecrets(`${value}`)])),
    ...(body !== "" && { body: isJson ? (JSON.parse(body) as Json) : withoutSecrets(body) }),
  };
}

function withoutSecrets(text: string): string {
  return text
    .replace(/^Basic ([\w+/=]+)$/, (_, encoded: string) => `Basic (${Buffer.from(encoded, "base64")})`)
    .replace(/planted-([\w-]+?)-marker/g, "<$1>");
}
