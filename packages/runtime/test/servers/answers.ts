import type { ServerResponse } from "node:http";
import type { RecordedRequest } from "./loopback.ts";

/** How a server answers one request. What it gives back is not looked at. */
export type Answer = (request: RecordedRequest, response: ServerResponse) => unknown;

type Headers = Readonly<Record<string, string>>;

export function text(status: number, contentType: string, body: string, headers: Headers = {}): Answer {
  return (_request, response) => {
    response
      .writeHead(status, { "content-type": contentType, "cache-control": "no-store", ...headers })
      .end(body);
  };
}

export const json = (body: unknown, status = 200, headers: Headers = {}): Answer =>
  text(status, "application/json", JSON.stringify(body), headers);

export const form = (parameters: Readonly<Record<string, string>>, status = 200): Answer =>
  text(status, "application/x-www-form-urlencoded", new URLSearchParams(parameters).toString());

/** RFC 6749 section 5.2: 401 with a challenge for `invalid_client`, else 400. */
export function oauthError(error: string, description = "As the test says"): Answer {
  const body = { error, error_description: description };
  return error === "invalid_client"
    ? json(body, 401, { "www-authenticate": `Basic realm="tokens", error="${error}"` })
    : json(body, 400);
}

/** A proxy's or a gateway's answer, with nothing of OAuth in it. */
export const unavailable = (status: number, headers: Headers = {}): Answer =>
  text(status, "text/html", "<html><body><h1>Sorry</h1></body></html>", headers);

export const redirect = (location: string, status = 302): Answer =>
  text(status, "text/plain", "Moved", { location });

/** Never answers; the connection stays open until the client or the server's end closes it. */
export const hang: Answer = () => {};

/** Closes the connection with a TCP reset, before a byte of an answer. */
export const reset: Answer = (_request, response) => response.socket?.resetAndDestroy();

/** Promises a whole answer, sends its beginning, and closes the connection. */
export const cutOff =
  (body: unknown, bytes: number): Answer =>
  (_request, response) => {
    const whole = JSON.stringify(body);
    response.writeHead(200, { "content-type": "application/json", "content-length": String(whole.length) });
    response.write(whole.slice(0, bytes), () => response.destroy());
  };

/** Sends the header at once, then one blank after the other without end: no answer is ever complete. */
export const trickle =
  (everyMilliseconds: number): Answer =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), everyMilliseconds);
    response.on("close", () => clearInterval(timer));
  };

/** More than a client should read: `bytes` of JSON that is well-formed. */
export const huge = (bytes: number): Answer =>
  json({ access_token: "huge", token_type: "bearer", padding: "x".repeat(bytes) });

export const after =
  (milliseconds: number, answer: Answer): Answer =>
  (request, response) => {
    const timer = setTimeout(() => answer(request, response), milliseconds);
    response.on("close", () => clearTimeout(timer));
  };
