import type { Answer } from "@specwire/contract";
import { errorOfAnswer, plainText } from "./answer-error.ts";
import { CliError } from "./errors.ts";
import { parseAnswer } from "./output/json.ts";
import { readText } from "./read-stream.ts";
import type { Session } from "./session.ts";
import type { Call, TransportAnswer } from "./transport.ts";

export interface ReadAnswer {
  readonly answer: Answer;
  /** The body as it came. */
  readonly text: string;
}

/** Sends a call and reads its answer whole. Anything but success is thrown as the error that it is. */
export async function readAnswer(session: Session, call: Call): Promise<ReadAnswer> {
  const sent = await session.transport.send(call);
  return readWhole(session, call, sent);
}

export async function readWhole(session: Session, call: Call, sent: TransportAnswer): Promise<ReadAnswer> {
  const { status, headers } = sent;
  const { id } = call.operation;
  const text = await readText(
    sent.body,
    (limit) =>
      new CliError("UNEXPECTED_ANSWER", `the answer is larger than ${limit}`, {
        help: "ask for less, or use --save <file>",
        status,
        operation: id,
      }),
  );
  const answer: Answer = { status, headers, body: text === "" ? undefined : parseAnswer(text) };
  const { connector, transport, now } = session;
  const error = errorOfAnswer(connector, call.operation, answer, text, transport.credentialState, now());
  if (error) throw error;
  return { answer, text };
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
