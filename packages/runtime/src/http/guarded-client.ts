import type { LookupFunction } from "node:net";
import { withoutFraming } from "@specwire/contract";
import type { Agent } from "undici";
import { refuseInsideTransaction } from "../store/transactions.ts";
import { hostPolicy } from "./allowed-hosts.ts";
import { createAgent } from "./connections.ts";
import { type ExchangeLimits, exchange, type Outgoing, type RawAnswer } from "./exchange.ts";
import { refused, TooLong, toHttpError } from "./failures.ts";
import type { HttpClient, RequestOptions } from "./http-client.ts";
import { HttpError } from "./http-error.ts";
import { knownEncodings, unpacked } from "./unpack.ts";

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
  const { timeoutMilliseconds = 30_000, maximumBytes = 1024 * 1024, userAgent = "specwire" } = options;
  const policy = hostPolicy(options.allowHosts ?? []);
  /** Connections are shared by whoever calls a server without a certificate, and by nobody who shows one. */
  const shared = open();

  function open(identity?: RequestOptions["identity"]): Agent {
    const { lookup } = options;
    return createAgent({ policy, lookup, connectMilliseconds: timeoutMilliseconds, identity });
  }

  async function fetch(given: string, { identity, ...init }: RequestOptions = {}): Promise<Response> {
    refuseInsideTransaction("an HTTP request");
    const url = URL.parse(given);
    const problem = url === null ? "it is no URL" : policy.problem(url);
    if (url === null || problem !== undefined)
      throw refused(`${url?.host || "what was given"} may not be called: ${problem}`);
    const request = toRequest(url, init);
    const agent = identity === undefined ? shared : open(identity);
    try {
      const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
      const given = withoutFraming(Object.fromEntries(request.headers));
      const asked: Outgoing = {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { "user-agent": userAgent, ...given, "accept-encoding": "identity" },
        body,
      };
      const { signal } = request;
      const limits: ExchangeLimits = { milliseconds: timeoutMilliseconds, of: "whole", maximumBytes, signal };
      return await toResponse(await exchange(agent, asked, limits), maximumBytes);
    } catch (error) {
      // What is no HttpError yet failed behind the answer: it could not be unpacked.
      throw toHttpError(error, url.host, true);
    } finally {
      if (agent !== shared) await agent.destroy();
    }
  }

  return { fetch, close: () => shared.destroy() };
}

/** What a Request can't be made from has a value in its error's message, which may be a secret. */
function toRequest(url: URL, init: RequestInit): Request {
  try {
    return new Request(url, init);
  } catch {
    throw new HttpError("NETWORK_ERROR", `a request to ${url.host} has what can't be sent`, false);
  }
}

async function toResponse(answer: RawAnswer, maximumBytes: number): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  // Some servers pack although they were asked not to.
  const packed = knownEncodings(headers.get("content-encoding") ?? undefined);
  const bytes = await whole(unpacked(answer.body, packed ?? []), maximumBytes);
  if (packed !== undefined && packed.length > 0) {
    headers.delete("content-encoding");
    headers.delete("content-length");
  }
  const isEmpty = [204, 205, 304].includes(answer.status);
  return new Response(isEmpty ? null : bytes, { status: answer.status, headers });
}

async function whole(
  body: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maximumBytes) throw new TooLong();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
