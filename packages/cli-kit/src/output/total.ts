import {
  type Answer,
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
  linkTarget,
  type Operation,
  totalOf,
} from "@specwire/contract";
import { plainName } from "./telling.ts";

const totals = new Set(
  "totalcount totalresults totalitems totalrecords totalelements totalentries totalobjects totalsize".split(
    " ",
  ),
);
const around = new Set("meta metadata paging pagination page pageinfo".split(" "));
const beside = new Set(
  "limit offset page perpage pagesize next previous skip start startat maxresults".split(" "),
);
const headers = ["x-total-count", "x-total", "x-wp-total", "total-count"];

/** How many items the whole list has, as far as an answer says: where it is declared to, or where APIs usually do. */
export function knownTotal(operation: Operation, answer: Answer): number | undefined {
  if (operation.pagination?.total !== undefined) return totalOf(operation, answer);
  const count = itemsOf(operation, answer.body)?.length ?? 0;
  const said = headers.map((name) => answer.headers[name]).find((value) => value !== undefined);
  const total = said !== undefined && /^\d+$/.test(said) ? Number(said) : totalBeside(answer.body);
  // A number that can't be the list's is another thing's.
  return total !== undefined && total >= count ? total : undefined;
}

function totalBeside(body: Json | undefined): number | undefined {
  if (!isObject(body)) return undefined;
  const inner = Object.entries(body).filter(([name]) => around.has(plainName(name)));
  return (
    totalIn(body, false) ??
    inner
      .map(([, member]) => (isObject(member) ? deepTotal(member) : undefined))
      .find((one) => one !== undefined)
  );
}

/** `meta.pagination.total` is one level deeper. */
function deepTotal(page: JsonObject): number | undefined {
  const inner = Object.entries(page).find(
    ([name, member]) => around.has(plainName(name)) && isObject(member),
  );
  return totalIn(page, true) ?? (inner && isObject(inner[1]) ? totalIn(inner[1], true) : undefined);
}

/** `total` alone may be a sum of money: it counts where it speaks of pages. */
function totalIn(value: JsonObject, isPage: boolean): number | undefined {
  const names = Object.keys(value);
  const ofPages = isPage || names.some((name) => beside.has(plainName(name)));
  const isLikeDjango = names.includes("next") && names.includes("previous") && names.includes("count");
  const found = names.find((name) => {
    const plain = plainName(name);
    return totals.has(plain) || (plain === "total" && ofPages) || (plain === "count" && isLikeDjango);
  });
  const total = found === undefined ? undefined : value[found];
  return typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? total : undefined;
}

/**
 * How many pages a Link header says to lie behind this one. With pages of one item these are items, also where an
 * API counts in offsets. Undefined where it does not say.
 */
export function pagesBehind({ headers: { link = "" } }: Answer): number | undefined {
  const [next, last] = [linkTarget(link, "next"), linkTarget(link, "last")];
  if (next === undefined || last === undefined) return undefined;
  const [ofNext, ofLast] = [queryOf(next), queryOf(last)];
  // The one parameter in which the two differ is the page.
  const differing = [...ofLast.keys()].filter((name) => ofNext.get(name) !== ofLast.get(name));
  if (differing.length === 0) return 1;
  const [from, to] = [ofNext, ofLast].map((query) => query.get(differing[0] ?? "") ?? "");
  const areNumbers = [from, to].every((text) => /^\d{1,9}$/.test(text ?? ""));
  if (differing.length > 1 || !areNumbers || Number(to) < Number(from)) return undefined;
  return Number(to) - Number(from) + 1;
}

function queryOf(url: string): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(url.split("?")[1]?.split("#")[0] ?? ""));
}

const more = new Set("hasmore hasnext hasnextpage more".split(" "));
const nexts = new Set(
  "next nextpage nextcursor nextpagetoken nextpageuri nextpageurl nextlink nexttoken".split(" "),
);

/** Whether an answer says that the list goes on, in one of the ways that APIs say so. */
export function hasMore({ headers: { link = "" }, body }: Answer): boolean {
  if (linkTarget(link, "next") !== undefined) return true;
  if (!isObject(body)) return false;
  const places = [
    body,
    ...Object.entries(body).flatMap(([name, member]) => (isPlace(name, member) ? [member] : [])),
  ];
  return places.some((place) =>
    Object.entries(place).some(([name, value]) => {
      const plain = plainName(name);
      return more.has(plain) ? value === true : nexts.has(plain) && typeof value === "string" && value !== "";
    }),
  );
}

function isPlace(name: string, member: Json): member is JsonObject {
  return (
    isObject(member) && (around.has(plainName(name)) || /^(_?links|cursors?|response_?metadata)$/i.test(name))
  );
}
