import {
  ArgumentError,
  type ConnectorHead,
  type HttpRequest,
  nextPage,
  type Operation,
  outgoingRequest,
  ownHeaders,
  placeCredential,
  requestUrl,
} from "@specwire/contract";
import { baseUrlOf } from "./base-url.ts";
import { type Credential, checkAccount, chooseCredential, isExpired, needCredential } from "./credentials.ts";
import { dryRun } from "./dry-run.ts";
import { CliError } from "./errors.ts";
import { clientIdentity } from "./http/client-identity.ts";
import { type HttpAnswer, type HttpClient, NetworkFailure, openHttpClient } from "./http/http-client.ts";
import { followRedirects } from "./http/redirects.ts";
import { encodeBody } from "./http/request-source.ts";
import { sendWithRetries } from "./http/retry.ts";
import { type Table, typesOf } from "./table.ts";
import type { Call, CredentialState, Transport } from "./transport.ts";
import type { CliWorld } from "./world.ts";

export interface EnvTransportOptions {
  readonly account?: string;
  readonly timeoutMs: number;
}

/** Calls the API itself, with the base URL and the one credential that the environment holds. */
export function openEnvTransport(table: Table, world: CliWorld, options: EnvTransportOptions): Transport {
  const connector = table.connector();
  const { env } = world;
  let client: HttpClient | undefined;
  let credentialState: CredentialState = "none";
  return {
    async send(call) {
      checkAccount(connector, env, options.account);
      const { operation } = call;
      const credential = needCredential(connector, env, operation);
      const baseUrl = baseUrlOf(connector, operation.server, env);
      const request = withCredential(plainRequest(connector, call), credential, operation);
      const identity = clientIdentity(credential, connector, operation);
      if (credential.parts.length > 0)
        credentialState = isExpired(connector, env, world.now()) ? "expired" : "live";
      client ??= openHttpClient(env);
      const http = client;
      const packed = { "accept-encoding": acceptEncoding() };
      const body = encodeBody(request, call.files, world.random);
      const url = requestUrl(baseUrl, request);
      const { timeoutMs } = options;
      const { method } = request;
      const headers = { ...packed, ...request.headers, ...body.headers };
      const once = () =>
        http.send({
          method,
          url,
          headers,
          timeoutMs,
          ...(identity && { identity }),
          ...(body.source && { body: body.source }),
        });
      // What is piped in can be read once.
      const isOnce = body.source !== undefined && body.source.length === undefined;
      const repeatable = operation.idempotent && !isOnce;
      try {
        const answer = await sendWithRetries(once, repeatable, world);
        return withoutFailures(
          await followRedirects(answer, url, operation, (target) =>
            http.send({
              method: "GET",
              url: target,
              headers: { ...packed, ...ownHeaders(connector, operation) },
              timeoutMs,
            }),
          ),
          operation,
          connector,
        );
      } catch (error) {
        throw networkError(error, operation, connector);
      }
    },
    next(call, answer) {
      const context = {
        baseUrl: baseUrlOf(connector, call.operation.server, env),
        operation: (id: string) => table.operation(id),
        types: typesOf(table, call.operation),
      };
      const next = nextPage(call.operation, call.arguments, answer, context);
      const operation = next && table.operation(next.operation);
      return next && operation ? { operation, arguments: next.arguments, files: call.files } : undefined;
    },
    preview(call) {
      checkAccount(connector, env, options.account);
      const request = plainRequest(connector, call);
      const { parts } = chooseCredential(connector, env, call.operation);
      const schemes = parts.map(({ scheme }) => scheme);
      return dryRun(connector, env, call, request, schemes);
    },
    get credentialState() {
      return credentialState;
    },
    close: () => client?.close(),
  };
}

function acceptEncoding(): string {
  const zstd = "zstd" in process.versions ? ", zstd" : "";
  return `gzip, br, deflate${zstd}`;
}

/** What a call sends but its credential. Throws `CliError`. */
export function plainRequest(connector: ConnectorHead, call: Call): HttpRequest {
  try {
    return outgoingRequest(connector, call.operation, call.arguments);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw new CliError("INVALID_ARGUMENT", error.message, { operation: call.operation.id });
  }
}

function withCredential(request: HttpRequest, { parts }: Credential, operation: Operation): HttpRequest {
  return parts.reduce(
    (before, { scheme, secrets }) => placeCredential(before, scheme, secrets, operation.token),
    request,
  );
}

/** A body that breaks off becomes an error of ours as well. */
function withoutFailures(answer: HttpAnswer, operation: Operation, connector: ConnectorHead): HttpAnswer {
  return {
    ...answer,
    body: (async function* () {
      try {
        yield* answer.body;
      } catch (error) {
        throw networkError(error, operation, connector);
      }
    })(),
  };
}

function networkError(error: unknown, operation: Operation, { servers }: ConnectorHead): unknown {
  if (!(error instanceof NetworkFailure)) return error;
  const unsure = error.sent && !operation.idempotent;
  const isTrust = /CERT|SELF_SIGNED|UNABLE_TO/.test(error.reason);
  const help =
    error.reason === "ERR_TLS_CERT_ALTNAME_INVALID"
      ? "somebody else answers in that host's name; check the base URL and the proxy"
      : isTrust
        ? "its certificate is not trusted here; a private authority goes into the file that NODE_EXTRA_CA_CERTS names"
        : unsure
          ? "it may have happened all the same: look before trying again"
          : error.reason === "TIMEOUT"
            ? "try again, with a longer --timeout where the API is slow"
            : error.reason === "ECONNREFUSED"
              ? `nothing listens there: ${servers[operation.server]?.env} says where else to call; behind a proxy, HTTPS_PROXY and NO_PROXY have to be right`
              : "try again; behind a proxy, HTTPS_PROXY and NO_PROXY have to be right";
  return new CliError("NETWORK_ERROR", error.message, {
    help,
    operation: operation.id,
    retryable: !unsure && !isTrust,
  });
}
