import { type Arguments, isObject, type Json, type Operation, plainName } from "@specwire/contract";
import type { Session } from "../session.ts";
import { formatCount } from "../text.ts";
import { type Brief, briefOf, type Counts } from "./brief.ts";
import { selectFields } from "./fields.ts";
import { tellsAll } from "./kept-whole.ts";
import { sayable } from "./telling.ts";
import { saysMore } from "./written.ts";

export interface ShownAnswer {
  readonly value: Json;
  /** What is missing and how to see it, on one line; undefined where nothing is. */
  readonly note: string | undefined;
}

/** What is printed of an answer that is no list, where no `--fields` say it: the declared fields, or it in short. */
export function shortAnswer(session: Session, args: Arguments, value: Json): ShownAnswer {
  const { operation } = session;
  const shown = shortened(session, args, value);
  // What a write says once is not to be asked for again.
  const isSafe = operation.access !== "write" || shown.value === value || tellsAll(value, shown.value);
  return isSafe ? shown : { value, note: undefined };
}

function shortened({ operation, isOwnUrl }: Session, args: Arguments, value: Json): ShownAnswer {
  const declared = operation.response.items === undefined ? operation.response.fields : [];
  if (declared.length > 0) {
    const shown = selectFields(value, declared);
    const isAny = !isObject(shown) || Object.keys(shown).length > 0;
    if (isAny) return { value: shown, note: `Shown: ${declared.join(", ")}. Everything: --fields all` };
  }
  const isWhole = operation.sensitive || choosesItself(operation, args) || isMade(operation, args, value);
  const brief = isWhole ? undefined : briefOf(value, isOwnUrl);
  if (brief === undefined) return { value, note: undefined };
  const said = noteOf(brief);
  // What was written is not to be written again to be seen.
  const isWrite = operation.access === "write";
  return { value: brief.value, note: isWrite ? said[0] : said.join("; ") };
}

/** In characters; of what is longer a part has to do. */
const longestMade = 8_000;

/** Whether the answer holds what was asked for, as that of a model does: it may cost another call to see it again. */
function isMade({ access, method }: Operation, args: Arguments, value: Json): boolean {
  const isCreate = access === "write" && method === "POST";
  return isCreate && saysMore(value, args) && JSON.stringify(value).length <= longestMade;
}

const choices = new Set(["fields", "select", "fieldmask", "includefields", "expand"]);

/** Whether the caller told the API what to answer with, so that nothing of it is too much. */
export function choosesItself({ path, parameters }: Operation, { query, body }: Arguments): boolean {
  // The query of GraphQL names every member of its answer.
  if (/\/graphql$/i.test(path) && isObject(body)) return true;
  const given = [...Object.keys(query ?? {}), ...parameters.flatMap((one) => (one.fixed ? [one.name] : []))];
  return given.some((name) => choices.has(plainName(name)));
}

const namedPlaces = 2;

function noteOf({ leftOut, doubled, empty, off, cut }: Brief): [what: string, how: string] {
  const places = new Map<string, number>();
  for (const [path, count] of leftOut) {
    const place = sayable(path).split(".").slice(0, 2).join(".");
    places.set(place, (places.get(place) ?? 0) + count);
  }
  const isFew = doubled.size <= fewNames;
  const count = sumOf(places) + (isFew ? 0 : sumOf(doubled));
  const most = [...places]
    .filter(([path]) => path !== "")
    .sort(([, a], [, b]) => b - a)
    .map(([path]) => path);
  const texts = [...new Set(cut.map(sayable))].filter(Boolean);
  const parts = [
    count > 0 ? `${formatCount(count)} left out${most.length > 0 ? ` (${named(most)})` : ""}` : "",
    counted("said elsewhere", isFew ? doubled : new Map()),
    counted("empty", empty),
    counted("false", off),
    cut.length > 0 ? `cut: ${named(texts) || "texts"}` : "",
  ];
  const part = texts[0] ?? most[0];
  const how = `--fields all${part === undefined ? "" : ` or ${part}`} shows more`;
  return [`In short: ${parts.filter(Boolean).join(", ")}`, how];
}

/** As few as these are named, more of them counted. */
const fewNames = 4;

/** Those of the thing itself by name where they are few. */
function counted(what: string, left: Counts): string {
  const names = [...left.keys()].filter(
    (path) => path !== "" && sayable(path) === path && !path.includes("."),
  );
  const all = sumOf(left);
  if (names.length === 0 || names.length > fewNames) return all === 0 ? "" : `${formatCount(all)} ${what}`;
  const more = all - names.length;
  return `${what}: ${names.join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
}

function sumOf(left: Counts): number {
  return [...left.values()].reduce((sum, one) => sum + one, 0);
}

function named(places: readonly string[]): string {
  const more = places.length > namedPlaces ? ", …" : "";
  return `${places.slice(0, namedPlaces).join(", ")}${more}`;
}
