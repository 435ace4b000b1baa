import type { ArgumentType, ArrayType, NumberType, StringType } from "@specwire/contract";
import type { Say } from "./change.ts";
import { kindWords } from "./type-words.ts";
import { missingFrom, names } from "./words.ts";

/** Compares what two types accept that hold no other types, or the size of lists. */
export function compareScalars(was: ArgumentType, is: ArgumentType, at: string, say: Say): void {
  if (was.kind === "string" && is.kind === "string") {
    compareEnums(was.enum, is.enum, at, say);
    compareLimits(
      [was.minLength ?? 0, was.maxLength],
      [is.minLength ?? 0, is.maxLength],
      "characters",
      at,
      say,
    );
    if (was.format !== is.format || was.pattern !== is.pattern) compareNotes(was, is, at, say);
    if (was.encoding !== is.encoding)
      say("type", at, `is ${is.encoding ?? "plain text"} now, not ${was.encoding ?? "plain text"}`, [
        "commands",
      ]);
  } else if (was.kind === "boolean" && is.kind === "boolean") {
    compareEnums(was.enum, is.enum, at, say);
  } else if (isNumber(was) && isNumber(is)) {
    if (was.kind !== is.kind) {
      const breaks = is.kind === "integer" ? (["commands"] as const) : [];
      say("type", at, `takes ${kindWords(is)} now, not ${kindWords(was)}`, breaks);
    }
    compareEnums(was.enum, is.enum, at, say);
    compareLimits([was.minimum, was.maximum], [is.minimum, is.maximum], "", at, say);
  } else if (was.kind === "array" && is.kind === "array") {
    compareLimits(sizeOf(was), sizeOf(is), "items", at, say);
  } else if (was.kind !== is.kind) {
    say("type", at, `takes ${kindWords(is)} now, not ${kindWords(was)}`, ["commands"]);
  }
}

function isNumber(type: ArgumentType): type is NumberType {
  return type.kind === "integer" || type.kind === "number";
}

const sizeOf = (type: ArrayType): Limits => [type.minItems ?? 0, type.maxItems];

function compareEnums<T extends string | number | boolean>(
  was: readonly T[] | undefined,
  is: readonly T[] | undefined,
  at: string,
  say: Say,
): void {
  if (was === undefined && is === undefined) return;
  if (was === undefined) {
    say("values", at, `takes only ${names(is ?? [])} now`, ["commands"], { after: is });
  } else if (is === undefined) {
    say("values", at, "takes other values than those listed too", [], { before: was });
  } else {
    const [gone, come] = [missingFrom(is, was), missingFrom(was, is)];
    if (gone.length > 0) say("values", at, `no longer takes ${names(gone)}`, ["commands"], { before: gone });
    if (come.length > 0) say("values", at, `takes ${names(come)} too`, [], { after: come });
  }
}

type Limits = readonly [least: number | undefined, most: number | undefined];

function compareLimits(was: Limits, is: Limits, unit: string, at: string, say: Say): void {
  for (const [index, end, none, tighter] of [
    [0, "least", Number.NEGATIVE_INFINITY, 1],
    [1, "most", Number.POSITIVE_INFINITY, -1],
  ] as const) {
    const [before, after] = [was[index], is[index]];
    if (before === after) continue;
    const narrower = ((after ?? none) - (before ?? none)) * tighter > 0;
    const earlier = before === undefined ? "" : `, not ${before}`;
    const message =
      after === undefined
        ? `has no limit of at ${end} ${before} any more`
        : `takes at ${end} ${[after, unit].filter((one) => one !== "").join(" ")} now${earlier}`;
    say("limits", at, message, narrower ? ["commands"] : []);
  }
}

// Never executed here: the API judges them.
function compareNotes(was: StringType, is: StringType, at: string, say: Say): void {
  const notes = ({ format, pattern }: StringType) =>
    [format ?? [], pattern === undefined ? [] : `/${pattern}/`].flat();
  say("annotation", at, "has another format or pattern, which the API judges", [], {
    before: notes(was),
    after: notes(is),
  });
}
