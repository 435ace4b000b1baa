import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, Pool } from "undici";
import { type HostPolicy, portOf } from "./allowed-hosts.ts";
import type { RequestOptions } from "./http-client.ts";

export interface ConnectionOptions {
  readonly policy: HostPolicy;
  /** How names become addresses. Default: the system's resolver. */
  readonly lookup?: LookupFunction | undefined;
  /** Until a connection stands, TLS included. */
  readonly connectMilliseconds: number;
  /** Shown to a server that asks for a client's certificate. */
  readonly identity?: RequestOptions["identity"];
}

/** Connections of HTTP/1.1 that lead to judged addresses alone. What is too slow is for its user to end. */
export function createAgent(options: ConnectionOptions): Agent {
  const { policy, lookup: resolve = lookup as LookupFunction, connectMilliseconds, identity } = options;
  return new Agent({
    factory: (origin, { connect: _, ...pool }: Pool.Options) => {
      const check = checkedLookup(policy, portOf(new URL(origin)), resolve);
      const connect = { ...identity, lookup: check, timeout: connectMilliseconds };
      return new Pool(origin, { ...pool, connect });
    },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 64 * 1024,
    allowH2: false,
  });
}

/** What a look-up ends with that led to private addresses alone. */
export class PrivateAddress extends Error {}

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
