import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { inspect } from "node:util";
import { HttpError } from "../../src/http/http-error.ts";
import type { StreamedAnswer, StreamedRequest } from "../../src/http/streaming.ts";
import {
  type ClosableStreamingClient,
  createStreamingClient,
  type StreamingOptions,
} from "../../src/http/streaming-client.ts";

// Servers on loopback and clients for them, which end with the test.

const ends: (() => unknown)[] = [];

/** For `afterEach`: ends servers and clients. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return await listen(server);
}

/** A server that reads without understanding, so that what is left of a broken request can be seen. */
export async function serveBytes(answer = ""): Promise<{ host: string; received: () => string }> {
  let received = "";
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (answer !== "" && received.includes("\r\n\r\n")) socket.write(answer);
    });
    ends.push(() => socket.destroy());
  });
  ends.push(() => server.close());
  return { host: await listen(server), received: () => received };
}

export function client(options: StreamingOptions = {}): ClosableStreamingClient {
  const http = createStreamingClient(options);
  ends.push(http.close);
  return http;
}

export function request(url: string, more: Partial<StreamedRequest> = {}): StreamedRequest {
  return { method: "GET", url, headers: {}, pool: "none", idleMilliseconds: 5000, ...more };
}

export async function text(answer: StreamedAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export async function failure(work: Promise<unknown>): Promise<HttpError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HttpError)) throw new Error(`expected an HttpError, not ${inspect(error)}`);
  return error;
}

export async function* chunks(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}
