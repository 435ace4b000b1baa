import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { LookupFunction } from "node:net";
import { withoutFraming } from "@specwire/contract";
import type { Agent } from "undici";
import { refuseInsideTransaction } from "../store/transactions.ts";
import { hostPolicy } from "./allowed-hosts.ts";
import { createAgent } from "./connections.ts";
import { exchange, type RawAnswer } from "./exchange.ts";
import { refused, TooLong, toHttpError, UnknownEncoding } from "./failures.ts";
import { requestTarget } from "./request-target.ts";
import type { StreamedAnswer, StreamedRequest, StreamingClient } from "./streaming.ts";
import { acceptedEncodings, knownEncodings, unpacked } from "./unpack.ts";

export interface StreamingOptions {
  /** Hosts of private networks that may be called, with their ports: `["127.0.0.1:4321"]`. Default: none. */
  readonly allowHosts?: readonly string[];
  /** Of an answer's body, unpacked. Default: 4 GiB. */
  readonly maximumBytes?: number;
  /** Until a connection stands. Default: 10000. */
  readonly connectMilliseconds?: number;
  /** Pools whose connections are kept at once; the one that was not used for longest gives way. Default: 500. */
  readonly maximumPools?: number;
  /** How names become addresses. Default: the system's resolver. */
  readonly lookup?: LookupFunction;
}

export interface ClosableStreamingClient extends StreamingClient {
  /** Ends idle connections; what is under way is cut off. */
  readonly close: () => Promise<void>;
}

/** A `StreamingClient` on undici. What undici throws holds requests and answers, so none of it is passed on. */
export function createStreamingClient(options: StreamingOptions = {}): ClosableStreamingClient {
  const { maximumBytes = 4 * 1024 ** 3, maximumPools = 500 } = options;
  const policy = hostPolicy(options.allowHosts ?? []);
  /** In the order of their use. */
  const pools = new Map<string, Agent>();
  /** Given way, and waiting for what is under way in them. */
  const closing = new Set<Agent>();

  function poolOf({ pool, identity }: StreamedRequest): Agent {
    const key = identity === undefined ? pool : `${pool} ${digestOf(`${identity.cert}\n${identity.key}`)}`;
    const agent = pools.get(key) ?? open(identity);
    pools.delete(key);
    pools.set(key, agent);
    for (const [oldest, one] of pools) {
      if (pools.size <= maximumPools) break;
      pools.delete(oldest);
      closing.add(one);
      void one.close().finally(() => closing.delete(one));
    }
    return agent;
  }

  function open(identity: StreamedRequest["identity"]): Agent {
    const { lookup, connectMilliseconds = 10_000 } = options;
    return createAgent({ policy, lookup, connectMilliseconds, identity });
  }

  async function send(request: StreamedRequest): Promise<StreamedAnswer> {
    refuseInsideTransaction("an HTTP request");
    const target = requestTarget(request.url);
    if (typeof target === "string") throw refused(`a URL may not be called: ${target}`);
    const { url, path } = target;
    const problem = policy.problem(url);
    if (problem !== undefined) throw refused(`${url.host} may not be called: ${problem}`);
    const { method, body, signal } = request;
    const headers = { ...withoutFraming(request.headers), "accept-encoding": acceptedEncodings };
    const limits = { milliseconds: request.idleMilliseconds, of: "silence", maximumBytes, signal } as const;
    const asked = { origin: url.origin, path, method, headers, body };
    return readable(await exchange(poolOf(request), asked, limits), method, url.host, maximumBytes);
  }

  return {
    send,
    async close() {
      const all = [...pools.values(), ...closing];
      pools.clear();
      await Promise.all(all.map((one) => one.destroy()));
    },
  };
}

function readable(answer: RawAnswer, method: string, host: string, maximumBytes: number): StreamedAnswer {
  const { status, body } = answer;
  const headers = joined(answer.headers);
  const discard = () => void body.return();
  // These have no body whatever their headers say (RFC 9110 section 6.4.1).
  const isEmpty = method === "HEAD" || status === 204 || status === 304;
  const encodings = isEmpty ? [] : knownEncodings(headers["content-encoding"]);
  if (encodings === undefined) {
    discard();
    throw toHttpError(new UnknownEncoding(), host, true);
  }
  if (encodings.length === 0) return { status, headers, body, discard };
  const { "content-encoding": _, "content-length": __, ...rest } = headers;
  return { status, headers: rest, body: limited(unpacked(body, encodings), host, maximumBytes), discard };
}

/** The headers of an answer, of which undici has those of one name in a list. */
function joined(headers: IncomingHttpHeaders): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) all[name] = typeof value === "string" ? value : value.join(", ");
  }
  return all;
}

async function* limited(
  body: AsyncIterable<Uint8Array>,
  host: string,
  maximumBytes: number,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maximumBytes) throw new TooLong();
      yield chunk;
    }
  } catch (error) {
    throw toHttpError(error, host, true);
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
