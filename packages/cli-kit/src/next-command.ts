import { type Json, type Link, linkedCall, linkedLine } from "@specwire/contract";
import type { Session } from "./session.ts";
import type { Call } from "./transport.ts";

/**
 * The command that a link of a call leads to, as a line that can be typed: values of the call and of the answer (of a
 * list: of one of its items), and a place such as `<number>` for what is unknown. Undefined without a link.
 */
export function nextCommand(
  session: Session,
  call: Call,
  link: Link | undefined,
  answer?: Json,
): string | undefined {
  const target = link && session.operationNamed(link.operation);
  if (link === undefined || target === undefined) return undefined;
  const { account } = session.options;
  const { body, ...rest } = call.arguments;
  const isTyped = body === undefined || session.brought.input === undefined;
  const found = linkedCall(link, target, call.operation, isTyped ? call.arguments : rest, answer);
  const more = account === undefined ? [] : ["--account", account];
  return linkedLine(session.connector.slug, target, session.typesOf(target), found, more);
}
