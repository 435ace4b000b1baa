import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireRequest } from "./match-descriptor.ts";

/** A request as it arrived. */
export interface Received extends WireRequest {
  /** `127.0.0.1:1234`: which of the servers it reached. */
  readonly server: string;
  readonly body: Buffer;
  /** Names and values as they came, one after the other. */
  readonly rawHeaders: readonly string[];
}

export type Answer = (received: Received, response: ServerResponse) => unknown;

export interface Upstream {
  /** `http://127.0.0.1:1234` */
  readonly origin: string;
  readonly host: string;
  /** What reached this server, in order. */
  readonly received: Received[];
  close(): void;
}

/** An API on loopback that notes everything that reaches it, and answers with whatever it is told to. */
export async function startUpstream(answer: Answer): Promise<Upstream> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const one = await receivedOf(request, host);
    received.push(one);
    await answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://${host}`, host, received, close };
}

async function receivedOf(request: IncomingMessage, server: string): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = "", url: target = "", headers, rawHeaders } = request;
  return { server, method, target, headers, rawHeaders, body: Buffer.concat(chunks) };
}
