import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApprovalEnvelope, framingType } from "@specwire/contract";
import { awaitDecision } from "../approvals/await-decision.ts";
import { findGrant, grantRefused } from "../grants/find-grant.ts";
import type { BrokerParts, Caller } from "./broker-parts.ts";
import type { Connections } from "./connections.ts";
import { badRequest, HttpRefusal } from "./http-refusal.ts";
import { grantOf, incomingBytes, readAway } from "./incoming.ts";
import type { Limits, Place } from "./limits.ts";
import { perform } from "./perform.ts";
import { readOperation } from "./read-operation.ts";
import { Refusal } from "./refusal.ts";
import { sessionEnvelope } from "./session-envelope.ts";
import { watch } from "./watch.ts";
import { writeAnswer, writeJson, writeRefusal } from "./write-answer.ts";

export interface ServeOptions {
  /** Only grants of this session are taken. */
  readonly sessionId: string | undefined;
  readonly limits: Limits;
  readonly connections: Connections;
  /** Of an envelope, in bytes. */
  readonly longestEnvelope: number;
  /** Of the files of one operation, in bytes. */
  readonly mostUploadBytes: number;
  /** How long a caller may keep the broker waiting for bytes, or leave its answer unread. */
  readonly idleMilliseconds: number;
}

/** What of a request that was refused is read away before the connection is cut. */
const mostUnread = 1024 * 1024;
/** What was read of a session before is read again; directly before anything is sent it always is. */
const oldMilliseconds = 1000;
/** Seconds; whoever wants to wait longer asks again. */
const longestWait = 60;

/** One request to the broker. Throws nothing. */
export async function serveRequest(
  parts: BrokerParts,
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Refusal("NETWORK_ERROR", "the caller is gone")));
  response.once("finish", () => readAway(request, options.mostUploadBytes + mostUnread));
  try {
    await route(parts, options, request, response, gone.signal);
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy();
    else writeRefusal(response, parts.context, error);
  }
}

async function route(
  parts: BrokerParts,
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  cancelled: AbortSignal,
): Promise<void> {
  const { url = "", headersDistinct } = request;
  // RFC 9112 section 3.2. Node.js takes the first of several.
  if ((headersDistinct.host?.length ?? 0) > 1) throw badRequest("there are several `host` headers");
  const [, approvalId, wait = "0"] =
    /^\/v1\/approvals\/([0-9a-f-]{36})(?:\?wait=(\d{1,4}))?$/.exec(url) ?? [];
  const allowed = url === "/v1/operations" ? "POST" : approvalId || url === "/v1/session" ? "GET" : undefined;
  if (allowed === undefined) throw new HttpRefusal(404, "NOT_FOUND", "there is nothing here");
  if (request.method !== allowed)
    throw new HttpRefusal(405, "INVALID_REQUEST", `only ${allowed} has a meaning here`, { allow: allowed });
  const token = grantOf(request);
  const session = await findGrant(parts.context, token);
  // Another session's grant is none here.
  if (options.sessionId !== undefined && session.sessionId !== options.sessionId) throw grantRefused();
  const place = options.limits.enter(session.sessionId);
  response.once("close", place.leave);
  response.once("close", options.connections.serving(request.socket));
  if (url === "/v1/operations")
    return await operation(parts, options, request, response, { token, session, cancelled, place });
  if (approvalId === undefined)
    return writeJson(response, 200, await sessionEnvelope(parts.context, session));
  const milliseconds = Math.min(Number(wait), longestWait) * 1000;
  // Whoever waits is told at once that the session has ended.
  const { signal, stop } = watch(() => findGrant(parts.context, token), cancelled);
  const standing = await awaitDecision(parts.context, approvalId, {
    ...session,
    milliseconds,
    signal,
  }).finally(stop);
  signal.throwIfAborted();
  const { status, expiresAt } = standing;
  const told: ApprovalEnvelope = { envelope: 1, approvalId, status, expiresAt: expiresAt.toISOString() };
  writeJson(response, 200, told);
}

async function operation(
  parts: BrokerParts,
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller & { readonly place: Place },
): Promise<void> {
  const { headers } = request;
  const { longestEnvelope, mostUploadBytes, idleMilliseconds } = options;
  if (
    headers["content-type"]?.trim().toLowerCase() !== framingType ||
    headers["content-encoding"] !== undefined
  )
    throw new HttpRefusal(415, "INVALID_REQUEST", `operations are ${framingType}, not packed`);
  const mostBytes = longestEnvelope + mostUploadBytes + 4;
  if (headers["content-length"] === undefined)
    throw new HttpRefusal(411, "INVALID_REQUEST", "operations come with a `content-length`, not in chunks");
  if (Number(headers["content-length"]) > mostBytes)
    throw new HttpRefusal(413, "INVALID_REQUEST", `at most ${mostBytes} bytes can be sent`);
  if (headers.expect !== undefined) response.writeContinue();
  let kept = true;
  const bytes = incomingBytes(request, { mostBytes, idleMilliseconds }, (size) => {
    if (kept) caller.place.hold(size);
  });
  const began = performance.now();
  const read = await readOperation(bytes, longestEnvelope);
  // The session may have ended while its envelope was on its way.
  const isOld = performance.now() - began > oldMilliseconds;
  const session = isOld ? await findGrant(parts.context, caller.token) : caller.session;
  // What follows are files, of which nothing stays.
  kept = false;
  const size = read.envelope.files.reduce((sum, file) => sum + file.size, 0);
  if (size > mostUploadBytes)
    throw new HttpRefusal(413, "INVALID_REQUEST", `files of at most ${mostUploadBytes} bytes can be sent`);
  const answer = await perform(parts, { ...caller, session }, read);
  if (answer.envelope.error !== undefined) caller.place.refused();
  await writeAnswer(response, answer, idleMilliseconds);
}
