import { isArray, isObject, type Json, type JsonPointer, type Pagination } from "@specwire/contract";

/** What an answer says about paging. */
export type PagingFact = "next" | "total" | "hasMore";

export interface PagingPlace {
  readonly what: PagingFact;
  readonly pointer: JsonPointer;
}

/** Where `pagination` says that the body has it. */
export function declaredPlaces(pagination: Pagination): PagingPlace[] {
  const { total, hasMore } = pagination;
  const next = "next" in pagination && "pointer" in pagination.next ? pagination.next.pointer : undefined;
  return (
    [
      ["next", next],
      ["total", total],
      ["hasMore", hasMore],
    ] as const
  ).flatMap(([what, pointer]) => (pointer === undefined ? [] : [{ what, pointer }]));
}

/** Where it is written below `pagination`, as the rest of a JSON Pointer. */
export const memberOf = (what: PagingFact): string => (what === "next" ? "next/pointer" : what);

/** Members of a body that look as if they said it, beside the list of so many items. */
export function likelyPlaces(body: Json, what: PagingFact, count: number): JsonPointer[] {
  return membersOf(body, 3)
    .filter(([pointer, value]) => looksLike[what](pointer.split("/").at(-1) ?? "", value, count))
    .map(([pointer]) => pointer);
}

const looksLike: Readonly<Record<PagingFact, (name: string, value: Json, count: number) => boolean>> = {
  next: (name, value) =>
    (typeof value === "string" || typeof value === "number") &&
    value !== "" &&
    /next|cursor|continuation|page_?token|^(?:after|marker|bookmark)$/i.test(name),
  total: (name, value, count) =>
    typeof value === "number" &&
    value >= count &&
    (/total(?!.*(?:page|amount|price|cost|sum))/i.test(name) || (/^count$/i.test(name) && value > count)),
  hasMore: (name, value) => typeof value === "boolean" && /more|has_?next/i.test(name),
};

/** Values by place, so many levels deep; nothing of lists. */
function membersOf(body: Json, levels: number): [JsonPointer, Json][] {
  if (!isObject(body) || levels === 0) return [];
  return Object.entries(body).flatMap(([name, value]): [JsonPointer, Json][] => {
    // Names stand in what is printed.
    if (!/^[\w.-]{1,60}$/.test(name) || isArray(value)) return [];
    if (!isObject(value)) return [[`/${name}`, value]];
    return membersOf(value, levels - 1).map(([pointer, inner]) => [`/${name}${pointer}`, inner]);
  });
}
