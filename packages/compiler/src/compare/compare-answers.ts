import type { Operation, Pagination } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { json, missingFrom, names, same } from "./words.ts";

/** Names of members are kept up to this number; a longer list says nothing of what is missing from it. */
const mostKnown = 120;

const kindWords: Readonly<Record<string, string>> = {
  json: "JSON",
  text: "text",
  binary: "bytes",
  none: "nothing",
  stream: "a stream of values",
};

/** Compares what is printed of an answer, as far as connectors know it: its kind, its list, its members' names. */
export function compareAnswers(before: Operation, after: Operation, say: Say): void {
  const [was, is] = [before.response, after.response];
  if (was.kind !== is.kind) {
    const words = (kind: string) => kindWords[kind] ?? kind;
    const values = { before: was.kind, after: is.kind };
    say("answer", "answer", `is ${words(is.kind)} now, not ${words(was.kind)}`, ["answers"], values);
    return;
  }
  if (was.redirect !== is.redirect)
    say(
      "answer",
      "answer",
      is.redirect ? "is only where it leads to now" : "is no longer only where it leads to",
      ["answers"],
    );
  if (was.mayStream && !is.mayStream) say("answer", "answer", "can't be streamed any more", ["commands"]);
  if (is.mayStream && !was.mayStream) say("answer", "answer", "can be streamed too");
  if (was.items !== is.items) {
    const where = (items: string | undefined) =>
      items === undefined
        ? "is no list"
        : items === ""
          ? "is a list itself"
          : `has its list at ${quote(items)}`;
    const values = { before: was.items, after: is.items };
    say("answer", "answer", `${where(is.items)} now; before, it ${where(was.items)}`, ["answers"], values);
  }
  compareMembers(was.known, is.known, say);
  const shown = missingFrom(is.fields, was.fields);
  const shownNow = missingFrom(was.fields, is.fields);
  // A list that showed everything may lose by showing a few; one that shows everything loses nothing.
  if (is.fields.length > 0 && (shown.length > 0 || was.fields.length === 0))
    say("answer", "answer", `shows ${names(is.fields)} of each item${insteadOf(was.fields)}`, ["answers"], {
      before: was.fields,
      after: is.fields,
    });
  else if (shownNow.length > 0) say("answer", "answer", `shows ${names(shownNow)} of each item too`);
  else if (!same(was.fields, is.fields))
    say("answer", "answer", "shows fields in another order, or all of them");
  comparePaging(before.pagination, after.pagination, say);
}

const insteadOf = (fields: readonly string[]): string =>
  fields.length === 0 ? ", no longer everything" : `, not ${names(fields)}`;

function compareMembers(was: readonly string[], is: readonly string[], say: Say): void {
  const [gone, come] = [missingFrom(is, was), missingFrom(was, is)];
  if (is.length === 0 && was.length > 0) {
    say("answer", "answer", "is not described any more");
    return;
  }
  if (is.length < mostKnown)
    for (const name of gone) say("answer-field-removed", `answer.${quoted(name)}`, "is gone", ["answers"]);
  if (was.length > 0 && was.length < mostKnown)
    for (const name of come) say("answer-field-added", `answer.${quoted(name)}`, "is new");
}

const quoted = (name: string): string => (/^[\w$@.-]+$/.test(name) ? name : quote(name));

function comparePaging(was: Pagination | undefined, is: Pagination | undefined, say: Say): void {
  if (same(was, is)) return;
  const values = { before: json(was), after: json(is) };
  if (was === undefined) say("pagination", "pages", "are asked for with --limit and --all now", [], values);
  else if (is === undefined)
    say("pagination", "pages", "can't be asked for any more", ["commands", "answers"], values);
  else if (was.maxPageSize !== is.maxPageSize && same({ ...was, maxPageSize: 0 }, { ...is, maxPageSize: 0 }))
    say("pagination", "pages", "have another largest size", [], values);
  else if (was.total !== undefined && is.total === undefined)
    say("pagination", "pages", "say no total any more", ["answers"], values);
  else say("pagination", "pages", "are asked for in another way", [], values);
}
