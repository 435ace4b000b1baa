import type { Json, JsonObject, JsonPointer } from "@specwire/contract";
import { isObject, toPointer } from "@specwire/contract";
import type { SchemaLookup } from "../phases/2-resolve/json-schema.ts";
import type { ResolvedParameter } from "../phases/2-resolve/resolved-connector.ts";
import type { PaginationSource } from "../phases/4-lower/pagination.ts";
import { followed, hasType, membersOf } from "./schemas.ts";

/** Names without case and separators: `page[size]`, `pageSize` and `page_size` are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

const cursors =
  /^(cursor|pagecursor|nextcursor|startcursor|pagetoken|nextpagetoken|nexttoken|pagekey|startingafter|after|pageafter|aftercursor|pagecursor|continuationtoken|continuation|paginationtoken|marker|exclusivestartkey|scrollid)$/;
const pages = /^(page|pagenumber|pagenum|pageno|pageindex|currentpage|pageid)$/;
const offsets = /^(offset|pageoffset|skip|startindex|startat|startposition|startoffset)$/;
const sizes =
  /^(perpage|pagesize|limit|pagelimit|maxresults|maxitems|maxrecords|maxpagesize|size|top|count|first|rows|resultsperpage|itemsperpage|pagelength|numresults|recordsperpage|take)$/;
const nexts =
  /^(next|nextcursor|nextpagetoken|nextpage|nexttoken|endcursor|cursor|continuationtoken|nextmarker|nextpagecursor|nextpagekey|continuation|paginationtoken|lastevaluatedkey|scrollid|after|cursornext)$/;
const nextUrls = /^(next|nexturl|nextpageurl|nextlink|odatanextlink|nextpage|nextpageuri|nexturi)$/;
const totals =
  /^(total|totalcount|totalitems|totalresults|totalelements|totalrecords|totalsize|totalnumber|totalhits|totalrows|itemcount|itemstotal|numfound)$/;
const mores = /^(hasmore|hasnext|hasnextpage|more|moreresults|hasmoreresults|moreitems|hasmoreitems)$/;
/** What may hold a cursor, a URL or a number beside the list. */
const beside =
  /^(meta|metadata|paging|pagination|page|pageinfo|links|cursors?|responsemetadata|cursorinfo|navigation|data|result|resultsummary)$/;

export interface Answer {
  readonly schema: Json | undefined;
  /** Names of its documented headers, in lower case. */
  readonly headers: readonly string[];
}

/** How a list goes on, as far as the names of its parameters and of its answer's members tell. */
export function guessPagination(
  parameters: readonly ResolvedParameter[],
  answer: Answer,
  items: JsonPointer | undefined,
  lookup: SchemaLookup,
): PaginationSource | undefined {
  const query = parameters.filter((one) => one.in === "query");
  const find = (pattern: RegExp) => query.find(({ name }) => pattern.test(plain(name)))?.name;
  const at = (pattern: RegExp, fits: (schema: JsonObject) => boolean) =>
    memberAt(answer.schema, lookup, pattern, fits);
  const pageSize = find(sizes);
  const total = at(totals, (schema) => hasType(schema, "integer") || hasType(schema, "number"));
  const hasMore = at(mores, (schema) => hasType(schema, "boolean"));
  const base = {
    ...(items !== undefined && { items }),
    ...(pageSize !== undefined && { pageSize }),
    ...(total !== undefined && { total }),
    ...(hasMore !== undefined && { hasMore }),
  };
  const cursor = find(cursors);
  if (cursor !== undefined && cursor !== pageSize) {
    const next = at(nexts, (schema) => hasType(schema, "string") && !isUrl(schema));
    if (next !== undefined) return { kind: "cursor", next: { pointer: next }, into: cursor, ...base };
    const isAfter = /after/.test(plain(cursor));
    const lastId = isAfter && items !== undefined ? idOfItems(answer.schema, items, lookup) : undefined;
    if (lastId !== undefined) return { kind: "cursor", next: { lastItem: lastId }, into: cursor, ...base };
  }
  const page = find(pages);
  const offset = find(offsets);
  const anchor = pageSize ?? page ?? offset ?? cursor;
  if (answer.headers.includes("link") && anchor !== undefined)
    return { kind: "link", next: { header: "link" }, ...base };
  if (page !== undefined && page !== pageSize && isNumber(query, page, lookup))
    return { kind: "page", into: page, ...startOf(query, page, 1, lookup), ...base };
  if (offset !== undefined && isNumber(query, offset, lookup))
    return { kind: "offset", into: offset, ...startOf(query, offset, 0, lookup), ...base };
  const url = anchor && at(nextUrls, (schema) => hasType(schema, "string") && isUrl(schema));
  return url ? { kind: "link", next: { pointer: url }, ...base } : undefined;
}

/** The pointer of a member of the answer, or of what stands beside its list. */
function memberAt(
  answer: Json | undefined,
  lookup: SchemaLookup,
  pattern: RegExp,
  fits: (schema: JsonObject) => boolean,
): JsonPointer | undefined {
  const members = membersOf(answer, lookup);
  for (const [name, schema] of members)
    if (pattern.test(plain(name)) && fits(schema)) return toPointer([name]);
  for (const [outer, frame] of members) {
    if (!beside.test(plain(outer))) continue;
    for (const [name, schema] of membersOf(frame, lookup)) {
      if (pattern.test(plain(name)) && fits(schema)) return toPointer([outer, name]);
      if (!beside.test(plain(name))) continue;
      for (const [deep, inner] of membersOf(schema, lookup))
        if (pattern.test(plain(deep)) && fits(inner)) return toPointer([outer, name, deep]);
    }
  }
  return undefined;
}

function isUrl({ format, description, example }: JsonObject): boolean {
  if (format === "uri" || format === "url" || format === "uri-reference") return true;
  const text = [description, example].filter((one) => typeof one === "string").join(" ");
  return /\b(url|uri|link)\b|https?:\/\//i.test(text);
}

function idOfItems(
  answer: Json | undefined,
  items: JsonPointer,
  lookup: SchemaLookup,
): JsonPointer | undefined {
  let list = followed(answer, lookup);
  for (const token of items.split("/").slice(1)) list = membersOf(list, lookup).get(token);
  return membersOf(list?.items, lookup).has("id") ? "/id" : undefined;
}

function schemaOf(query: readonly ResolvedParameter[], name: string, lookup: SchemaLookup) {
  const schema = query.find((one) => one.name === name)?.schema;
  return isObject(schema) ? followed(schema, lookup) : undefined;
}

function isNumber(query: readonly ResolvedParameter[], name: string, lookup: SchemaLookup): boolean {
  const schema = schemaOf(query, name, lookup);
  return hasType(schema, "integer") || hasType(schema, "number");
}

/** Where the document counts from, if that is not what we take for granted. */
function startOf(
  query: readonly ResolvedParameter[],
  name: string,
  usual: 0 | 1,
  lookup: SchemaLookup,
): { start?: number } {
  const schema = schemaOf(query, name, lookup);
  const start = [schema?.default, schema?.minimum].find((one) => one === 0 || one === 1);
  return typeof start === "number" && start !== usual ? { start } : {};
}
