import { createServer, request as sendPlain } from "node:http";
import { connect } from "node:net";
import { listenOnLoopback } from "./recorder.ts";

export interface ProxyRecorder {
  readonly port: number;
  /** `CONNECT api.acme.test:443`, `GET http://…`, with the proxy credential that came along. */
  readonly seen: { readonly line: string; readonly authorization: string | undefined }[];
}

/** A forward proxy on loopback. Whatever host is asked for, it leads to `target`. */
export async function startProxy(target: number, refuse?: string): Promise<ProxyRecorder> {
  const seen: ProxyRecorder["seen"] = [];
  const server = createServer((request, response) => {
    seen.push({
      line: `${request.method} ${request.url}`,
      authorization: request.headers["proxy-authorization"],
    });
    const { pathname, search } = new URL(request.url ?? "");
    const { "proxy-authorization": _, ...headers } = request.headers;
    const onward = sendPlain(
      { port: target, host: "127.0.0.1", method: request.method, path: pathname + search, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    seen.push({ line: `CONNECT ${request.url}`, authorization: request.headers["proxy-authorization"] });
    if (refuse) return socket.end(`HTTP/1.1 ${refuse}\r\n\r\n`);
    const onward = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
    return undefined;
  });
  return { port: await listenOnLoopback(server), seen };
}
