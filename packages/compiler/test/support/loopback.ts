import { readFileSync } from "node:fs";
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
  request as sendPlain,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";

export interface Recorded {
  readonly method: string;
  /** Path and query; behind a proxy for plain HTTP the whole URL. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Loopback {
  readonly port: number;
  readonly requests: Recorded[];
  close(): Promise<void>;
}

export type Reply = (request: Recorded, response: ServerResponse) => void;

/** A server on loopback that records what it gets. */
export async function startServer(reply: Reply, tls?: { key: string; cert: string }): Promise<Loopback> {
  const requests: Recorded[] = [];
  const handle: Parameters<typeof createServer>[1] = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    const recorded = { method, url, headers, body: Buffer.concat(chunks).toString() };
    requests.push(recorded);
    reply(recorded, response);
  };
  return { requests, ...(await listen(tls ? createSecureServer(tls, handle) : createServer(handle))) };
}

/** A forward proxy on loopback: whatever is asked for in plain leads to one server, tunnels to another. */
export async function startProxy(plain: number, secure: number): Promise<Loopback> {
  const requests: Recorded[] = [];
  const record = (method: string, url: string, headers: IncomingHttpHeaders) =>
    requests.push({ method, url, headers, body: "" });
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    record(method, url, headers);
    const { pathname, search } = new URL(url);
    const onward = sendPlain(
      { host: "127.0.0.1", port: plain, method, path: pathname + search, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    record("CONNECT", request.url ?? "", request.headers);
    const onward = connect(secure, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  return { requests, ...(await listen(server)) };
}

async function listen(server: Server): Promise<Pick<Loopback, "port" | "close">> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const certificates = join(import.meta.dirname, "../../../cli-kit/test/fixtures/tls");

/** The authority that signed the server's certificate. */
export const authorityFile: string = join(certificates, "authority.pem");

/** A certificate for localhost, 127.0.0.1 and api.acme.test, valid for a hundred years. */
export function serverCertificate(): { key: string; cert: string } {
  const read = (name: string) => readFileSync(join(certificates, name), "utf8");
  return { key: read("server.key.pem"), cert: read("server.pem") };
}
