import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived, byte for byte where it matters. */
export interface Seen {
  readonly method: string;
  /** As it stood in the request line. */
  readonly target: string;
  /** As they came, one pair each. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** False where the connection ended within the body. */
  readonly complete: boolean;
}

/** An API that writes down whatever reaches it. */
export interface Upstream {
  readonly origin: string;
  readonly host: string;
  readonly seen: Seen[];
  /** What it answers; by default 200 with `{}`. Called when the whole request is there. */
  answer: (seen: Seen, response: ServerResponse) => unknown;
  stop(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const server = createServer(async (request, response) => {
    const seen = await record(request);
    upstream.seen.push(seen);
    if (seen.complete) await upstream.answer(seen, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const upstream: Upstream = {
    origin: `http://${host}`,
    host,
    seen: [],
    answer: (_, response) => json(response, {}),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return upstream;
}

export function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function record(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  let complete = true;
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    complete = false;
  }
  const raw = request.rawHeaders;
  const headers = raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""] as const] : [],
  );
  const { method = "", url: target = "" } = request;
  return { method, target, headers, body: Buffer.concat(chunks), complete };
}

/** Values of a header, however often it came. */
export function headerOf({ headers }: Seen, name: string): string[] {
  return headers.flatMap(([one, value]) => (one === name ? [value] : []));
}
