import type { ServerResponse } from "node:http";
import { errorCodes, frame, framingType } from "@specwire/contract";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { PerformedAnswer } from "./broker-parts.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { authenticationScheme } from "./incoming.ts";
import { toldError } from "./refusal.ts";

/** An answer with its envelope in front; one whose body breaks off ends without the end of its last chunk. */
export async function writeAnswer(
  response: ServerResponse,
  { envelope, body, discard }: PerformedAnswer,
  idleMilliseconds: number,
): Promise<void> {
  try {
    response.writeHead(200, { "content-type": framingType, "cache-control": "no-store" });
    // By itself: whether it goes out with the first bytes of the body would tell how long the search took for them.
    response.write(frame(envelope));
    for await (const chunk of body ?? [])
      if (!response.write(chunk)) await drained(response, idleMilliseconds);
    response.end();
  } finally {
    discard();
  }
}

export function writeJson(
  response: ServerResponse,
  status: number,
  json: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(json));
  const own = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "content-length": bytes.length,
  };
  response.writeHead(status, { ...own, ...headers }).end(bytes);
}

/** What is wrong with the HTTP itself, with the grant, or with the broker. */
export function writeRefusal(response: ServerResponse, { log }: Pick<Context, "log">, error: unknown): void {
  if (error instanceof HttpRefusal) {
    const { status, code, message, headers } = error;
    const { retryable } = errorCodes[code];
    writeJson(response, status, { error: { code, connector: "", message, retryable } }, headers);
    return;
  }
  const isOurs = !(error instanceof RuntimeError);
  if (isOurs)
    log({ level: "error", event: "broker.failed", message: "The broker could not answer a request: a bug." });
  const status = isOurs ? 500 : (statuses[error.code] ?? 503);
  const headers = status === 401 ? { "www-authenticate": authenticationScheme } : {};
  writeJson(response, status, { error: toldError(error, "") }, headers);
}

const statuses: Readonly<Partial<Record<RuntimeError["code"], number>>> = {
  GRANT_REFUSED: 401,
  APPROVAL_NOT_FOUND: 404,
};

/** Resolves when more can be written. Throws where the caller reads nothing for so long, or is gone. */
function drained(response: ServerResponse, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      response.off("drain", go).off("close", gone);
    };
    const go = () => {
      stop();
      resolve();
    };
    const gone = () => {
      stop();
      reject(new Error("the caller is gone"));
    };
    const timer = setTimeout(gone, milliseconds);
    response.on("drain", go).on("close", gone);
    if (response.destroyed) gone();
  });
}
