import { createHash, randomUUID } from "node:crypto";
import { createConnection } from "node:net";
import {
  type AnswerEnvelope,
  type Arguments,
  frame,
  framingType,
  type OperationEnvelope,
  readFrame,
} from "../../../packages/contract/src/index.ts";

/** What speaks for a session. */
export interface Caller {
  /** Path of the broker's socket. */
  readonly socket: string;
  readonly grant: string;
  readonly digest: string;
  /** Of the connector. Default: `acme`. */
  readonly slug?: string;
}

export interface Asked {
  readonly operation: string;
  readonly arguments?: Arguments;
  readonly account?: string;
  readonly files?: Readonly<Record<string, Buffer>>;
}

export interface Told {
  readonly status: number;
  /** Of the HTTP itself, lower case. */
  readonly head: string;
  readonly envelope?: AnswerEnvelope;
  readonly body: Buffer;
  /** Every byte that came back. */
  readonly bytes: Buffer;
}

export function envelopeOf(
  { slug = "acme", digest }: Pick<Caller, "slug" | "digest">,
  asked: Asked,
): OperationEnvelope {
  const files = Object.entries(asked.files ?? {}).map(([id, bytes]) => ({
    ...{ id, name: `${id}.bin`, size: bytes.length },
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  return {
    envelope: 1,
    requestId: randomUUID(),
    connector: { slug, digest },
    operation: asked.operation,
    arguments: asked.arguments ?? {},
    ...(asked.account !== undefined && { account: asked.account }),
    files,
  };
}

/** Asks a broker as a command does, with none of its code. */
export async function ask(caller: Caller, asked: Asked): Promise<Told> {
  const content = [frame(envelopeOf(caller, asked)), ...Object.values(asked.files ?? {})];
  const body = Buffer.concat(content);
  const head = [
    ...["POST /v1/operations HTTP/1.1", "host: broker", `authorization: Specwire ${caller.grant}`],
    ...[`content-type: ${framingType}`, `content-length: ${body.length}`, "connection: close", "", ""],
  ].join("\r\n");
  return await told(await exchange(caller.socket, [Buffer.concat([Buffer.from(head), body])]));
}

/** Sends bytes as they are, and gives all that comes back until the connection ends. */
export function exchange(socket: string, pieces: readonly Buffer[], pauseMilliseconds = 0): Promise<Buffer> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    const chunks: Buffer[] = [];
    const end = () => resolve(Buffer.concat(chunks));
    connection.on("data", (chunk) => chunks.push(chunk));
    connection.on("error", end).on("close", end);
    void (async () => {
      for (const piece of pieces) {
        if (connection.destroyed) return;
        connection.write(piece);
        if (pauseMilliseconds > 0) await new Promise((next) => setTimeout(next, pauseMilliseconds));
      }
    })();
  });
}

/** An HTTP answer, read. */
export async function told(bytes: Buffer): Promise<Told> {
  const end = bytes.indexOf("\r\n\r\n");
  const head = bytes
    .subarray(0, end < 0 ? bytes.length : end)
    .toString("latin1")
    .toLowerCase();
  const status = Number(/^http\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  const rest = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4);
  const body = head.includes("transfer-encoding: chunked") ? unchunked(rest) : rest;
  if (status !== 200 || !head.includes(framingType)) return { status, head, body, bytes };
  const read = await readFrame(stream(body));
  const chunks: Uint8Array[] = [];
  for await (const chunk of read.rest) chunks.push(chunk);
  const envelope = read.envelope as unknown as AnswerEnvelope;
  return { status, head, envelope, body: Buffer.concat(chunks), bytes };
}

async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** RFC 9112 section 7.1; what is cut off is left out. */
function unchunked(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf("\r\n", at);
    const size = end < 0 ? 0 : Number.parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    if (!(size > 0)) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
