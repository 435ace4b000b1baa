import { isArray, isObject, type Json, own } from "@specwire/contract";
import { fold } from "../near-misses.ts";
import type { Put } from "../rewrite/change.ts";
import { Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, isSwitch, isText, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";
import { inTemplate, pointerOf } from "./pagination.ts";

const members = [
  "kind",
  "next",
  "into",
  "items",
  "pageSize",
  "maxPageSize",
  "total",
  "hasMore",
  "start",
  "via",
];

/** What other formats call the members of `pagination`, folded as near-misses are. */
const words: Readonly<Record<string, string>> = {
  into: `cursorparam cursorparameter cursornameinrequest cursorqueryparam cursoroption pageparam pageparameter pagequeryparam
    pagenameinrequest offsetparam offsetparameter offsetnameinrequest pagetokenoption pagetokenparam pagetokenparameter
    tokenparam requestparam requestparameter nextparam startparam queryparam param parameter injectinto`,
  pageSize: `pagesizeoption pagesizeparam pagesizeparameter limitparam limitparameter limitqueryparam limitnameinrequest
    sizeparam perpageparam perpageparameter countparam limitoption`,
  next: `cursorvalue cursorpath cursorpathinresponse cursorpointer cursorresponsepath nextcursorpath nextcursorpointer
    nextpath nexttokenpath nextpagetokenpath nextpointer nexturlpath nextlinkpath linkpathinresponsebody responsecursor
    responsecursorpath nextpagepath`,
  items: "responsepath resultspath itemspath datapath recordspath listpath itemspointer datapointer",
  total: "totalpath totalpointer totalcountpath totalitemspath",
  hasMore: "hasmorepath hasmorepointer morepath hasnextpath hasnextpagepath",
  start: "startpage firstpage startfrompage initialpage pagestart",
  maxPageSize: "maxlimit limitmax maximumpagesize maxperpage",
};
const memberOf = (word: string): string | undefined =>
  Object.keys(words).find((member) => words[member]?.split(/\s+/).includes(word));

/** Other formats' words in `pagination`, all of them at once: they are one mistake. */
export function otherPagingWords({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined) return undefined;
  const found = Object.keys(map).flatMap((key) => {
    const asked =
      /^(page|offset|cursor|skip)$/.test(key) &&
      /^[\w[\]-]+$/.test(textOf(map, key) ?? "") &&
      own(map, "into") === undefined;
    const member = members.includes(key) ? undefined : asked ? "into" : memberOf(fold(key));
    return member === undefined ? [] : [{ key, member, said: said(member, own(map, key) ?? null) }];
  });
  // One key that only needs another name is said in its own words.
  const plain = found.every(({ key, said: one }) => one === own(map, key));
  const [first] = found;
  if (first === undefined || (found.length === 1 && plain && first.member !== "into")) return undefined;
  const taken = [...Object.keys(map), ...found.map(({ member }) => member)];
  const clear = found.every(({ said: one }) => one !== undefined) && new Set(taken).size === taken.length;
  const put = found.map(
    ({ key, member, said: one }): Put => ({
      name: member,
      value: one === own(map, key) ? copyOf(pointer, key) : (one ?? null),
      over: key,
    }),
  );
  const shown = found.map(({ member, said: one }) => `${member}: ${shownText(member, one)}`);
  return {
    member: first.key,
    what: `${found.map(({ key }) => `\`${key}\``).join(", ")} ${found.length === 1 ? "is" : "are"} said otherwise here.`,
    how: `write ${shown.join(", ")}`,
    changes: clear ? [{ holder: pointer, put }] : undefined,
    claims: [...found.map(({ key }) => key), ...found.map(({ member }) => member)].map((key) =>
      under(pointer, key),
    ),
  };
}

function said(member: string, value: Json): Tree | undefined {
  if (member === "into" || member === "pageSize") {
    if (typeof value === "string" && /^[\w.[\]$-]+$/.test(value)) return value;
    const name = ["field_name", "fieldName", "name", "param", "parameter", "key"]
      .map((key) => textOf(value, key))
      .find((one) => one !== undefined);
    const place = isObject(value) ? textOf(value, "inject_into") : undefined;
    return place === undefined || /^(request_parameter|query|body_json|body_data)$/.test(place)
      ? name
      : undefined;
  }
  if (member === "start" || member === "maxPageSize")
    return typeof value === "number" && Number.isInteger(value) ? value : undefined;
  const place = typeof value === "string" ? placeOf(value) : undefined;
  return member === "next" && place !== undefined ? new Members([["pointer", place]]) : place;
}

const placeOf = (text: string): string | undefined =>
  /^(\/[^/~]+)+$/.test(text) ? text : (inTemplate(text) ?? pointerOf(text));

function shownText(member: string, tree: Tree | undefined): string {
  if (tree instanceof Members) return `{ pointer: ${String(tree.entries[0]?.[1])} }`;
  if (tree !== undefined) return String(tree);
  return member === "next" ? "{ pointer: /nextPageToken }" : "…";
}

const pageLike = /^(page|pagenumber|pageno|pageindex|pagenum)$/;
const offsetLike = /^(offset|skip|startat|startindex)$/;

/** No `kind`, where what else is said leaves one alone. */
export function kindMissing({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (
    map === undefined ||
    ["kind", "type", "strategy", "style", "method", "mode"].some((key) => own(map, key) !== undefined)
  )
    return undefined;
  const into = fold(textOf(map, "into") ?? "");
  const next = mapOf(map, "next");
  const kind =
    next !== undefined && into !== ""
      ? "cursor"
      : next === undefined && pageLike.test(into)
        ? "page"
        : next === undefined && offsetLike.test(into)
          ? "offset"
          : textOf(next, "header")?.toLowerCase() === "link"
            ? "link"
            : undefined;
  const [first] = Object.keys(map);
  if (kind === undefined || first === undefined) return undefined;
  return {
    what: "`kind` is missing: how the list goes on.",
    how: `write kind: ${kind}`,
    changes: [
      {
        holder: pointer,
        put: [
          { name: "kind", value: kind, over: first },
          { name: first, value: copyOf(pointer, first), over: first },
        ],
      },
    ],
    claims: [under(pointer, "kind")],
  };
}

const sizeLike =
  /^(pagesize|perpage|limit|size|count|maxresults|pagelimit|maxitems|first|top|take|rows|num)$/;

/** A number in `pageSize`, where the name of the parameter belongs. */
export function pageSizeNumber({ spec, value, holder }: Looked): Habit | undefined {
  const map = mapOf(value);
  const size = map && own(map, "pageSize");
  if (map === undefined || isObject(size) || isArray(size) || !/^\d+$/.test(String(size))) return undefined;
  const operations = mapOf(mapOf(spec.data), "operations") ?? {};
  const some = holder === "" ? Object.values(operations) : [spec.valueAt(holder)];
  const into = textOf(map, "into");
  const names = some.flatMap((one) => {
    const declared = mapOf(mapOf(mapOf(one), "query"), "properties") ?? {};
    return into === undefined || own(declared, into) !== undefined ? Object.entries(declared) : [];
  });
  const found = names.filter(([one]) => sizeLike.test(fold(one)));
  const [name, ...others] = new Set(found.map(([one]) => one));
  // The number goes, so it has to be said elsewhere.
  const isSaid =
    own(map, "maxPageSize") === Number(size) ||
    found.every(([, one]) =>
      [own(mapOf(one) ?? {}, "default"), own(mapOf(one) ?? {}, "maximum")].includes(Number(size)),
    );
  const clear = name !== undefined && others.length === 0 && isSaid;
  return {
    member: "pageSize",
    on: "value",
    what: "`pageSize` is the name of the parameter that says how many items a page has, not a number.",
    how: `write pageSize: ${name ?? "limit"}; the largest page is maxPageSize: ${String(size)}.`,
    meant: clear ? name : undefined,
  };
}

/** `limit: { param: limit, max: 500 }`: the parameter and its bound in one. */
export function sizeMap({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "pageSize limit page_size pagesize perPage per_page size", isObject);
  const held = mapOf(map, key ?? "");
  const name = keyOf(held, "name param parameter into", isText);
  if (map === undefined || key === undefined || held === undefined || name === undefined) return undefined;
  const most = keyOf(held, "max maximum limit", (one) => Number.isInteger(one));
  const isWhole = Object.keys(held).every((one) => one === name || one === most || one === "in");
  const free =
    (key === "pageSize" || own(map, "pageSize") === undefined) &&
    (most === undefined || own(map, "maxPageSize") === undefined);
  return {
    member: key,
    what: "The size of a page is `pageSize`, the name of the parameter, and `maxPageSize`, the largest.",
    how: `write pageSize: ${textOf(held, name)}${most === undefined ? "" : `, maxPageSize: ${String(own(held, most))}`}`,
    changes:
      isWhole && free
        ? [
            {
              holder: pointer,
              put: [
                { name: "pageSize", value: copyOf(pointer, key, name), over: key },
                ...(most === undefined
                  ? []
                  : [{ name: "maxPageSize", value: copyOf(pointer, key, most), over: key }]),
              ],
            },
          ]
        : undefined,
    claims: [under(pointer, key), under(pointer, "pageSize")],
  };
}

/** Pages that are counted from zero, as a switch. */
export function zeroBased({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "zeroBased zero_based zeroIndexed zero_indexed", isSwitch);
  if (map === undefined || key === undefined || own(map, "start") !== undefined) return undefined;
  const isPage = textOf(map, "kind") === "page";
  return {
    member: key,
    what: "The number of the first page is `start`.",
    how: `write start: ${own(map, key) === true ? 0 : 1}`,
    changes: isPage
      ? [{ holder: pointer, put: [{ name: "start", value: own(map, key) === true ? 0 : 1, over: key }] }]
      : undefined,
  };
}

/** A place of the next cursor under other names, with the parameter beside it. */
export function nextWithMore({ spec, pointer, value, holder }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "path body pointer field json jsonPath response", isText);
  if (map === undefined || key === undefined) return undefined;
  const param = keyOf(map, "param parameter query into", isText);
  const place = keyOf(map, "in from location source", (one) => one === "body" || one === "response");
  const others = Object.keys(map).filter((one) => ![key, param, place].includes(one));
  if (key === "pointer" && param === undefined && place === undefined) return undefined;
  const meant = placeOf(textOf(map, key) ?? "");
  const outer = mapOf(spec.valueAt(holder)) ?? {};
  const clear =
    others.length === 0 && meant !== undefined && (param === undefined || own(outer, "into") === undefined);
  const put: Put[] = [
    { name: "next", value: new Members([["pointer", meant ?? ""]]), over: "next" },
    ...(param === undefined ? [] : [{ name: "into", value: copyOf(pointer, param), over: "next" }]),
  ];
  return {
    what: "`next` says where in an answer the next cursor is: one of pointer, header and lastItem.",
    how: `write next: { pointer: ${meant ?? "/nextPageToken"} }${param === undefined ? "" : `, into: ${textOf(map, param)}`}`,
    changes: clear ? [{ holder, put }] : undefined,
    claims: [pointer, under(holder, "into")],
  };
}

/** A list that does not go on. */
export function noPaging({ value }: Looked): Habit | undefined {
  const kind = typeof value === "string" ? value : (textOf(value, "kind") ?? textOf(value, "type"));
  const alone = !isObject(value) || Object.keys(value).length === 1;
  if (!(value === null || /^(none|no|off|false)$/i.test(kind ?? "")) || !alone) return undefined;
  return {
    what: "A list that does not go on says so.",
    how: "write pagination: false",
    meant: false,
  };
}
