// Asks one server as fast as it answers, over so many connections, and says how long each answer took. It speaks
// HTTP/1.1 by hand, so that it takes as little as can be of the processors that are measured.
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { frame, type OperationEnvelope } from "../../packages/contract/src/index.ts";
import type { LoadOptions, LoadResult } from "./load.ts";

const { url, path, envelope, grant, connections, milliseconds, requests }: LoadOptions = JSON.parse(
  process.argv[2] ?? "",
);
const { hostname, port, host } = new URL(url);
const until = performance.now() + milliseconds;
const latencies: number[] = [];
let bytes = 0;
let asked = 0;

function request(): Buffer {
  asked += 1;
  if (envelope === undefined)
    return Buffer.from(
      `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer real-credential-of-the-bench\r\n\r\n`,
    );
  const framed = frame({ ...envelope, requestId: randomUUID() } satisfies OperationEnvelope);
  const head = `POST /v1/operations HTTP/1.1\r\nhost: ${host}\r\nauthorization: Specwire ${grant}\r\ncontent-type: application/vnd.specwire.envelope\r\ncontent-length: ${framed.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), framed]);
}

const isOver = () => performance.now() > until || (requests !== undefined && asked >= requests);

function one(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let began = 0;
    let head: { readonly length: number | undefined } | undefined;
    let received = 0;
    let start = Buffer.alloc(0);
    const ask = () => {
      head = undefined;
      received = 0;
      start = Buffer.alloc(0);
      began = performance.now();
      socket.write(request());
    };
    const done = () => {
      latencies.push(performance.now() - began);
      bytes += received;
      if (!isOver()) return ask();
      socket.end();
      resolve();
    };
    socket.on("connect", ask);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`${host} closed a connection`)));
    socket.on("data", (chunk) => {
      let body = chunk;
      if (head === undefined) {
        start = Buffer.concat([start, chunk]);
        const end = start.indexOf("\r\n\r\n");
        if (end === -1) return;
        head = readHead(start.toString("latin1", 0, end));
        body = start.subarray(end + 4);
        if (envelope !== undefined && body.length > 0 && !body.includes('"upstream"'))
          reject(new Error(`the broker answers ${body.toString("latin1", 0, 400)}`));
      }
      received += body.length;
      const isWhole = head.length === undefined ? endsChunked(body) : received >= head.length;
      if (isWhole) done();
    });
  });
}

function readHead(head: string): { readonly length: number | undefined } {
  if (!head.startsWith("HTTP/1.1 200")) throw new Error(`${host} answers ${head.slice(0, 300)}`);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return { length: length === undefined ? undefined : Number(length) };
}

let tail = "";
/** The last chunk has no bytes (RFC 9112 section 7.1). It can come in two parts. */
function endsChunked(body: Buffer): boolean {
  if (connections === 1) {
    tail = (tail + body.toString("latin1", Math.max(0, body.length - 7))).slice(-7);
    return tail === "\r\n0\r\n\r\n";
  }
  return body.length >= 5 && body.toString("latin1", body.length - 5) === "0\r\n\r\n";
}

const before = performance.now();
await Promise.all(Array.from({ length: connections }, one));
const result: LoadResult = { seconds: (performance.now() - before) / 1000, latencies, bytes };
process.stdout.write(`${JSON.stringify(result)}\n`);
