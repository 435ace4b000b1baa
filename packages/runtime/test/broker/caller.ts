import { createHash, randomUUID } from "node:crypto";
import { request as httpRequest, type IncomingMessage } from "node:http";
import {
  type AnswerEnvelope,
  type Arguments,
  frame,
  framingType,
  type OperationEnvelope,
  readFrame,
} from "@specwire/contract";

/** What a command-line tool sends; everything has a usual value. */
export interface Asked {
  readonly operation: string;
  readonly arguments?: Arguments;
  readonly account?: string;
  /** By id: the bytes, which may be others than is said of them. */
  readonly files?: Readonly<
    Record<string, { readonly bytes: Buffer; readonly said?: Partial<{ size: number; sha256: string }> }>
  >;
  readonly slug?: string;
  readonly digest?: string;
  readonly requestId?: string;
}

export interface Told {
  readonly envelope: AnswerEnvelope;
  readonly body: Buffer;
}

/** Speaks to a broker as a command-line tool does, without any of its code. */
export interface Caller {
  readonly url: string;
  readonly grant: string;
  readonly slug: string;
  readonly digest: string;
}

export async function ask(caller: Caller, asked: Asked): Promise<Told> {
  const answer = await send(caller, asked);
  if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}: ${await textOf(answer)}`);
  const { envelope, rest } = await readFrame(answer);
  const chunks: Uint8Array[] = [];
  for await (const chunk of rest) chunks.push(chunk);
  return { envelope: envelope as unknown as AnswerEnvelope, body: Buffer.concat(chunks) };
}

/** The code of the error that an operation ends with, or undefined. */
export async function codeOf(caller: Caller, asked: Asked): Promise<string | undefined> {
  return (await ask(caller, asked)).envelope.error?.code;
}

export function send(caller: Caller, asked: Asked, signal?: AbortSignal): Promise<IncomingMessage> {
  const { bytes } = envelopeOf(caller, asked);
  return http(caller, "POST", "/v1/operations", { "content-type": framingType }, bytes, signal);
}

/** The envelope as bytes, with those of its files. */
export function envelopeOf(
  { slug, digest }: Pick<Caller, "slug" | "digest">,
  asked: Asked,
): { readonly envelope: OperationEnvelope; readonly bytes: Buffer } {
  const files = Object.entries(asked.files ?? {});
  const envelope: OperationEnvelope = {
    envelope: 1,
    requestId: asked.requestId ?? randomUUID(),
    connector: { slug: asked.slug ?? slug, digest: asked.digest ?? digest },
    operation: asked.operation,
    arguments: asked.arguments ?? {},
    ...(asked.account !== undefined && { account: asked.account }),
    files: files.map(([id, { bytes, said }]) => ({
      ...{ id, name: `${id}.bin`, size: bytes.length },
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...said,
    })),
  };
  return { envelope, bytes: Buffer.concat([frame(envelope), ...files.map(([, { bytes }]) => bytes)]) };
}

export function http(
  { url, grant }: Pick<Caller, "url" | "grant">,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: Buffer,
  signal?: AbortSignal,
  /** Until then the last byte of the body waits. */
  last?: Promise<unknown>,
): Promise<IncomingMessage> {
  const where = url.startsWith("unix:")
    ? { socketPath: url.slice(5) }
    : { host: new URL(url).hostname, port: new URL(url).port };
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const outgoing = httpRequest(
      {
        ...where,
        method,
        path,
        agent: false,
        ...(signal && { signal }),
        headers: { authorization: `Specwire ${grant}`, ...length, ...headers },
      },
      resolve,
    );
    outgoing.on("error", reject);
    if (body === undefined || last === undefined) outgoing.end(body);
    else {
      outgoing.write(body.subarray(0, -1));
      last.then(() => outgoing.end(body.subarray(-1)), reject);
    }
  });
}

export async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
