import type { Json, JsonPointer } from "@specwire/contract";
import { isArray, isObject, toPointer } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import { stem, wordsOf } from "../2-resolve/names/words.ts";
import { memberKind, schemaAt, shownMembers } from "./members.ts";
import type { PaginationSource } from "./pagination.ts";
import type { SchemaLowering } from "./schema.ts";

/** Words of what says of a list how it goes on, how it is sorted or that all went well. */
const pageWords: ReadonlySet<string> = new Set(
  `total totals count counts page pages paging pagination pager next prev previous first last limit offset size cursor
  cursors marker more start end incomplete truncated per ts link links meta metadata order sort facets errors
  warnings ok success object kind type url uri href self etag took fallback`.split(/\s+/),
);

/** An object that has one of these is a thing, whatever lists it holds. */
const identities = /^(_?id|uuid|guid|sid|gid|key|slug|name|title|number|login|node_?id|sha)$/i;

/** What may hold the object that holds the list. */
const frames = /^(data|results?|response|payload|body|_embedded)$/i;

/**
 * Where an answer holds its list: `""` where it is one, or the place that its pagination names. Else, of an answer
 * that is `read`, its only list of objects, where all that stands beside it is about pages.
 */
export function listPlace(
  schema: JsonSchema | undefined,
  paging: PaginationSource | undefined,
  paged: boolean,
  read: { readonly path: string } | undefined,
  schemas: SchemaLowering,
): JsonPointer | undefined {
  if (schema === undefined) return paged ? paging?.items : undefined;
  if (isList(schemas.follow(schema as Json))) return "";
  const pointer = paging?.items;
  if (pointer !== undefined && isList(schemaAt(schema, pointer, schemas))) return pointer;
  return read && wrappedList(schema, read.path, schemas);
}

function wrappedList(schema: JsonSchema, path: string, schemas: SchemaLowering): JsonPointer | undefined {
  const found = onlyList(schema, path, schemas);
  if (found !== undefined) return toPointer([found]);
  const members = shownMembers(schema, schemas);
  for (const [frame, inner] of members) {
    if (!frames.test(frame) || memberKind(inner, schemas) !== "object") continue;
    const list = onlyList(inner, path, schemas);
    if (list !== undefined && areAboutPages(members, frame)) return toPointer([frame, list]);
  }
  return undefined;
}

function onlyList(schema: JsonSchema, path: string, schemas: SchemaLowering): string | undefined {
  const members = shownMembers(schema, schemas);
  const segments = path.split("/").filter((one) => one !== "" && !one.startsWith("{"));
  const called = stem(wordsOf(segments.at(-1) ?? ""));
  const isCalledSo = (name: string) => called !== "" && stem(wordsOf(name)) === called;
  const lists = [...members].filter(
    ([name, one]) => isListOfObjects(one, schemas) && (!isAboutPages(name) || isCalledSo(name)),
  );
  const [name] = lists[0] ?? [];
  if (name === undefined || lists.length > 1 || !areAboutPages(members, name)) return undefined;
  // What a path names by an id is a thing, unless it is told in pages.
  const isPaged = members.size > 1 && [...members.keys()].some((one) => /total|count|next|more/i.test(one));
  return path.endsWith("}") && !isPaged ? undefined : name;
}

function areAboutPages(members: ReadonlyMap<string, JsonSchema>, list: string): boolean {
  return [...members.keys()].every((name) => name === list || (isAboutPages(name) && !identities.test(name)));
}

function isAboutPages(name: string): boolean {
  return wordsOf(name).some((word) => pageWords.has(word));
}

function isListOfObjects(schema: JsonSchema, schemas: SchemaLowering): boolean {
  const list = schemas.follow(schema as Json);
  return isList(list) && isObject(list) && memberKind(list.items as JsonSchema, schemas) === "object";
}

function isList(schema: JsonSchema | undefined): boolean {
  return (
    isObject(schema) && (schema.type === "array" || (isArray(schema.type) && schema.type.includes("array")))
  );
}
