import { isArray, isObject, own } from "@specwire/contract";
import { fold } from "../near-misses.ts";
import { Members } from "../rewrite/tree.ts";
import { copyOf, type Habit, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

/** `$.data.items`, `data.items`, `.data.items[]` and `[data, items]` as `/data/items`. */
export function pointerOf(written: string): string | undefined {
  const path = /^(?:\$response\.body#|\$\.?|\.|#)?\/?([A-Za-z_][\w-]*(?:[./][\w-]+)*)(?:\[\*?\])?$/.exec(
    written.replaceAll(/\[["']?([A-Za-z_]\w*)["']?\]/g, ".$1"),
  )?.[1];
  return path === undefined ? undefined : `/${path.replaceAll(".", "/")}`;
}

/** `{{ response.meta.next }}` and `{{ $response.body.next }}`: what stands before the place is the answer itself. */
export function inTemplate(text: string): string | undefined {
  const [, path] =
    /^=?\{\{\s*(?:\$?response\.(?:body\.|json\.|data\.(?=\w+\.))?|\$json\.|\$\.)?([\w.[\]'"-]+)\s*\}\}$/.exec(
      text,
    ) ?? [];
  return path === undefined ? undefined : pointerOf(path);
}

/** A pointer as a list of names. */
export function pointerList({ value }: Looked): Habit | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const certain = value.every((one) => typeof one === "string" && /^[\w-]+$/.test(one));
  const meant = `/${value.join("/")}`;
  return {
    what: "A place in an answer is a JSON Pointer, not a list.",
    how: `write ${certain ? meant : "/data/items"}`,
    meant: certain ? meant : undefined,
  };
}

/** Another format's text in place of a JSON Pointer. */
export function pointerText({ value }: Looked): Habit | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const meant =
    value === "/" || value === "$" || value === "." || value === "#"
      ? ""
      : /^(\/[^/~]+)+$/.test(value)
        ? undefined
        : (inTemplate(value) ?? pointerOf(value));
  if (meant === undefined) return undefined;
  return {
    on: "value",
    wanted: "a JSON Pointer (RFC 6901)",
    how: meant === "" ? 'write "": the whole answer.' : `write ${meant}`,
    meant,
  };
}

/** A JSON Pointer or JSONPath where names with dots are wanted. */
export function fieldText({ value }: Looked): Habit | undefined {
  if (typeof value !== "string" || !/^(\/|\$\.)/.test(value)) return undefined;
  const meant = value
    .replace(/^(\/|\$\.)/, "")
    .replaceAll(/\/|\[\*?\]\.?/g, ".")
    .replace(/\.$/, "");
  return {
    on: "value",
    wanted: "a path with dots",
    how: `write ${meant}`,
    meant: /^[\w-]+(\.[\w-]+)*$/.test(meant) ? meant : undefined,
  };
}

/** Where the next cursor is, as a text: a pointer, a path, or the `Link` header. */
export function nextText({ spec, value, holder }: Looked): Habit | undefined {
  if (typeof value !== "string") return undefined;
  const kind = textOf(mapOf(spec.valueAt(holder)), "kind") ?? "";
  const link = /^link$/i.test(value);
  // A plain word may be a member's name or a header's.
  const isPath =
    value.startsWith("/") || /^(\$|\.|#|\{\{)/.test(value) || value.includes(".") || value.includes("_");
  const meant = value.startsWith("/") ? value : (inTemplate(value) ?? pointerOf(value));
  const certain = link || (isPath && meant !== undefined);
  const tree = link ? new Members([["header", "link"]]) : new Members([["pointer", meant ?? ""]]);
  return {
    what: "`next` says where in an answer it stands: at a JSON Pointer in the body, or in a header.",
    how: link
      ? "write next: { header: link }"
      : `write next: { pointer: ${meant ?? "/nextPageToken"} }${certain ? "" : `, or { header: ${value} }`}${kind === "link" ? "" : ""}`,
    meant: certain ? tree : undefined,
  };
}

/** `lastItem`, `pointer` or `header` beside `next`. */
export function nextLevel({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || own(map, "next") !== undefined) return undefined;
  const found: readonly [string, string][] = [
    ["lastItem", "lastItem"],
    ["nextPointer", "pointer"],
    ["nextHeader", "header"],
    ["cursorPath", "pointer"],
    ["nextCursorPath", "pointer"],
    ["cursor_path", "pointer"],
    ["next_cursor_path", "pointer"],
    ["responseCursor", "pointer"],
  ];
  const [key, member] = found.find(([one]) => textOf(map, one) !== undefined) ?? [];
  if (key === undefined || member === undefined) return undefined;
  const text = textOf(map, key) ?? "";
  const meant = member === "header" || text.startsWith("/") ? text : pointerOf(text);
  return {
    member: key,
    what: `Where the next cursor is stands in \`next\`.`,
    how: `write next: { ${member}: ${meant ?? "/nextPageToken"} }`,
    meant: meant === undefined ? undefined : new Members([[member, meant]]),
    claims: [under(pointer, key), under(pointer, "next")],
    named: "next",
  };
}

/** The name of a parameter with more around it: `$request.query.page`, `query: page`, `{page}`. */
export function intoText(looked: Looked): Habit | undefined {
  const { value } = looked;
  if (isObject(value)) {
    const name =
      textOf(value, "name") ?? textOf(value, "parameter") ?? textOf(value, "query") ?? textOf(value, "param");
    if (name === undefined) return undefined;
    return {
      what: `\`${looked.name}\` is the name of a parameter.`,
      how: `write ${looked.name}: ${name}`,
      meant: name,
    };
  }
  const name =
    typeof value === "string"
      ? /^(?:\$request\.(?:query|body)[.#/]+|\{|\?)([\w[\].-]+?)\}?=?$/.exec(value)?.[1]
      : undefined;
  if (name === undefined) return undefined;
  return {
    on: "value",
    what: `\`${looked.name}\` is the name of a parameter alone.`,
    how: `write ${looked.name}: ${name}`,
    meant: name,
  };
}

const askedWith: Readonly<Record<string, string>> = {
  cursor: "into",
  page: "into",
  offset: "into",
  pagetoken: "into",
  after: "into",
  token: "into",
  skip: "into",
  limit: "pageSize",
  pagesize: "pageSize",
  perpage: "pageSize",
  size: "pageSize",
  count: "pageSize",
};

/** `request` and `response` inside pagination, as other formats part it. */
export function nestedPagination({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const found = ["request", "response", "params", "parameters"].filter(
    (key) => mapOf(map, key) !== undefined,
  );
  const [first] = found;
  if (map === undefined || first === undefined) return undefined;
  const put = found.flatMap((key) =>
    Object.keys(mapOf(map, key) ?? {}).map((name) => ({
      name: key !== "response" ? (askedWith[fold(name)] ?? name) : name,
      value: copyOf(pointer, key, name),
      over: key,
    })),
  );
  const names = [...put.map(({ name }) => name), ...Object.keys(map)];
  return {
    member: first,
    what: "What a list is asked with and what it answers stand side by side in `pagination`.",
    how: "write pagination: { kind: cursor, next: { pointer: /nextPageToken }, into: pageToken, items: /data }",
    changes: new Set(names).size === names.length ? [{ holder: pointer, put }] : undefined,
    claims: [pointer],
  };
}

const usual: Readonly<Record<string, RegExp>> = {
  offset: /^(offset|skip|start|startat|startindex)$/,
  page: /^(page|pagenumber|pageno|p)$/,
  cursor: /^(cursor|after|pagetoken|startingafter|nexttoken|nextpagetoken|continuationtoken)$/,
};

/** Pagination without `into`, where one declared parameter alone can be it. */
export function intoMissing({ spec, pointer, value, holder }: Looked): Habit | undefined {
  const map = mapOf(value);
  const kind = textOf(map, "kind") ?? "";
  const pattern = own(usual, kind);
  if (map === undefined || pattern === undefined || own(map, "into") !== undefined) return undefined;
  const written =
    [
      "param",
      "parameter",
      "params",
      "parameters",
      "cursorParam",
      "pageParam",
      "request",
      "page",
      "offset",
      "cursor",
    ].some((key) => own(map, key) !== undefined) ||
    keyOf(mapOf(map, "next"), "param parameter query into") !== undefined;
  const query = Object.keys(mapOf(mapOf(mapOf(spec.valueAt(holder)), "query"), "properties") ?? {});
  const [name, ...others] = query.filter((one) => pattern.test(fold(one)));
  if (written || name === undefined || others.length > 0) return undefined;
  return {
    what: "`into` is missing: the parameter that the next request says it with.",
    how: `write into: ${name}`,
    changes: [{ holder: pointer, put: [{ name: "into", value: name }] }],
    claims: [under(pointer, "into")],
  };
}

/** A place counted from the end of a list: JSON Pointers have none, `lastItem` is it. */
export function lastItem({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const [, inside] = /\/-1(\/.*)$/.exec(textOf(map, "pointer") ?? "") ?? [];
  if (map === undefined || inside === undefined) return undefined;
  return {
    member: "pointer",
    what: "A JSON Pointer counts no items from the end.",
    how: `write lastItem: ${inside}, inside of the list's last item.`,
    meant: own(map, "lastItem") === undefined ? inside : undefined,
    named: "lastItem",
  };
}

/** A word in place of pagination. */
export function pagingText({ value, name }: Looked): Habit | undefined {
  if (typeof value !== "string" && value !== true) return undefined;
  return {
    what: `\`${name}\` is a map, or false.`,
    how: "write pagination: { kind: cursor, next: { pointer: /nextPageToken }, into: pageToken, items: /data }; other kinds: page, offset, link.",
  };
}

/** `ok == false` in place of a pointer and a value. */
export function whenText({ value }: Looked): Habit | undefined {
  const [[key = "", held] = [], ...more] = Object.entries(mapOf(value) ?? {});
  const isPlace = key.startsWith("/") || /^[\w.]+$/.test(key);
  if (
    isPlace &&
    more.length === 0 &&
    !isObject(held) &&
    !isArray(held) &&
    !/^(pointer|equals|not|path|field|json|jsonPointer)$/i.test(key)
  ) {
    const meant = key.startsWith("/") ? key : pointerOf(key);
    const pairs = [
      ["pointer", meant],
      ["equals", held],
    ] as const;
    return {
      what: "`when` is a map: a place in the answer, and the value there.",
      how: `write when: { pointer: ${meant ?? "/ok"}, equals: ${String(held)} }`,
      meant: meant === undefined ? undefined : new Members(pairs),
    };
  }
  if (typeof value !== "string") return undefined;
  const [, path = "", operator, text] =
    /^\s*(?:(?:response|body|data|answer)\.(?=\w+\s*[=!]))?([$.#/\w-]+)\s*(?:(===?|=)\s*(true|false|null|-?\d+|"[^"]*"|'[^']*'))?\s*$/.exec(
      value,
    ) ?? [];
  const meant = path.startsWith("/") ? path : pointerOf(path);
  const equals =
    text === undefined
      ? undefined
      : /^['"]/.test(text)
        ? text.slice(1, -1)
        : (JSON.parse(text) as boolean | number | null);
  const certain = meant !== undefined && (operator !== undefined || path === value.trim());
  return {
    what: "`when` is a map: a place in the answer, and the value there.",
    how: `write when: { pointer: ${meant ?? "/ok"}${text === undefined ? "" : `, equals: ${text}`} }`,
    meant: certain
      ? new Members([
          ["pointer", meant],
          ["equals", equals],
        ])
      : undefined,
  };
}

/** An error code of ours for a status or a word of others. */
const codes: Readonly<Record<string, string>> = {
  "400": "INVALID_REQUEST",
  "401": "AUTH_REQUIRED",
  "403": "FORBIDDEN",
  "404": "NOT_FOUND",
  "409": "CONFLICT",
  "422": "INVALID_REQUEST",
  "429": "RATE_LIMITED",
  "500": "SERVER_ERROR",
  "503": "SERVER_ERROR",
};

export function errorStatus({ value }: Looked): Habit | undefined {
  const meant = typeof value === "number" || typeof value === "string" ? codes[String(value)] : undefined;
  if (meant === undefined) return undefined;
  return {
    on: "value",
    what: "What a code means is one of our words, not a status.",
    how: `write ${meant}`,
    meant,
  };
}
