// The least that a proxy in Node.js does: puts the real credential in the place of a placeholder, and passes on what
// comes. Nothing is decided, written down or searched.
import { Agent, request as ask, createServer } from "node:http";
import { ready } from "./child.ts";

const { hostname, port } = new URL(process.argv[2] ?? "");
const agent = new Agent({ keepAlive: true });
const server = createServer((request, response) => {
  const { host: _, connection: __, ...given } = request.headers;
  const headers = { ...given, authorization: "Bearer real-credential-of-the-bench" };
  const outgoing = ask({ hostname, port, agent, path: request.url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on("error", () => response.destroy());
  outgoing.end();
});
ready(server);
