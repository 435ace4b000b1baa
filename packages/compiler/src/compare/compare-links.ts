import type { Connector, Operation, UnchangedRule } from "@specwire/contract";
import { own } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { json, missingFrom, same } from "./words.ts";

/**
 * `there` are the operations of the new connector. What a command leads to is only proposed; an error where it was a
 * success breaks who waits for that.
 */
export function compareLinks(
  before: Operation,
  after: Operation,
  there: Connector["operations"],
  say: Say,
): void {
  for (const name of ["detail", "list"] as const) {
    const [was, is] = [before[name], after[name]];
    // Of an operation that has gone or has another name that is said already.
    if (same(was, is) || (was !== undefined && own(there, was.operation) === undefined)) continue;
    const message =
      is === undefined
        ? "leads nowhere any more"
        : was?.operation === is.operation
          ? `leads to ${quote(is.operation)} with other values`
          : `leads to ${quote(is.operation)} now`;
    say("link", name, message, [], { before: json(was), after: json(is) });
  }
  const [was, is] = [before.unchanged ?? [], after.unchanged ?? []];
  if (missingFrom(is.map(ruleKey), was.map(ruleKey)).length > 0)
    say("answer", "answer", "is an error where it said that it was so already", ["answers"], values(was, is));
  else if (is.length > was.length)
    say("answer", "answer", "says in more cases that it was so already", [], values(was, is));

  function values(from: typeof was, to: typeof is) {
    return { before: json(from), after: json(to) };
  }
}

const ruleKey = (rule: UnchangedRule): string => JSON.stringify(rule);
