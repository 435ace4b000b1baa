import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fits } from "./match.ts";
import type { Happening, Request } from "./task.ts";

/** One request that reached the service's address, and its answer. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  /** The body that came with it. */
  readonly sent: Buffer;
  readonly status: number;
  readonly answer: Buffer;
}

/** Stands in front of a service: what the agent asks goes through here, is noted, and may meet a happening. */
export interface Front {
  readonly url: string;
  readonly passed: readonly Passed[];
  /** What went wrong on the side of the bench. */
  readonly faults: readonly string[];
  close(): void;
}

/**
 * @param target the service's real address
 * @param perform does what somebody else does meanwhile
 */
export async function openFront(
  target: () => string,
  happenings: readonly Happening[],
  perform: (request: Request) => Promise<void>,
): Promise<Front> {
  const passed: Passed[] = [];
  const faults: string[] = [];
  const left = happenings.map((one) => one.times ?? 1);
  const pick = (line: string): Happening | undefined => {
    const index = happenings.findIndex((one, at) => (left[at] as number) > 0 && fits(line, one.on));
    if (index !== -1) left[index] = (left[index] as number) - 1;
    return happenings[index];
  };
  const server = createServer((request, response) => {
    void pass(request, response).catch((error: Error) => {
      faults.push(error.message);
      response.writeHead(502, { "content-type": "text/plain" }).end(error.message);
    });
  });
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? "GET";
    const path = request.url ?? "/";
    const sent = await bytesOf(request);
    const happening = pick(`${method} ${path.replace(/\?.*/s, "")}`);
    const told =
      happening?.answer === undefined || happening.done
        ? await forward(`${target()}${path}`, request, sent)
        : undefined;
    const answer = happening?.answer === undefined ? told : inPlace(happening.answer);
    if (answer === undefined) throw new Error("nothing answers");
    for (const other of happening?.then ?? []) await perform(other);
    passed.push({ method, path, sent, status: answer.status, answer: answer.body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: addressOf(server), passed, faults, close: () => closeAll(server) };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

function inPlace({ status, headers = {}, body }: NonNullable<Happening["answer"]>): Answer {
  const text = body === undefined ? "" : JSON.stringify(body);
  return { status, headers: { "content-type": "application/json", ...headers }, body: Buffer.from(text) };
}

/** Of one connection only, and of how a body was packed. */
const ofTheWay = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "content-encoding",
]);

async function forward(
  url: string,
  { method = "GET", headers }: IncomingMessage,
  sent: Buffer,
): Promise<Answer> {
  const kept = Object.entries(headers).filter(
    ([name]) => !ofTheWay.has(name) && name !== "host" && name !== "expect",
  );
  const answer = await fetch(url, {
    method,
    headers: Object.fromEntries(kept) as Record<string, string>,
    redirect: "manual",
    ...(method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(sent) }),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !ofTheWay.has(name))),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function closeAll(server: Server): void {
  server.close();
  server.closeAllConnections();
}
