import { isAbsolute } from "node:path";
import { isObject, longestEnvelope } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";
import { isUuid } from "../store/uuid.ts";

/** A place where a broker listens: a unix socket, or a TCP port. */
export type BrokerAddress =
  | {
      /** Absolute path; its folder has to be there. What is mounted into a sandbox. */
      readonly socket: string;
      /** Of the file. Default: 0o600. */
      readonly mode?: number;
      /** Takes grants of this session alone. Default: any. */
      readonly sessionId?: string;
    }
  | {
      /** Default: 0, a free one. */
      readonly port?: number;
      /** Default: 127.0.0.1. Plain HTTP: anywhere else a proxy with TLS belongs in front of it. */
      readonly host?: string;
      /** Takes grants of this session alone. Default: any. */
      readonly sessionId?: string;
    };

export interface BrokerOptions {
  /** Where it listens from the start. Default: nowhere; `listen` adds places. */
  readonly listen?: readonly BrokerAddress[];
  /** Of requests of one session that are under way in this process, those that wait included. Default: 32. */
  readonly requestsPerSession?: number;
  /** Of connections at one address; the oldest that shows no grant gives way to one more. Default: 1,000. */
  readonly connections?: number;
  /** Of the files of one operation. Default: 1 GiB. */
  readonly uploadBytes?: number;
  /** Of the arguments of one operation. Default: 8 MiB; at most 32 MiB. */
  readonly envelopeBytes?: number;
  /**
   * How long a caller may keep the broker waiting for all of an operation, with a second more for each 256 kB of it, or
   * leave its answer unread. Default: 60,000.
   */
  readonly idleMilliseconds?: number;
}

export interface BrokerListener {
  /** For `SPECWIRE_BROKER_URL`: `unix:/run/broker.sock`, `http://127.0.0.1:8790`. */
  readonly url: string;
  /** Takes no more requests here; those under way go on. */
  close(): Promise<void>;
}

/** Performs operations for sandboxes that never see a credential. */
export interface Broker {
  readonly listeners: readonly BrokerListener[];
  /** Throws `INVALID_OPTION` where it can't. */
  listen(address: BrokerAddress): Promise<BrokerListener>;
  /**
   * Takes no more requests, waits for those under way for at most so long (default: 10,000), and then cuts them off.
   */
  close(options?: { readonly graceMilliseconds?: number }): Promise<void>;
}

export type CheckedBrokerOptions = Required<BrokerOptions>;

/** Throws `INVALID_OPTION`. */
export function checkBrokerOptions(options: BrokerOptions): CheckedBrokerOptions {
  if (!isObject(options)) throw invalid("they are no object");
  const { listen = [], ...rest } = options as BrokerOptions;
  if (!Array.isArray(listen)) throw invalid("`listen` is no list");
  const defaults = {
    requestsPerSession: 32,
    connections: 1000,
    uploadBytes: 1024 ** 3,
    envelopeBytes: 8 * 1024 ** 2,
    idleMilliseconds: 60_000,
  };
  for (const [name, value] of Object.entries(rest)) {
    if (!Object.hasOwn(defaults, name)) throw invalid(`there is no option ${JSON.stringify(name)}`);
    const least = name === "uploadBytes" ? 0 : 1;
    if (!Number.isSafeInteger(value) || (value as number) < least)
      throw invalid(`\`${name}\` is no whole number from ${least} on`);
  }
  const checked = { ...defaults, ...rest, listen };
  if (checked.envelopeBytes > longestEnvelope)
    throw invalid(`\`envelopeBytes\` is at most ${longestEnvelope}`);
  return checked;
}

/** Throws `INVALID_OPTION`. */
export function checkAddress(address: BrokerAddress): BrokerAddress {
  if (!isObject(address)) throw invalid("an address is no object");
  const isSocket = "socket" in address;
  const known = isSocket ? ["socket", "mode", "sessionId"] : ["port", "host", "sessionId"];
  const unknown = Object.keys(address).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(`an address has no ${JSON.stringify(unknown)}`);
  const {
    socket,
    mode = 0o600,
    port = 0,
    host = "127.0.0.1",
    sessionId,
  } = address as Record<string, unknown>;
  if (sessionId !== undefined && !isUuid(sessionId)) throw invalid("`sessionId` is no id of a session");
  if (isSocket) {
    if (typeof socket !== "string" || !isAbsolute(socket) || /\p{Cc}/u.test(socket))
      throw invalid("`socket` is no absolute path");
    if (process.platform === "win32") throw invalid("there are no unix sockets on Windows; use `port`");
    if (typeof mode !== "number" || !Number.isInteger(mode) || mode < 0 || mode > 0o777)
      throw invalid("`mode` is no file mode such as 0o600");
  } else {
    if (typeof port !== "number" || !Number.isInteger(port) || port < 0 || port > 65_535)
      throw invalid("`port` is no port");
    if (typeof host !== "string" || host === "" || /[\s/]/.test(host)) throw invalid("`host` is no host");
  }
  return address;
}

function invalid(what: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", `The options of the broker: ${what}.`);
}
