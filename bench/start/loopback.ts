import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** About as much as one record of an API, in JSON. */
const answer: string = JSON.stringify({ id: 1, name: "one", text: "x".repeat(800) });

export interface Loopback {
  readonly url: string;
  close(): void;
}

/** An API that answers everything with the same record. */
export async function openLoopback(): Promise<Loopback> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
