import {
  commandLine,
  isObject,
  type Json,
  type JsonObject,
  type Link,
  linkedCall,
  linkedLine,
} from "@specwire/contract";
import { typedArguments } from "./brought.ts";
import { wrappedThing } from "./output/brief.ts";
import type { Session } from "./session.ts";
import type { Call } from "./transport.ts";

/**
 * The command that a link of a call leads to, as a line that can be typed: values of the call and of the answer (of a
 * list: of one of its items), and a place such as `<number>` for what is unknown. Undefined without a link. `isWhole`:
 * whether the answer is no part of one, so that a thing that it holds alone is the one that it is about.
 */
export function nextCommand(
  session: Session,
  call: Call,
  link: Link | undefined,
  answer?: Json,
  isWhole = true,
): string | undefined {
  const target = link && session.operationNamed(link.operation);
  if (link === undefined || target === undefined) return undefined;
  const { account } = session.options;
  const { body, ...rest } = call.arguments;
  const isTyped = body === undefined || session.brought.input === undefined;
  const given = isTyped ? call.arguments : rest;
  let thing = answer;
  let found = linkedCall(link, target, call.operation, given, thing);
  // What is said of a thing holds of the one that an answer holds alone.
  while (isWhole && found.unknown.length > 0 && isObject(thing ?? null)) {
    const inner = wrappedThing(thing as JsonObject, target);
    if (inner === undefined) break;
    thing = (thing as JsonObject)[inner];
    found = linkedCall(link, target, call.operation, given, thing);
  }
  const more = account === undefined ? [] : ["--account", account];
  return linkedLine(session.connector.slug, target, session.typesOf(target), found, more);
}

/** A call as a line that can be typed; undefined where what a file or a pipe held would be in it. */
export function typedLine(session: Session, call: Call, more: readonly string[]): string | undefined {
  const { connector, options, typesOf, brought } = session;
  const typed = typedArguments(call.arguments, brought);
  if (typed === undefined) return undefined;
  const account = options.account === undefined ? [] : ["--account", options.account];
  const words = [...typed.words, ...more, ...account];
  return commandLine(connector.slug, call.operation, typesOf(call.operation), typed.arguments, words);
}
