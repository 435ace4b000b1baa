import {
  type AnswerEnvelope,
  FramingError,
  framingType,
  isObject,
  type Json,
  readFrame,
} from "@specwire/contract";
import type { HttpAnswer } from "../http/http-client.ts";
import { toldError } from "./told-error.ts";

/** The head of a broker's answer and the body behind it. Throws the error that it is. */
export async function readAnswerEnvelope(
  answer: HttpAnswer,
  requestId: string,
  operation: string,
  notOurs: (what: string) => Error,
): Promise<{
  readonly head: AnswerEnvelope & { readonly status: number };
  readonly rest: AsyncIterable<Uint8Array>;
}> {
  try {
    const type = answer.headers["content-type"];
    if (type !== framingType) throw notOurs(type ?? "no content type");
    const { envelope, rest } = await readFrame(answer.body);
    const told = isObject(envelope) ? toldError(envelope.error, operation) : undefined;
    if (told !== undefined) throw told;
    if (!isAnswer(envelope, requestId)) throw notOurs("not an answer of version 1 to this request");
    return { head: envelope, rest };
  } catch (error) {
    answer.discard();
    throw error instanceof FramingError ? notOurs(error.message) : error;
  }
}

function isAnswer(
  value: Json,
  requestId: string,
): value is Json & AnswerEnvelope & { readonly status: number } {
  if (!isObject(value) || value.envelope !== 1 || value.requestId !== requestId) return false;
  const { from, status, headers } = value;
  return (
    from === "upstream" &&
    typeof status === "number" &&
    isObject(headers) &&
    Object.values(headers).every((one) => typeof one === "string")
  );
}
