import {
  type Answer,
  argumentOf,
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
  linkTarget,
  type Operation,
  plainName,
  totalOf,
  valueAt,
} from "@specwire/contract";
import type { ListPage } from "../paginate.ts";

const totals = new Set(
  "totalcount totalresults totalitems totalrecords totalelements totalentries totalobjects".split(" "),
);
const around = new Set("meta metadata paging pagination page pageinfo".split(" "));
const links = new Set("next previous".split(" "));
const sizes = new Set("limit perpage pagesize maxresults".split(" "));
const places = new Set("offset page skip start startat".split(" "));
const headers = ["x-total-count", "x-total", "x-wp-total", "total-count"];

/**
 * How many items the whole list has, as far as an answer says: where it is declared to, or where APIs usually do.
 * `more`: whether there is another page, without which a mere `total` may as well be a sum of money.
 */
export function knownTotal(operation: Operation, answer: Answer, more: boolean): number | undefined {
  const declared = operation.pagination?.total === undefined ? undefined : totalOf(operation, answer);
  if (declared !== undefined) return declared;
  const count = itemsOf(operation, answer.body)?.length ?? 0;
  const said = headers.map((name) => answer.headers[name]).find((value) => value !== undefined);
  const total =
    said !== undefined && /^\d+$/.test(said) ? Number(said) : totalBeside(answer.body, count, more);
  // A number that can't be the list's is another thing's.
  return total !== undefined && total >= count ? total : undefined;
}

function totalBeside(body: Json | undefined, count: number, more: boolean): number | undefined {
  if (!isObject(body)) return undefined;
  const inner = Object.entries(body).filter(([name]) => around.has(plainName(name)));
  return (
    totalIn(body, speaksOfPages(body, count, more)) ??
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

/** Whether what stands beside a list says that there are pages, and that this is not the last of them. */
function speaksOfPages(body: JsonObject, count: number, more: boolean): boolean {
  const said = Object.entries(body).map(([name, value]) => [plainName(name), Number(value), value] as const);
  const isFull = said.some(([name, number]) => sizes.has(name) && number > 0 && number <= count);
  return (
    isFull ||
    (more &&
      said.some(
        ([name, number, value]) =>
          links.has(name) ||
          ((sizes.has(name) || places.has(name)) && value !== null && Number.isInteger(number)),
      ))
  );
}

/** `total` alone may be a sum of money, `totalSize` one of bytes: they count where they speak of pages. */
function totalIn(value: JsonObject, ofPages: boolean): number | undefined {
  const names = Object.keys(value);
  const isLikeDjango = names.includes("next") && names.includes("previous") && names.includes("count");
  const isLikeSalesforce = names.includes("done") && names.includes("records");
  const found = names.find((name) => {
    const plain = plainName(name);
    return (
      totals.has(plain) ||
      (plain === "total" && ofPages) ||
      (plain === "count" && isLikeDjango) ||
      (plain === "totalsize" && isLikeSalesforce)
    );
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

const flags = new Set("hasmore hasnext hasnextpage more".split(" "));
const nexts = new Set(
  "next nextpage nextcursor nextpagetoken nextpageuri nextpageurl nextlink nexttoken".split(" "),
);

/**
 * Whether a list goes on behind an answer that led to no next page: what is declared says so and can't be followed, or
 * the answer says so in one of the ways that APIs do. An end at the declared place is believed.
 */
export function goesOn(operation: Operation, { answer, call }: Pick<ListPage, "answer" | "call">): boolean {
  const paging = operation.pagination;
  if (paging === undefined) return hasMore(answer);
  const more = paging.hasMore === undefined ? undefined : valueAt(answer.body, paging.hasMore);
  if (more === false) return false;
  const pointer = "next" in paging && "pointer" in paging.next ? paging.next.pointer : undefined;
  const said = pointer === undefined ? undefined : valueAt(answer.body, pointer);
  if (said === undefined) return more === true || hasMore(answer);
  if (said === null || said === "" || said === false) return false;
  // Some give the cursor again that was asked for, and mean the end.
  const asked = "into" in paging ? argumentOf(operation, call.arguments, paging.into) : undefined;
  return asked === undefined || String(asked) !== String(said);
}

/** Whether an answer says that the list goes on, in one of the ways that APIs say so. */
function hasMore({ headers: { link = "" }, body }: Answer): boolean {
  if (linkTarget(link, "next") !== undefined) return true;
  if (!isObject(body)) return false;
  const inner = Object.entries(body).flatMap(([name, member]) =>
    isPlace(name, member) ? [[name, member] as const] : [],
  );
  const found = [["", body] as const, ...inner];
  const said = found.flatMap(([, place]) => Object.entries(place));
  if (said.some(([name, value]) => flags.has(plainName(name)) && value === false)) return false;
  if (said.some(([name, value]) => flags.has(plainName(name)) && value === true)) return true;
  return found.some(([place, members]) =>
    Object.entries(members).some(([name, value]) => {
      const plain = plainName(name);
      // `cursors.after` stands on the last page as well.
      const isNext = nexts.has(plain) || (plain === "after" && around.has(plainName(place)));
      return (
        isNext &&
        (isObject(value) ? Object.keys(value).length > 0 : typeof value === "string" && value !== "")
      );
    }),
  );
}

function isPlace(name: string, member: Json): member is JsonObject {
  return (
    isObject(member) && (around.has(plainName(name)) || /^(_?links|cursors?|response_?metadata)$/i.test(name))
  );
}
