import { withoutFraming } from "@specwire/contract";
import type { CliWorld } from "../world.ts";
import { trustedAuthorities } from "./certificates.ts";
import type { ClientIdentity } from "./client-identity.ts";
import { type ProxyServer, proxyFor } from "./proxy.ts";
import { tunnelAgent } from "./tunnel.ts";

type Agent = import("node:http").Agent;
type Duplex = import("node:stream").Duplex;
type ClientRequest = import("node:http").ClientRequest;
type IncomingMessage = import("node:http").IncomingMessage;
type RequestOptions = import("node:https").RequestOptions;

/** The bytes of a request; opened again for each try. */
export interface RequestSource {
  /** In bytes; undefined where nobody knows before it ends, which can be sent only once. */
  readonly length: number | undefined;
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestSource;
  /** What is shown to a server that asks for a client's certificate; never to a proxy. */
  readonly identity?: ClientIdentity;
  /** Through no proxy, over a connection of its own; to a unix socket in place of the URL's host where one is named. */
  readonly direct?: { readonly socketPath?: string };
  /** Gives up after this long without a byte. */
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as Content-Encoding says. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops what is left of the body. */
  readonly discard: () => void;
}

/** A request that got no answer. */
export class NetworkFailure extends Error {
  readonly reason: string;
  /** Whether the API may have seen the request. */
  readonly sent: boolean;

  constructor(reason: string, message: string, sent: boolean) {
    super(message);
    this.name = "NetworkFailure";
    this.reason = reason;
    this.sent = sent;
  }
}

export interface HttpClient {
  send(call: HttpCall): Promise<HttpAnswer>;
  /** Ends idle connections, so that the process can end. */
  close(): void;
}

/** HTTP over node:http(s), which starts faster than `fetch`; connections are kept for the next page. */
export function openHttpClient(env: CliWorld["env"]): HttpClient {
  const agents = new Map<string, Agent>();
  const agentFor = (url: URL, proxy: ProxyServer | undefined, { identity, direct }: HttpCall): Agent => {
    // A connection that was opened with a certificate serves no call without it.
    const key = `${url.protocol}${proxy ? `${proxy.host}:${proxy.port}` : ""}${identity ? ` ${identity.certificate}` : ""}${direct ? " direct" : ""}`;
    const agent = agents.get(key) ?? makeAgent(url.protocol === "https:", proxy, env, identity, !direct);
    agents.set(key, agent);
    return agent;
  };
  return {
    send: (call) => {
      const url = new URL(call.url);
      const proxy = call.direct ? undefined : proxyFor(url, env);
      return sendOnce(call, url, proxy, agentFor(url, proxy, call));
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

function makeAgent(
  secure: boolean,
  proxy: ProxyServer | undefined,
  env: CliWorld["env"],
  identity: ClientIdentity | undefined,
  keepAlive: boolean,
): Agent {
  const http = process.getBuiltinModule("node:http");
  if (!secure && !proxy?.secure) return new http.Agent({ keepAlive });
  const ca = trustedAuthorities(env);
  const pair = secure && identity ? { cert: identity.certificate, key: identity.key } : {};
  if (secure && proxy) return tunnelAgent(proxy, ca, pair);
  return new (process.getBuiltinModule("node:https").Agent)({ keepAlive, ...(ca && { ca }), ...pair });
}

function sendOnce(
  call: HttpCall,
  url: URL,
  proxy: ProxyServer | undefined,
  agent: Agent,
): Promise<HttpAnswer> {
  const secure = url.protocol === "https:";
  const plainProxy = secure ? undefined : proxy;
  const headers: Record<string, string> = { ...withoutFraming(call.headers), host: url.host };
  if (plainProxy?.authorization) headers["proxy-authorization"] = plainProxy.authorization;
  // Some servers refuse a POST that does not say how long it is.
  if (call.body && call.body.length === undefined) headers["transfer-encoding"] = "chunked";
  else if (call.body || ["POST", "PUT", "PATCH"].includes(call.method))
    headers["content-length"] = String(call.body?.length ?? 0);
  // A server that is told to close does so with its answer, and what it has not read of a file takes the answer along.
  if (call.direct) headers.connection = "keep-alive";
  // The path goes out as it was built: URL would rewrite parts of it.
  const path = call.url.slice(call.url.indexOf("/", call.url.indexOf("//") + 2));
  const socketPath = call.direct?.socketPath;
  const name = socketPath === undefined ? url.host : `unix:${socketPath}`;
  const options: RequestOptions = {
    method: call.method,
    ...(socketPath === undefined
      ? {
          host: plainProxy?.host ?? url.hostname.replace(/^\[|\]$/g, ""),
          port: plainProxy?.port ?? (Number(url.port) || (secure ? 443 : 80)),
        }
      : { socketPath }),
    path: plainProxy ? `http://${url.host}${path}` : path,
    headers,
    agent,
  };
  const useTls = secure || plainProxy?.secure === true;
  const { request } = process.getBuiltinModule(useTls ? "node:https" : "node:http");
  return new Promise((resolve, reject) => {
    let sent = false;
    let settled = false;
    const outgoing = request(options);
    const timer = idleTimer(call.timeoutMs, () => {
      outgoing.destroy(
        new NetworkFailure("TIMEOUT", `no answer within ${call.timeoutMs / 1000} seconds`, sent),
      );
    });
    const fail = (error: Error) => {
      timer.stop();
      if (!settled)
        reject(
          error instanceof NetworkFailure || error.name === "CliError" ? error : failureOf(error, name, sent),
        );
      // An answer that came before everything was sent can still be read.
      if (settled && isConnectionError(error)) return;
      settled = true;
      outgoing.destroy();
    };
    outgoing.on("error", fail);
    outgoing.once("response", (incoming: IncomingMessage) => {
      settled = true;
      timer.touch();
      resolve(answerOf(incoming, timer, name, call.method));
    });
    outgoing.once("socket", (socket) => {
      const markSent = () => {
        sent = true;
      };
      if (socket.connecting) socket.once(useTls ? "secureConnect" : "connect", markSent);
      else markSent();
    });
    writeBody(outgoing, call.body, timer).catch(fail);
  });
}

interface IdleTimer {
  touch(): void;
  stop(): void;
}

function idleTimer(milliseconds: number, expire: () => void): IdleTimer {
  let timer = setTimeout(expire, milliseconds);
  return {
    touch() {
      clearTimeout(timer);
      timer = setTimeout(expire, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

async function writeBody(
  outgoing: ClientRequest,
  body: RequestSource | undefined,
  timer: IdleTimer,
): Promise<void> {
  if (body) {
    for await (const chunk of body.open()) {
      if (outgoing.destroyed) return;
      const more = outgoing.write(chunk);
      timer.touch();
      if (!more) await drained(outgoing);
    }
  }
  outgoing.end();
}

/** Resolves when more can be written, or nothing ever will. */
function drained(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.off("drain", go);
      outgoing.off("close", go);
      resolve();
    };
    outgoing.on("drain", go);
    outgoing.on("close", go);
    if (outgoing.destroyed) go();
  });
}

function answerOf(incoming: IncomingMessage, timer: IdleTimer, name: string, method: string): HttpAnswer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const status = incoming.statusCode ?? 0;
  // These have no body whatever their headers say (RFC 9110 section 6.4.1).
  const isEmpty = method === "HEAD" || status === 204 || status === 304;
  return {
    status,
    headers,
    body: bodyOf(incoming, isEmpty ? "" : (headers["content-encoding"] ?? ""), timer, name),
    discard() {
      timer.stop();
      incoming.destroy();
    },
  };
}

async function* bodyOf(
  incoming: IncomingMessage,
  encoding: string,
  timer: IdleTimer,
  name: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of decoded(incoming, encoding)) {
      timer.touch();
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Error ? failureOf(error, name, true) : error;
  } finally {
    timer.stop();
  }
}

/** The body without its Content-Encoding, of which the last one named was put on last. */
async function* decoded(incoming: IncomingMessage, encoding: string): AsyncGenerator<Uint8Array> {
  let body: AsyncIterable<Uint8Array> = incoming;
  for (const name of encoding.toLowerCase().split(",").reverse()) body = decodedOnce(body, name.trim());
  yield* body;
}

function decodedOnce(body: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  if (encoding === "deflate") return inflated(body);
  const names: Readonly<Record<string, string>> = {
    gzip: "createGunzip",
    "x-gzip": "createGunzip",
    br: "createBrotliDecompress",
    zstd: "createZstdDecompress",
  };
  const name = Object.hasOwn(names, encoding) ? names[encoding] : undefined;
  return name === undefined ? body : throughDecoder(body, name);
}

function throughDecoder(body: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const zlib = process.getBuiltinModule("node:zlib") as unknown as Record<string, undefined | (() => Duplex)>;
  const decoder = zlib[name]?.();
  if (decoder === undefined) throw new Error("ERR_ENCODING_NOT_SUPPORTED");
  // Errors of either end reach whoever reads the decoder.
  process.getBuiltinModule("node:stream").pipeline(body, decoder, () => {});
  return decoder;
}

/** `deflate` is the zlib format (RFC 9110 section 8.4.1.2); some servers send it bare. */
async function* inflated(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body[Symbol.asyncIterator]();
  const first = await reader.next();
  if (first.done) return;
  const whole = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => reader };
  })();
  const isZlib = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* throughDecoder(whole, isZlib ? "createInflate" : "createInflateRaw");
}

function isConnectionError(error: Error): boolean {
  return "code" in error && ["EPIPE", "ECONNRESET"].includes(String(error.code));
}

/** A runtime's error in one shape; none of its texts may hold a credential, so only codes are passed on. */
function failureOf(error: Error, name: string, sent: boolean): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const code = (error as NodeJS.ErrnoException).code ?? error.name;
  const said = code === "ProxyRefusedError" ? error.message : (explanations[code] ?? code);
  return new NetworkFailure(code, `${name}: ${said}`, sent);
}

const explanations: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refuses the connection",
  ECONNRESET: "broke the connection",
  ENOENT: "there is no such socket",
  EACCES: "this socket may not be opened",
  EPERM: "this socket may not be opened",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name can't be looked up now",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "the host can't be reached",
  ENETUNREACH: "the network can't be reached",
  ERR_STREAM_PREMATURE_CLOSE: "the answer ended too early",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
};
