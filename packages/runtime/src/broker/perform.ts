import type { ErrorObject, OperationEnvelope } from "@specwire/contract";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { findGrant } from "../grants/find-grant.ts";
import { usableConnector } from "../grants/open-session.ts";
import { admit } from "./admit.ts";
import type { BrokerParts, Caller, PerformedAnswer } from "./broker-parts.ts";
import { Exchange } from "./exchange.ts";
import { type Permitted, permit } from "./permit.ts";
import type { ReadOperation } from "./read-operation.ts";
import type { Redactor } from "./redactor.ts";
import { Refusal, toldError } from "./refusal.ts";
import { Trail } from "./trail.ts";
import { watch } from "./watch.ts";

type Told = ErrorObject["error"];

/** Performs one operation for a session, or says why not. */
export async function perform(
  parts: BrokerParts,
  caller: Caller,
  { envelope, rest }: ReadOperation,
): Promise<PerformedAnswer> {
  const { context, known } = parts;
  const { requestId, operation, connector } = envelope;
  const trail = new Trail(context, caller.session, envelope);
  const refused = (error: unknown, redactor?: Redactor): PerformedAnswer => ({
    envelope: {
      ...{ envelope: 1, requestId, from: "broker", headers: {} },
      error: redacted(toldError(error, connector.slug, operation), redactor),
    },
    discard: () => {},
  });
  let permitted: Permitted;
  try {
    permitted = await permit(context, known, caller.session, envelope, trail);
  } catch (error) {
    noteBug(context, error);
    return refused(error);
  }
  // However long the operation took to arrive, or to be decided: directly before it is sent this is asked once more.
  const watching = watch(() => stillPermitted(parts, caller, envelope, permitted), caller.cancelled);
  const exchange = new Exchange(parts, permitted, { files: envelope.files, rest }, watching);
  try {
    return await exchange.answer(requestId, (outcome) => trail.answered(outcome));
  } catch (error) {
    watching.stop();
    noteBug(context, error);
    const answer = refused(error, exchange.redactor);
    await trail.answered({ ...exchange.outcome, code: answer.envelope.error?.code });
    return answer;
  }
}

/** Throws where the session, its connector or one of the accounts has ended meanwhile. */
async function stillPermitted(
  { context, known }: BrokerParts,
  { token, session }: Caller,
  envelope: OperationEnvelope,
  { parts }: Permitted,
): Promise<void> {
  // What a session has does not change, so that both can be asked at once.
  const [now, { accounts }] = await Promise.all([
    findGrant(context, token),
    admit(context, known, session, envelope),
  ]);
  usableConnector(now, envelope.connector.slug);
  const isThere = (id: string) => accounts.some(({ account }) => account.id === id);
  if (!parts.every(({ account }) => isThere(account.id)))
    throw new Refusal("ACCOUNT_NOT_FOUND", "the account was disconnected");
}

function redacted({ message, help, ...told }: Told, redactor: Redactor | undefined): Told {
  const text = redactor?.text ?? ((one: string) => one);
  return { ...told, message: text(message), ...(help !== undefined && { help: text(help) }) };
}

function noteBug({ log }: Pick<Context, "log">, error: unknown): void {
  if (error instanceof Refusal || error instanceof RuntimeError) return;
  log({
    level: "error",
    event: "broker.failed",
    message: "The broker could not perform an operation: a bug.",
  });
}
