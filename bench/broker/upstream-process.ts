// The API of the broker's bench: one record for whoever shows the real credential, and 256 MB of it.
import { createServer } from "node:http";
import { ready } from "./child.ts";

const record: string = JSON.stringify({ id: 1, name: "one", text: "x".repeat(818) });
const large = 256 * 1024 * 1024;
// Printable, and without a repetition that a search could profit from.
const block = Buffer.from(Array.from({ length: 65_536 }, (_, at) => 32 + ((at * 7919) % 89)));

const server = createServer((request, response) => {
  if (request.headers.authorization !== "Bearer real-credential-of-the-bench") {
    response.writeHead(401, { "content-length": 0 }).end();
    return;
  }
  if (request.url !== "/large") {
    response.writeHead(200, { "content-type": "application/json", "content-length": record.length });
    response.end(record);
    return;
  }
  response.writeHead(200, { "content-type": "text/plain", "content-length": large });
  let left = large;
  const fill = () => {
    while (left > 0) {
      left -= block.length;
      if (!response.write(block)) return;
    }
    response.end();
  };
  response.on("drain", fill);
  fill();
});
ready(server);
