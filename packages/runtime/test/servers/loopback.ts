import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  readonly origin: string;
  /** `127.0.0.1:<port>`: what a host has to allow for it to be reached. */
  readonly host: string;
  stop(): Promise<void>;
}

/**
 * Serves on a free port of 127.0.0.1. A handler that throws answers 500 with its message. Stopping cuts what is
 * still open, so no test waits for a hanging answer.
 */
export async function serveOnLoopback(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<LoopbackServer> {
  const server = createServer(async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    host,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a request said, with the body that someone has read from it. */
export function recorded(request: IncomingMessage, body: string): RecordedRequest {
  const url = new URL(request.url ?? "/", "http://loopback.invalid");
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
  };
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** The body's parameters, of a form or of a JSON object with plain values. */
export function bodyParameters({ headers, body }: RecordedRequest): URLSearchParams {
  if (!(headers["content-type"] ?? "").includes("json")) return new URLSearchParams(body);
  const members = Object.entries(JSON.parse(body) as Record<string, unknown>);
  return new URLSearchParams(members.map(([name, value]): [string, string] => [name, String(value)]));
}
