import { type Answer, isArray, isObject, type Json, redact } from "@specwire/contract";
import { errorOfAnswer, isUnchanged, plainText } from "./correct/answer-error.ts";
import { CliError } from "./errors.ts";
import { parseAnswer } from "./output/json.ts";
import { readText } from "./read-stream.ts";
import type { Session } from "./session.ts";
import type { Call, TransportAnswer } from "./transport.ts";

export interface ReadAnswer {
  /** Without secrets, so that nothing that is cut out of it can hold a part of one. */
  readonly answer: Answer;
  /** The body's text, without secrets as well. */
  readonly text: string;
  /** As it came; only for the request of the next page. */
  readonly unredacted: Answer;
}

/** Sends a call and reads its answer whole. Anything but success is thrown as the error that it is. */
export async function readAnswer(session: Session, call: Call): Promise<ReadAnswer> {
  const sent = await session.transport.send(call);
  return readWhole(session, call, sent);
}

export async function readWhole(session: Session, call: Call, sent: TransportAnswer): Promise<ReadAnswer> {
  const { status, headers } = sent;
  const { id } = call.operation;
  const came = await readText(
    sent.body,
    (limit) =>
      new CliError("UNEXPECTED_ANSWER", `the answer is larger than ${limit}`, {
        help: "ask for less, or use --save <file>",
        status,
        operation: id,
      }),
    headers["content-type"],
  );
  const unredacted: Answer = { status, headers, body: came === "" ? undefined : parseAnswer(came) };
  const { secrets } = session;
  const { body } = unredacted;
  const text = redact(came, secrets);
  const answer = body === undefined ? unredacted : { ...unredacted, body: withoutSecrets(body, secrets) };
  const error = errorOfAnswer(session, call, answer, text);
  if (error && isUnchanged(call.operation, answer, error)) return unchanged(answer, error.message);
  if (error) throw error;
  return { answer, text, unredacted };
}

/** In place of an error that says that it was so already. */
function unchanged({ status, headers }: Answer, message: string): ReadAnswer {
  const answer: Answer = { status, headers, body: { unchanged: true, status, message } };
  return { answer, text: JSON.stringify(answer.body), unredacted: answer };
}

/** The value with the secrets taken out of all its strings, names and numbers. */
function withoutSecrets(value: Json, secrets: readonly string[]): Json {
  const all = textsIn(value).join("\n");
  return redact(all, secrets) === all ? value : redactedValue(value, secrets);
}

function textsIn(value: Json): string[] {
  const texts: string[] = [];
  const open: Json[] = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one === "string" || typeof one === "number") texts.push(String(one));
    else if (isArray(one)) for (const item of one) open.push(item);
    else if (isObject(one))
      for (const [name, member] of Object.entries(one)) {
        texts.push(name);
        open.push(member);
      }
  }
  return texts;
}

function redactedValue(value: Json, secrets: readonly string[]): Json {
  if (typeof value === "string") return redact(value, secrets);
  if (typeof value === "number") {
    const text = String(value);
    const shown = redact(text, secrets);
    return shown === text ? value : shown;
  }
  if (isArray(value)) return value.map((item) => redactedValue(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [redact(name, secrets), redactedValue(member, secrets)]),
  );
}

/** Something else where JSON was promised: a log-in page, an error in words. */
export function notJson({ answer, text }: ReadAnswer, operation: string): CliError {
  const type = answer.headers["content-type"] ?? "no content type";
  return new CliError("UNEXPECTED_ANSWER", `the API answered ${type} in place of JSON: ${plainText(text)}`, {
    status: answer.status,
    operation,
    help: "--output raw prints it, --save <file> keeps it",
  });
}
