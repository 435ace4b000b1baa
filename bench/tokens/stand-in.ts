import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sample } from "./sample.ts";

export interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

/** An API on loopback that answers GETs of these paths, `/repos/octocat/hello-world/issues`, whatever the query. */
export async function openStandIn(answers: ReadonlyMap<string, Sample>): Promise<StandIn> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://127.0.0.1");
    const sample = request.method === "GET" ? answers.get(decodeURIComponent(pathname)) : undefined;
    const body = JSON.stringify(sample?.body ?? { message: `there is no ${request.method} ${pathname}` });
    const { port } = server.address() as AddressInfo;
    // The links of an example lead to the API itself; here they lead to further pages of what was asked for.
    const headers = Object.entries(sample?.headers ?? {}).map(([name, value]) => [
      name,
      name === "link" ? value.replaceAll(/<[^>?]*/g, `<http://127.0.0.1:${port}${pathname}`) : value,
    ]);
    response.writeHead(sample === undefined ? 404 : 200, {
      ...Object.fromEntries(headers),
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
