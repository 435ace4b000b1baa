import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AnswerEnvelope,
  type ErrorObject,
  frame,
  framingType,
  type OperationEnvelope,
  readFrame,
} from "@specwire/contract";
import { onTestFinished } from "vitest";
import { listenOnLoopback } from "./recorder.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** Of an operation. */
  readonly envelope?: OperationEnvelope;
  /** The files' bytes by id; their digests were right. */
  readonly files: Readonly<Record<string, Buffer>>;
}

export interface FakeBroker {
  /** For `SPECWIRE_BROKER_URL`. */
  readonly url: string;
  readonly asked: Asked[];
  readonly operations: () => OperationEnvelope[];
}

export type BrokerReply = (asked: Asked, response: ServerResponse, count: number) => void;

/** A server that speaks the wire of the broker and answers as the test says; on a unix socket or on loopback. */
export async function startFakeBroker(reply: BrokerReply, on: "unix" | "tcp" = "unix"): Promise<FakeBroker> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const files: Record<string, Buffer> = {};
    let envelope: OperationEnvelope | undefined;
    if (path === "/v1/operations") {
      const read = await readFrame(request);
      envelope = read.envelope as unknown as OperationEnvelope;
      const chunks: Uint8Array[] = [];
      for await (const chunk of read.rest) chunks.push(chunk);
      let rest = Buffer.concat(chunks);
      for (const { id, size, sha256 } of envelope.files) {
        const bytes = rest.subarray(0, size);
        rest = rest.subarray(size);
        if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new Error("other bytes");
        files[id] = bytes;
      }
      if (rest.length > 0) throw new Error("more bytes than the envelope says");
    }
    const one = { method, path, headers, ...(envelope && { envelope }), files };
    asked.push(one);
    reply(one, response, asked.length);
  });
  const operations = () => asked.flatMap(({ envelope }) => envelope ?? []);
  if (on === "tcp") return { url: `http://127.0.0.1:${await listenOnLoopback(server)}`, asked, operations };
  const socket = join(mkdtempSync(join(tmpdir(), "kit-broker-")), "broker.sock");
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `unix:${socket}`, asked, operations };
}

/** The beginning of an answer to an operation; what is written behind it is the body. */
export function startAnswer(asked: Asked, response: ServerResponse, head: Partial<AnswerEnvelope>): void {
  const { requestId = "" } = asked.envelope ?? {};
  response.writeHead(200, { "content-type": framingType });
  response.write(frame({ envelope: 1, requestId, from: "upstream", headers: {}, ...head }));
}

/** An answer of the API. */
export function answerJson(body: unknown, head: Partial<AnswerEnvelope> = {}): BrokerReply {
  return (asked, response) => {
    startAnswer(asked, response, { status: 200, headers: { "content-type": "application/json" }, ...head });
    response.end(JSON.stringify(body));
  };
}

/** An error of the broker itself. */
export function answerError(error: Partial<ErrorObject["error"]> & { readonly code: string }): BrokerReply {
  return (asked, response) => {
    const whole = { connector: "acme", message: "so it is", retryable: false, ...error };
    startAnswer(asked, response, { from: "broker", error: whole });
    response.end();
  };
}

/** Plain JSON, as approvals and sessions are answered. */
export function plainJson(body: unknown, status = 200): BrokerReply {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
}
