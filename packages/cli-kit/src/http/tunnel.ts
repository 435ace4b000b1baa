import type { ProxyServer } from "./proxy.ts";

type Socket = import("node:net").Socket;
type HttpsAgent = import("node:https").Agent;
type ConnectDone = (error: Error | null, socket?: Socket) => void;

/**
 * An agent whose connections go through the proxy's CONNECT tunnel (RFC 9110 section 9.3.6), with TLS to the
 * target inside; `pair` is the client's certificate and key, for the target alone.
 */
export function tunnelAgent(
  proxy: ProxyServer,
  ca: string[] | undefined,
  pair: { readonly cert?: string; readonly key?: string },
): HttpsAgent {
  const agent = new (process.getBuiltinModule("node:https").Agent)({ keepAlive: true });
  const createConnection = (options: { host?: string; port?: number | string }, done: ConnectDone) => {
    const host = options.host ?? "";
    openTunnel(proxy, host, Number(options.port ?? 443), ca).then(
      (socket) => {
        const tls = process.getBuiltinModule("node:tls");
        // Without `host`, the certificate of an IP address would be checked against "localhost".
        const inner = tls.connect({ socket, host, ...serverName(host), ...(ca && { ca }), ...pair });
        inner.once("error", done);
        inner.once("secureConnect", () => {
          inner.off("error", done);
          done(null, inner);
        });
      },
      (error: Error) => done(error),
    );
  };
  Object.assign(agent, { createConnection });
  return agent;
}

/** Server Name Indication is for names alone (RFC 6066 section 3). */
function serverName(host: string): { servername?: string } {
  return process.getBuiltinModule("node:net").isIP(host) === 0 ? { servername: host } : {};
}

/** A proxy's refusal; its status line may say why. */
export class ProxyRefusedError extends Error {
  constructor(status: string) {
    super(`the proxy answered ${status}`);
    this.name = "ProxyRefusedError";
  }
}

function openTunnel(
  proxy: ProxyServer,
  host: string,
  port: number,
  ca: string[] | undefined,
): Promise<Socket> {
  const target = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const socket: Socket = proxy.secure
      ? process
          .getBuiltinModule("node:tls")
          .connect({ host: proxy.host, port: proxy.port, ...serverName(proxy.host), ...(ca && { ca }) })
      : process.getBuiltinModule("node:net").connect(proxy.port, proxy.host);
    let head = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end === -1 && head.length < 16_384) return;
      socket.off("data", onData);
      socket.off("error", reject);
      socket.off("close", onClose);
      socket.pause();
      const status =
        /^HTTP\/1\.[01] (\d{3}[^\r\n]{0,80})/.exec(head.toString("latin1"))?.[1] ??
        "something else than HTTP";
      if (status.startsWith("2")) {
        if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
        resolve(socket);
      } else {
        socket.destroy();
        reject(new ProxyRefusedError(status));
      }
    };
    const onClose = () => reject(new ProxyRefusedError("nothing and closed the connection"));
    socket.on("data", onData);
    socket.once("error", reject);
    socket.once("close", onClose);
    const authorization = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : "";
    socket.once(proxy.secure ? "secureConnect" : "connect", () => {
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`);
    });
  });
}
