import type { IncomingMessage } from "node:http";
import { badRequest, HttpRefusal } from "./http-refusal.ts";

/** RFC 9110 section 11. */
export const authenticationScheme = "Specwire";

/** The grant of a request: `authorization: Specwire <grant>`, once. Throws `HttpRefusal`. */
export function grantOf({ headersDistinct }: IncomingMessage): string {
  const [value = "", ...more] = headersDistinct.authorization ?? [];
  if (more.length > 0) throw badRequest("there are several `authorization` headers");
  const [, grant] = /^specwire +([\w.~+/-]{1,500}=*)$/i.exec(value) ?? [];
  if (grant === undefined)
    throw new HttpRefusal(
      401,
      "SESSION_EXPIRED",
      "the request shows no grant: `authorization: Specwire <grant>`",
      {
        "www-authenticate": authenticationScheme,
      },
    );
  return grant;
}

/** In bytes a millisecond: whoever sends as fast is waited for without end. */
const slowest = 256;

/**
 * The bytes of a request's body. Whoever keeps the broker waiting for them gets an error: for `idleMilliseconds` in all,
 * and a second more for each 256 kB that it has sent. So does one that sends more than `mostBytes`. What is not read
 * stays in the connection, and the connection open.
 */
export async function* incomingBytes(
  request: IncomingMessage,
  { mostBytes, idleMilliseconds }: { readonly mostBytes: number; readonly idleMilliseconds: number },
  arrived: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const reader = request.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  let size = 0;
  let waited = 0;
  for (;;) {
    const began = performance.now();
    const patience = Math.max(0, idleMilliseconds + size / slowest - waited);
    const next = (await within(
      reader.next(),
      Math.min(idleMilliseconds, patience),
    )) as IteratorResult<Uint8Array>;
    waited += performance.now() - began;
    if (next.done) return;
    size += next.value.length;
    if (size > mostBytes)
      throw new HttpRefusal(413, "INVALID_REQUEST", `more than ${mostBytes} bytes were sent`);
    arrived(next.value.length);
    yield next.value;
  }
}

async function within<Value>(value: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(badRequest("the request did not arrive in time")), milliseconds);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * After an answer that came before all of the request had: the rest is read away, so that the caller, who may still be
 * sending, gets to read the answer. Whoever sends too much of it, or for too long, is cut off.
 */
export function readAway(request: IncomingMessage, mostBytes: number): void {
  if (request.complete || request.destroyed) return;
  let size = 0;
  const cut = () => request.socket.destroy();
  const timer = setTimeout(cut, 30_000).unref();
  request.on("data", (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > mostBytes) cut();
  });
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
