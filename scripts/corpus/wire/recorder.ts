import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  /** Path and query, not decoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface Recorder {
  readonly url: string;
  /** What came since the last call. */
  take(): Recorded[];
  close(): void;
}

/** Records everything and answers 204. */
export async function startRecorder(): Promise<Recorder> {
  let requests: Recorded[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers, rawHeaders } = incoming;
    requests.push({ method, url, headers, rawHeaders, body: Buffer.concat(chunks) });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends a recorded request again, byte for byte, and gives status and body of the answer. */
export function replay(port: number, one: Recorded): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { method, url: path, rawHeaders } = one;
    const headers: [string, string][] = [];
    for (let at = 0; at < rawHeaders.length; at += 2)
      if (!/^(connection|transfer-encoding|content-length)$/i.test(rawHeaders[at] ?? ""))
        headers.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
    if (one.body.length > 0) headers.push(["content-length", String(one.body.length)]);
    const sent = request(
      { host: "127.0.0.1", port, method, path, headers: headers.flat() as never, agent: false },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      },
    );
    sent.on("error", reject);
    sent.end(one.body);
  });
}
