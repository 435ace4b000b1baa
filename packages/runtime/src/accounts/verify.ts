import {
  type Answer,
  type ApiError,
  type AuthScheme,
  alternativesOf,
  apiError,
  buildRequest,
  type Connector,
  expandServerUrl,
  type HttpRequest,
  isExactNumber,
  type Json,
  type JsonPointer,
  type Operation,
  own,
  parseExact,
  placeCredential,
  redact,
  requestUrl,
  retryAfterOf,
  type Secrets,
  valueAt,
} from "@specwire/contract";
import ky, { isHTTPError } from "ky";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";

/** One scheme of the connector with what is known for it, by slot id. */
export interface Credential {
  readonly scheme: AuthScheme;
  readonly secrets: Secrets;
}

export interface VerifyInput {
  /** Of the connector, for errors. */
  readonly connectorId: string;
  readonly connector: Connector;
  readonly credential: Credential;
  /** Values of the connector's variables; all that the operation's server needs. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Verification {
  /**
   * False where the spec names no operation to prove the credential with, or one that needs more than this
   * credential: nothing was sent then.
   */
  readonly proven: boolean;
  /** The provider's own id of the account. */
  readonly externalId?: string;
  /** The account's name for people: one line, no control characters, at most 100 characters. */
  readonly displayName?: string;
}

const longestId = 256;
const longestName = 100;
/** Of what is looked at: an answer may hold a megabyte of text where a name should be. */
const longestText = 1000;

/** Answers that say nothing of the credential: the same request may be answered later. */
const busy = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Calls the read that the scheme's `verify` names, with the credential in its declared places.
 *
 * Throws `CREDENTIAL_REJECTED` where the API doesn't take it, or answers something else than the spec says of a
 * success; `SCOPE_REQUIRED` where it lacks a scope (RFC 6750 section 3.1); `NETWORK_ERROR` where it can't be told;
 * `HOST_REFUSED`, and `INVALID_VARIABLE` where the server's URL is not known. Of the answer only the status
 * goes into an error.
 */
export async function verifyCredential(context: Context, input: VerifyInput): Promise<Verification> {
  const { connector, connectorId, credential, variables } = input;
  const { verify } = credential.scheme;
  const operation = verify && own(connector.operations, verify.operation);
  if (verify === undefined || operation === undefined || !isEnough(connector, operation, credential))
    return { proven: false };
  const server = own(connector.servers, operation.server);
  const baseUrl = server && expandServerUrl(server.url, connector.variables, variables);
  if (baseUrl === undefined)
    throw new RuntimeError(
      "INVALID_VARIABLE",
      `the URL of the server "${operation.server}" needs a value that is not known`,
      { connectorId },
    );
  const request = requestOf(connector, operation, credential);
  const answer = await send(context, operation, requestUrl(baseUrl, request), request, credential);
  refuse(connector, operation, answer, connectorId, context.now());
  const secrets = secretValues(credential);
  const externalId = clean(textAt(answer.body, verify.accountId), secrets);
  const displayName = clean(textAt(answer.body, verify.label), secrets)?.slice(0, longestName).toWellFormed();
  const isId = externalId !== undefined && externalId.length <= longestId;
  if (verify.accountId !== undefined && !isId)
    throw rejected(
      connectorId,
      answer.status,
      "the answer does not name the account, as the spec says it does",
    );
  return {
    proven: true,
    ...(externalId !== undefined && { externalId }),
    ...(displayName !== undefined && { displayName }),
  };
}

/** Whether one of the ways to call the operation asks for this credential and nothing else. */
function isEnough(connector: Connector, operation: Operation, { scheme }: Credential): boolean {
  return alternativesOf(connector, operation).some((way) => way.length === 1 && way[0]?.id === scheme.id);
}

function requestOf(connector: Connector, operation: Operation, { scheme, secrets }: Credential): HttpRequest {
  const plain = buildRequest(operation, {});
  const headers = Object.fromEntries(
    Object.entries(connector.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const accept = operation.response.accept ?? "application/json";
  const request = { ...plain, headers: { accept, ...headers, ...plain.headers } };
  return placeCredential(request, scheme, secrets, operation.token);
}

async function send(
  context: Context,
  operation: Operation,
  url: string,
  request: HttpRequest,
  { scheme, secrets }: Credential,
): Promise<Answer> {
  const { method, headers, body } = request;
  if (body.kind === "multipart" || body.kind === "file") throw new Error("a verify operation sends no files");
  const { client_cert: cert, client_key: key } = secrets;
  const identity = scheme.type === "mutual_tls" && cert && key ? { identity: { cert, key } } : {};
  const init = { method, headers, ...(body.kind === "text" && { body: body.text }), ...identity };
  try {
    const response = await ky(url, {
      // The guarded client has a time limit of its own, and takes no `Request` of another's making.
      fetch: () => context.http.fetch(url, init),
      timeout: false,
      retry: {
        limit: operation.idempotent ? 2 : 0,
        methods: [method.toLowerCase()],
        statusCodes: [429, 502, 503, 504],
        maxRetryAfter: 3_000,
        backoffLimit: 2_000,
      },
      throwHttpErrors: (status) => busy.has(status),
    });
    return await readAnswer(response);
  } catch (error) {
    if (!isHTTPError(error)) throw error;
    // Its body was read and is in the error: neither goes further.
    return { status: error.response.status, headers: headersOf(error.response), body: undefined };
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: headersOf(response), body: parsed(text) };
}

function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers);
}

function parsed(text: string): Json | undefined {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}

function refuse(
  connector: Connector,
  operation: Operation,
  answer: Answer,
  connectorId: string,
  now: number,
): void {
  const { status } = answer;
  const error = apiError(connector.errors, answer, now, connector.errorShapes);
  if (busy.has(status) || isBusy(error)) {
    const retryAfter = retryAfterOf(answer, now);
    throw new RuntimeError("NETWORK_ERROR", "the API can't say now whether it takes the credential", {
      connectorId,
      status,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  if (
    error?.code === "SCOPE_REQUIRED" ||
    /\binsufficient_scope\b/.test(answer.headers["www-authenticate"] ?? "")
  )
    throw new RuntimeError("SCOPE_REQUIRED", `the credential may not do "${operation.id}"`, {
      connectorId,
      status,
    });
  if (error !== undefined) throw rejected(connectorId, status, "the API does not take the credential");
  if (status < 200 || status > 299)
    throw rejected(
      connectorId,
      status,
      "the API answers with a redirect, which a credential is never sent to",
    );
  if (operation.response.kind === "json" && answer.body === undefined && status !== 204)
    throw rejected(connectorId, status, "the API does not answer with JSON, as the spec says it does");
}

function isBusy(error: ApiError | undefined): boolean {
  return error?.code === "RATE_LIMITED" || error?.code === "SERVER_ERROR";
}

function rejected(connectorId: string, status: number, message: string): RuntimeError {
  return new RuntimeError("CREDENTIAL_REJECTED", message, {
    connectorId,
    status,
    help: "check that the credential was copied whole, belongs to this API and has not been withdrawn",
  });
}

/** A name or number as one line of text; undefined where there is none. */
function textAt(body: Json | undefined, pointer: JsonPointer | undefined): string | undefined {
  if (pointer === undefined) return undefined;
  const value = valueAt(body, pointer);
  const text = typeof value === "number" ? String(value) : isExact(value) ? value.$number : value;
  if (typeof text !== "string" || text.length > longestText) return undefined;
  const line = text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return line === "" ? undefined : line;
}

function isExact(value: Json | undefined): value is { readonly $number: string } {
  return value !== undefined && isExactNumber(value);
}

/** A user name is no secret, unless it is all there is: some APIs take their key as one, with no password. */
function secretValues({ scheme, secrets }: Credential): string[] {
  const isName = (slot: string) => scheme.type === "basic" && slot === "username" && secrets.password !== "";
  return Object.entries(secrets).flatMap(([slot, value]) => (isName(slot) || value === "" ? [] : [value]));
}

/** An API that repeats the credential as a name would put it where names are shown. */
function clean(text: string | undefined, secrets: readonly string[]): string | undefined {
  if (text === undefined || secrets.includes(text) || redact(text, secrets) !== text) return undefined;
  return text;
}
