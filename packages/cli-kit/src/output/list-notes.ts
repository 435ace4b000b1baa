import {
  argumentOf,
  flagsOf,
  isArray,
  isObject,
  isSeen,
  type Json,
  type JsonObject,
  type Operation,
  type PagingArgument,
  plainName,
  pointerTokens,
  toPointer,
  valueAt,
  withArgument,
} from "@specwire/contract";
import { difference } from "../brought.ts";
import { typedLine } from "../next-command.ts";
import type { ListPage } from "../paginate.ts";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";
import { otherFields } from "./field-names.ts";
import { isCode, valuesAt } from "./fields.ts";
import { fieldPaths } from "./telling.ts";
import { goesOn, knownTotal, pagesBehind } from "./total.ts";

/** What was read of a list. */
export interface ReadList {
  readonly asked: Call;
  readonly last: ListPage;
  readonly count: number;
  /** How many of the last page were not wanted. */
  readonly left: number;
  /** The last item that is shown. */
  readonly end: Json | undefined;
  /** What is said beside it to have failed. */
  readonly trouble: string | undefined;
  /** Those that were asked for, as they are spelt. */
  readonly fields: readonly string[] | undefined;
}

/** `30 of 1,204 items.` and the exact command that goes on. */
export function countNote(session: Session, list: ReadList): string {
  const { asked, last, count, left } = list;
  const { options, operation } = session;
  const goes = last.next === undefined && last.stopped === undefined && goesOn(last.call.operation, last);
  const total = knownTotal(last.call.operation, last.answer, goes || last.next !== undefined);
  const start = startOf(session, asked);
  if (left === 0 && last.next === undefined) {
    if (goes) return `${known(count, total, 0)} items. ${ownPaging(session)}`;
    return wholeNote(count, total, last.stopped, start, list.trouble);
  }
  const isLast = left > 0 && last.next === undefined && !goes && last.stopped === undefined;
  const whole = total ?? (isLast && start === undefined ? count + left : undefined);
  const isKnown = whole !== undefined && whole > count;
  const next = goOn(session, list);
  const isTyped = next.startsWith("More: custom-");
  const ways = isKnown ? "all: --all" : "all: --all, how many: --count";
  const all = options.all || operation.pagination === undefined || !isTyped ? "" : ` (${ways})`;
  const capped =
    options.all && options.limit === undefined ? " Stopped there; --limit <n> sets another end." : "";
  // Behind the last page there are others, all but one of them as long as it.
  const size = last.items?.length ?? 0;
  const behind = last.next === undefined ? 0 : Math.max(0, ((pagesBehind(last.answer) ?? 1) - 1) * size) + 1;
  return `${known(count, whole, left + behind - 1)} items${all}.${capped} ${next}`;
}

/** Of a list that was read to its end, or as far as that goes. */
function wholeNote(
  count: number,
  total: number | undefined,
  stopped: string | undefined,
  start: string | undefined,
  trouble: string | undefined,
): string {
  const why = stopped === undefined ? "" : ` Stopped: ${stopped}.`;
  const items = count === 1 ? "item" : "items";
  const of = total !== undefined && total > count ? `${count} of ${total} items` : `${count} ${items}`;
  if (start !== undefined)
    return count === 0
      ? `No items from ${start} on; the list begins without it.${why}`
      : `${of} from ${start} on${why ? "" : ", the last ones"}.${why}`;
  const isWhole = why === "" && trouble === undefined;
  if (count === 0) return isWhole ? "No items: the list is empty." : `No items.${why}`;
  const isAll = isWhole && !(total !== undefined && total > count);
  return `${isAll ? `All ${of}` : of}.${why}`;
}

function known(count: number, total: number | undefined, behind: number): string {
  const whole = total !== undefined && total > count ? String(total) : `at least ${count + behind + 1}`;
  return `${count} of ${whole}`;
}

/** The flag, with its value, by which a list was asked for from another place than its beginning. */
export function startOf({ typesOf }: Session, { operation, arguments: args }: Call): string | undefined {
  const paging = operation.pagination;
  const into = paging && "into" in paging ? paging.into : undefined;
  const first = paging && "start" in paging ? paging.start : undefined;
  for (const flag of flagsOf(operation, typesOf(operation))) {
    const isInto = flag.in === into?.in && flag.path[0] === into.name;
    if (!isInto && !(flag.in === "query" && isPaging(flag.path.join("")))) continue;
    const value = valueAt(args[flag.in], toPointer(flag.path));
    if (value === undefined || value === null || value === "") continue;
    // Pages are counted from one or from zero.
    const isFirst = isInto && first !== undefined ? Number(value) <= first : Number(value) <= 1;
    const word = typeof value === "string" ? value : JSON.stringify(value);
    if (!isFirst) return isSeen(word) && word.length <= 60 ? `--${flag.name} ${word}` : `--${flag.name}`;
  }
  return undefined;
}

/** The command that goes on, from the last item that is shown where the API can begin there. */
function goOn(session: Session, { asked, last, count, left, end, fields }: ReadList): string {
  const { options } = session;
  if (left === 0 && last.next !== undefined) return more(session, asked, last.next, options.limit, fields);
  const paging = last.call.operation.pagination;
  const from = (value: Json, into: PagingArgument) =>
    more(
      session,
      asked,
      { ...last.call, arguments: withArgument(last.call.arguments, into, value) },
      options.limit,
      fields,
    );
  if (paging?.kind === "cursor" && "lastItem" in paging.next) {
    const value = valueAt(end, paging.next.lastItem);
    if (typeof value === "string" || typeof value === "number") return from(value, paging.into);
  }
  if (paging?.kind === "offset") {
    const at = Number(argumentOf(last.call.operation, last.call.arguments, paging.into) ?? paging.start);
    const shown = (last.items?.length ?? 0) - left;
    if (Number.isFinite(at) && shown > 0) return from(at + shown, paging.into);
  }
  return more(session, asked, asked, count * 2, fields);
}

/** How to go on where the connector does not know how the list is paged. */
function ownPaging({ operation, typesOf }: Session): string {
  const flags = flagsOf(operation, typesOf(operation)).filter(
    (one) => one.in === "query" && isPaging(one.name),
  );
  return flags.length > 0
    ? `There are more: go on with ${flags.map(({ name }) => `--${name}`).join(" or ")} (see --help).`
    : "There are more, and this command can't ask for them.";
}

function isPaging(name: string): boolean {
  return /^(page|pagenumber|pagetoken|offset|cursor|after|startingafter|start|skip|marker|nexttoken|from)$/.test(
    plainName(name),
  );
}

function more(
  session: Session,
  asked: Call,
  call: Call,
  limit: number | undefined,
  fields: readonly string[] | undefined,
): string {
  const { options } = session;
  // What an API says and nobody sees can't be typed, and a line of its own would pass for one of ours.
  const said = difference(call.arguments as Json, asked.arguments as Json);
  const isSaid = said === undefined || isPlain(said);
  const size = call.operation.pagination?.pageSize;
  // A page of that size is so many.
  const isPage =
    limit !== undefined && size !== undefined && argumentOf(call.operation, call.arguments, size) === limit;
  const line = isSaid
    ? typedLine(session, withoutUsual(call, asked), [
        ...(fields === undefined ? [] : ["--fields", fields.join(",") || "all"]),
        ...(options.output === undefined ? [] : ["--output", options.output]),
        ...(limit === undefined || isPage ? [] : ["--limit", String(limit)]),
      ])
    : undefined;
  return line === undefined ? "More: the same with a larger --limit <n>, or --all." : `More: ${line}`;
}

/** Without what the API names in its next page and is so anyway. */
function withoutUsual(call: Call, asked: Call): Call {
  const { query } = call.arguments;
  const usual = call.operation.parameters.filter(
    ({ in: place, name, apiDefault, default: own }) =>
      place === "query" &&
      asked.arguments.query?.[name] === undefined &&
      [apiDefault, own].some((one) => one !== undefined && String(one) === String(query?.[name])),
  );
  if (query === undefined || usual.length === 0) return call;
  const names = new Set(usual.map(({ name }) => name));
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) => !names.has(name)));
  return { ...call, arguments: { ...call.arguments, query: rest } };
}

/** Whether all of it can be read and typed: nothing of it is unseen, or was a secret. */
function isPlain(value: Json): boolean {
  if (typeof value === "string") return isSeen(value) && !value.includes("[redacted]");
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

/** What an answer says to have failed beside its list, which alone is printed, or in what is around that. */
export function troubleBeside({ response }: Operation, body: Json | undefined): string | undefined {
  const said: string[] = [];
  let around: Json | undefined = body;
  for (const token of ["", ...pointerTokens(response.items ?? "")].slice(0, -1)) {
    around = token === "" ? around : valueAt(around, toPointer([token]));
    if (!isObject(around ?? null)) break;
    for (const [name, value] of Object.entries(around as JsonObject)) said.push(...troubleIn(name, value));
  }
  return said.length === 0 ? undefined : `Beside the list: ${said.join(", ")}; --output raw shows it.`;
}

function troubleIn(name: string, value: Json): string[] {
  if (/^(ok|success)$/i.test(name)) return value === false ? [`${name} is false`] : [];
  if (/^(is_?)?(incomplete\w*|partial\w*|timed_?out|truncated)$/i.test(name))
    return value === true ? [name] : [];
  if (!/^(errors?|warnings?|failures|failed)$/i.test(name)) return [];
  if (isArray(value)) return value.length > 0 ? [`${name} (${value.length})`] : [];
  const isSaid = isObject(value) ? Object.keys(value).length > 0 : typeof value === "string" && value !== "";
  return isSaid ? [name] : [];
}

const namedFields = 5;

/** Which of the fields that are shown have texts of more than so many characters. */
export function cutNote(items: readonly Json[], shown: readonly string[], most: number): string | undefined {
  const isLong = (value: Json) => typeof value === "string" && value.length > most && !isCode(value);
  const names = shown.length > 0 ? shown : fieldPaths(items);
  const cut = names.filter((field) => items.some((item) => valuesAt(item, field.split(".")).some(isLong)));
  return cut.length === 0 ? undefined : `Cut: ${cut.join(", ")}; whole with --fields ${cut.join(",")}`;
}

/** The fields that the items have besides those that are shown; undefined where everything is. */
export function fieldsNote(items: readonly Json[], shown: readonly string[]): string | undefined {
  if (shown.length === 0) return undefined;
  const others = otherFields(items, shown, namedFields);
  const more = unshownMembers(items, [...shown, ...others]);
  if (others.length === 0) return more === 0 ? undefined : `Also: ${more} more (--fields all)`;
  return `Also: ${others.join(", ")}${more === 0 ? "" : `, ${more} more`} (--fields ${shown[0]},${others[0]} or all)`;
}

/** How many members of items are neither shown nor named, whatever they are called and hold. */
function unshownMembers(items: readonly Json[], named: readonly string[]): number {
  const known = new Set(named.map((path) => plainName(path.split(".")[0] ?? "")));
  const names = items.flatMap((item) => (isObject(item) ? Object.keys(item) : []));
  return new Set(names.filter((name) => !known.has(plainName(name)) && !named.includes(name))).size;
}
