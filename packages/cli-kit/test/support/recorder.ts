import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The name in the client's certificate, where one was shown. */
  readonly client?: string;
}

export interface Recorder {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  readonly requests: Recorded[];
  /** Everything received, as one text: for "this was never sent". */
  everything(): string;
}

/** With `ca`: clients are asked for a certificate that it trusts, but served without one too. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
  readonly ca?: string;
}

export type Reply = (request: Recorded, response: ServerResponse, count: number) => void;

/** A server on loopback that records what it gets and answers as the test says; ends with the test. */
export async function startRecorder(reply: Reply, tls?: TlsOptions): Promise<Recorder> {
  const requests: Recorded[] = [];
  const handle: Parameters<typeof createServer>[1] = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    const shown = request.socket instanceof TLSSocket ? request.socket.getPeerCertificate() : undefined;
    const client = shown?.subject?.CN;
    const body = Buffer.concat(chunks);
    const recorded = { method, url, headers, body, ...(typeof client === "string" && { client }) };
    requests.push(recorded);
    reply(recorded, response, requests.length);
  };
  const server: Server = tls
    ? createSecureServer({ ...tls, ...(tls.ca && { requestCert: true, rejectUnauthorized: false }) }, handle)
    : createServer(handle);
  const port = await listenOnLoopback(server);
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    requests,
    everything: () =>
      requests.map((one) => JSON.stringify([one.url, one.headers, one.body.toString("latin1")])).join("\n"),
  };
}

export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Answers every request with this JSON. */
export function replyJson(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}
