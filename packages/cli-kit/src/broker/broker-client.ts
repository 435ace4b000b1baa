import { isObject, type Json } from "@specwire/contract";
import { CliError } from "../errors.ts";
import {
  type HttpAnswer,
  type HttpClient,
  NetworkFailure,
  openHttpClient,
  type RequestSource,
} from "../http/http-client.ts";
import { readText } from "../read-stream.ts";
import type { CliWorld } from "../world.ts";
import { brokerAddress, readGrant } from "./broker-address.ts";
import { toldError } from "./told-error.ts";

export interface BrokerRequest {
  readonly method: "GET" | "POST";
  /** Behind the broker's address: `/v1/session`. */
  readonly path: string;
  readonly timeoutMs: number;
  readonly contentType?: string;
  readonly body?: RequestSource;
}

/** HTTP to the broker, with the grant. */
export interface BrokerClient {
  /** Gives answers of status 200 alone. Throws `CliError` for what the broker refuses, `NetworkFailure`. */
  send(request: BrokerRequest): Promise<HttpAnswer>;
  /** The answer of a GET as JSON; in place of a `NetworkFailure` throws its `CliError`. */
  ask(path: string, timeoutMs: number): Promise<Json>;
  close(): void;
}

export function openBrokerClient(world: Pick<CliWorld, "env">): BrokerClient {
  let client: HttpClient | undefined;
  const send = async ({ method, path, timeoutMs, contentType, body }: BrokerRequest) => {
    const { url, socketPath, shown } = brokerAddress(world.env);
    const headers = {
      authorization: `Specwire ${readGrant(world.env)}`,
      ...(contentType !== undefined && { "content-type": contentType }),
    };
    client ??= openHttpClient(world.env);
    const answer = await client.send({
      method,
      url: `${url}${path}`,
      headers,
      timeoutMs,
      direct: { ...(socketPath !== undefined && { socketPath }) },
      ...(body && { body }),
    });
    if (answer.status === 200) return answer;
    throw (await refusal(answer)) ?? noBroker(shown, `HTTP ${answer.status}`);
  };
  return {
    send,
    async ask(path, timeoutMs) {
      try {
        const answer = await send({ method: "GET", path, timeoutMs });
        return parsed(await textOf(answer)) ?? null;
      } catch (error) {
        throw error instanceof NetworkFailure ? brokerFailure(error, false) : error;
      }
    },
    close: () => client?.close(),
  };
}

/** What answers at the broker's address is something else. */
export function noBroker(shown: string, what: string): CliError {
  return new CliError(
    "NOT_CONFIGURED",
    `what answers at ${shown} is no broker that this tool knows: ${what}`,
    {
      help: "ask the host for a new session",
    },
  );
}

/** Nothing is called without the broker: no credential that the environment may hold stands in for it. */
export function brokerFailure(
  { reason, message, sent }: NetworkFailure,
  mayHaveHappened: boolean,
  operation?: string,
): CliError {
  const unsure = sent && mayHaveHappened;
  const help = unsure
    ? "it may have happened all the same: look before trying again"
    : reason === "TIMEOUT"
      ? "try again, with a longer --timeout where the API is slow"
      : reason === "EACCES" || reason === "EPERM"
        ? "this session may not open the broker's socket: tell the host"
        : "try again in a moment; if it stays so, tell the host that its broker does not answer";
  const what = sent ? "the broker did not answer" : "the broker can't be reached";
  return new CliError("NETWORK_ERROR", `${what}: ${message}`, {
    help,
    retryable: !unsure,
    ...(operation !== undefined && { operation }),
  });
}

/** The error that a refused HTTP request is answered with. */
async function refusal(answer: HttpAnswer): Promise<CliError | undefined> {
  const body = parsed(await textOf(answer).catch(() => ""));
  const told = toldError(isObject(body) ? body.error : undefined);
  if (told !== undefined || answer.status !== 401) return told;
  return new CliError("SESSION_EXPIRED", "the broker does not take this session's grant", {
    help: "ask the host for a new session",
  });
}

function textOf({ body, headers }: HttpAnswer): Promise<string> {
  return readText(
    body,
    (limit) => new CliError("UNEXPECTED_ANSWER", `the broker's answer is larger than ${limit}`),
    headers["content-type"],
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
