import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { Agent, type Dispatcher, Pool } from "undici";
import { refuseInsideTransaction } from "../store/transactions.ts";
import { type HostPolicy, hostPolicy, portOf } from "./allowed-hosts.ts";
import { ExchangeFailure, exchange, type RawAnswer, TooLong } from "./exchange.ts";
import type { HttpClient, RequestOptions } from "./http-client.ts";
import { HttpError } from "./http-error.ts";
import { timeLimit } from "./time-limit.ts";

export interface HttpOptions {
  /** Hosts of private networks that may be called, with their ports: `["127.0.0.1:4321"]`. Default: none. */
  readonly allowHosts?: readonly string[];
  /** From the first look-up to the last byte. Default: 30000. */
  readonly timeoutMilliseconds?: number;
  /** Of an answer's body, unpacked. Default: 1 MiB. */
  readonly maximumBytes?: number;
  /** Default: `specwire`. */
  readonly userAgent?: string;
  /** How names become addresses. Default: the system's resolver. */
  readonly lookup?: LookupFunction;
}

export interface GuardedHttpClient extends HttpClient {
  /** Ends idle connections; what is under way is cut off. */
  readonly close: () => Promise<void>;
}

/** An `HttpClient` on undici. What undici throws holds requests and answers, so none of it is passed on. */
export function createHttpClient(options: HttpOptions = {}): GuardedHttpClient {
  const {
    timeoutMilliseconds = 30_000,
    maximumBytes = 1024 * 1024,
    userAgent = "specwire",
    lookup: resolve = lookup as LookupFunction,
  } = options;
  const policy = hostPolicy(options.allowHosts ?? []);
  /** Connections are shared by whoever calls a server without a certificate, and by nobody who shows one. */
  const shared = createAgent();

  function createAgent(identity?: RequestOptions["identity"]): Agent {
    return new Agent({
      factory: (origin, { connect: _, ...pool }: Pool.Options) => {
        const check = checkedLookup(policy, portOf(new URL(origin)), resolve);
        const connect = { ...identity, lookup: check, timeout: timeoutMilliseconds };
        return new Pool(origin, { ...pool, connect });
      },
      // The limit of the whole call is what ends a slow one.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 64 * 1024,
      allowH2: false,
    });
  }

  async function fetch(given: string, { identity, ...init }: RequestOptions = {}): Promise<Response> {
    refuseInsideTransaction("an HTTP request");
    const url = URL.parse(given);
    const problem = url === null ? "it is no URL" : policy.problem(url);
    if (url === null || problem !== undefined)
      throw refused(`${url?.host || "what was given"} may not be called: ${problem}`);
    const request = toRequest(url, init);
    const limit = timeLimit(timeoutMilliseconds);
    const agent = identity === undefined ? shared : createAgent(identity);
    try {
      const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
      const headers = { "user-agent": userAgent, ...sendableHeaders(request.headers) };
      const asked: Dispatcher.DispatchOptions = {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method as Dispatcher.HttpMethod,
        headers: { ...headers, "accept-encoding": "identity" },
        body,
      };
      const signal = AbortSignal.any([request.signal, limit.signal]);
      return await toResponse(await exchange(agent, asked, signal, maximumBytes), maximumBytes);
    } catch (error) {
      throw toHttpError(error, url.host, limit.signal.aborted);
    } finally {
      limit.clear();
      if (agent !== shared) await agent.destroy();
    }
  }

  return { fetch, close: () => shared.destroy() };
}

/** Those of the connection are the client's own: another Host would also be another name in TLS. */
function sendableHeaders(headers: Headers): Record<string, string> {
  const sendable = [...headers].filter(([name]) => !ofTheConnection.has(name));
  return Object.fromEntries(sendable);
}

/** RFC 9110 sections 7.2, 7.6.1 and 10.1.1; RFC 9112 section 6. */
const ofTheConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What a Request can't be made from has a value in its error's message, which may be a secret. */
function toRequest(url: URL, init: RequestInit): Request {
  try {
    return new Request(url, init);
  } catch {
    throw new HttpError("NETWORK_ERROR", `a request to ${url.host} has what can't be sent`, false);
  }
}

/** Dials only what was looked up and judged in the same breath: a second answer of a resolver changes nothing. */
function checkedLookup(policy: HostPolicy, port: string, resolve: LookupFunction): LookupFunction {
  return (hostname, how, done) => {
    resolve(hostname, { ...how, all: true }, (error, found) => {
      const addresses = error || !Array.isArray(found) ? [] : found;
      const fine = addresses.filter(({ address }) => policy.isAllowedAddress(hostname, port, address));
      const [first] = fine;
      const problem = error ?? (first === undefined ? new PrivateAddress() : null);
      if (how.all) done(problem, fine);
      else done(problem, first?.address ?? "", first?.family ?? 0);
    });
  };
}

/** What a look-up ends with that led to private addresses alone. */
class PrivateAddress extends Error {}

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;
const unpackers: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
]);

async function toResponse(answer: RawAnswer, maximumBytes: number): Promise<Response> {
  let { bytes } = answer;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  // Some servers pack although they were asked not to.
  const unpack = unpackers.get(headers.get("content-encoding")?.trim().toLowerCase() ?? "");
  if (unpack !== undefined && bytes.length > 0) {
    bytes = await unpack(bytes, { maxOutputLength: maximumBytes });
    headers.delete("content-encoding");
    headers.delete("content-length");
  }
  const isEmpty = [204, 205, 304].includes(answer.status);
  return new Response(isEmpty ? null : new Uint8Array(bytes), { status: answer.status, headers });
}

function refused(message: string): HttpError {
  return new HttpError(
    "HOST_REFUSED",
    message,
    false,
    "name it in allowHosts, with its port, if it is yours",
  );
}

function toHttpError(failure: unknown, host: string, timedOut: boolean): HttpError {
  // What fails after the answer is here, such as unpacking it, is a failure of a request that was sent.
  const { error, sent } = failure instanceof ExchangeFailure ? failure : { error: failure, sent: true };
  if (error instanceof PrivateAddress) return refused(`${host} is an address of a private network`);
  if (timedOut) return new HttpError("NETWORK_ERROR", `${host} did not answer in time`, sent);
  if (error instanceof TooLong || codeOf(error) === "ERR_BUFFER_TOO_LARGE")
    return new HttpError("NETWORK_ERROR", `${host} answered with more than is read`, sent);
  return new HttpError("NETWORK_ERROR", `${host} gave no answer (${codeOf(error)})`, sent);
}

/** The code of an error of Node.js or undici, which is one word; nothing else of it is shown. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "UNKNOWN";
  const { code, name, cause, errors } = error as Record<string, unknown>;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  if (name === "AbortError") return "ABORTED";
  return codeOf(cause ?? (Array.isArray(errors) ? errors[0] : undefined));
}
