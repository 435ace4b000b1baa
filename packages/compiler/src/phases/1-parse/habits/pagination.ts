import { isArray, isObject, own } from "@specwire/contract";
import { Members } from "../rewrite/tree.ts";
import { copyOf, type Habit, instead, type Looked, mapOf, textOf, under } from "./habit.ts";

/** `$.data.items`, `data.items`, `.data.items[]` and `[data, items]` as `/data/items`. */
export function pointerOf(written: string): string | undefined {
  const path = /^(?:\$response\.body#|\$\.?|\.|#)?\/?([A-Za-z_][\w-]*(?:[./][\w-]+)*)(?:\[\*?\])?$/.exec(
    written.replaceAll(/\[["']?([A-Za-z_]\w*)["']?\]/g, ".$1"),
  )?.[1];
  return path === undefined ? undefined : `/${path.replaceAll(".", "/")}`;
}

/** A pointer as a list of names. */
export function pointerList(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
  if (!isArray(value) || value.length === 0) return undefined;
  const certain = value.every((one) => typeof one === "string" && /^[\w-]+$/.test(one));
  const meant = `/${value.join("/")}`;
  return {
    at: pointer,
    what: "A place in an answer is a JSON Pointer, not a list.",
    how: `write ${certain ? meant : "/data/items"}`,
    changes: certain ? [instead(looked, meant)] : undefined,
    claims: [pointer],
  };
}

/** Another format's text in place of a JSON Pointer. */
export function pointerText(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
  if (typeof value !== "string" || value === "") return undefined;
  const meant =
    value === "/" || value === "$" || value === "." || value === "#"
      ? ""
      : /^(\/[^/~]+)+$/.test(value)
        ? undefined
        : pointerOf(value);
  if (meant === undefined) return undefined;
  return {
    at: pointer,
    on: "value",
    what: "",
    as: { code: "schema/bad-format", value, wanted: "a JSON Pointer (RFC 6901)" },
    how: meant === "" ? 'write "": the whole answer.' : `write ${meant}`,
    changes: [instead(looked, meant)],
    claims: [pointer],
  };
}

/** Where the next cursor is, as a text: a pointer, a path, or the `Link` header. */
export function nextText(looked: Looked): Habit | undefined {
  const { spec, pointer, value, holder } = looked;
  if (typeof value !== "string") return undefined;
  const kind = textOf(mapOf(spec.valueAt(holder)), "kind") ?? "";
  const link = /^link$/i.test(value);
  // A plain word may be a member's name or a header's.
  const isPath =
    value.startsWith("/") || /^(\$|\.|#)/.test(value) || value.includes(".") || value.includes("_");
  const meant = value.startsWith("/") ? value : pointerOf(value);
  const certain = link || (isPath && meant !== undefined);
  const tree = link ? new Members([["header", "link"]]) : new Members([["pointer", meant ?? ""]]);
  return {
    at: pointer,
    what: "`next` says where in an answer it stands: at a JSON Pointer in the body, or in a header.",
    how: link
      ? "write next: { header: link }"
      : `write next: { pointer: ${meant ?? "/nextPageToken"} }${certain ? "" : `, or { header: ${value} }`}${kind === "link" ? "" : ""}`,
    changes: certain ? [instead(looked, tree)] : undefined,
    claims: [pointer],
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
    at: under(pointer, key),
    what: `Where the next cursor is stands in \`next\`.`,
    how: `write next: { ${member}: ${meant ?? "/nextPageToken"} }`,
    changes:
      meant === undefined
        ? undefined
        : [{ holder: pointer, put: [{ name: "next", value: new Members([[member, meant]]), over: key }] }],
    claims: [under(pointer, key), under(pointer, "next")],
  };
}

/** The name of a parameter with more around it: `$request.query.page`, `query: page`, `{page}`. */
export function intoText(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
  if (isObject(value)) {
    const name =
      textOf(value, "name") ?? textOf(value, "parameter") ?? textOf(value, "query") ?? textOf(value, "param");
    if (name === undefined) return undefined;
    return {
      at: pointer,
      what: `\`${looked.name}\` is the name of a parameter.`,
      how: `write ${looked.name}: ${name}`,
      changes: [instead(looked, name)],
      claims: [pointer],
    };
  }
  const name =
    typeof value === "string"
      ? /^(?:\$request\.(?:query|body)[.#/]+|\{|\?)([\w[\].-]+?)\}?=?$/.exec(value)?.[1]
      : undefined;
  if (name === undefined) return undefined;
  return {
    at: pointer,
    on: "value",
    what: `\`${looked.name}\` is the name of a parameter alone.`,
    how: `write ${looked.name}: ${name}`,
    changes: [instead(looked, name)],
    claims: [pointer],
  };
}

/** `request` and `response` inside pagination, as other formats part it. */
export function nestedPagination({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const found = ["request", "response"].filter((key) => mapOf(map, key) !== undefined);
  const [first] = found;
  if (map === undefined || first === undefined) return undefined;
  const names = found.flatMap((key) => Object.keys(mapOf(map, key) ?? {}));
  const clear = new Set([...names, ...Object.keys(map)]).size === names.length + Object.keys(map).length;
  const put = found.flatMap((key) =>
    Object.keys(mapOf(map, key) ?? {}).map((name) => ({
      name,
      value: copyOf(pointer, key, name),
      over: key,
    })),
  );
  return {
    at: under(pointer, first),
    what: "What a list is asked with and what it answers stand side by side in `pagination`.",
    how: "write pagination: { kind: cursor, next: { pointer: /nextPageToken }, into: pageToken, items: /data }",
    changes: clear ? [{ holder: pointer, put }] : undefined,
    claims: [pointer],
  };
}

/** `ok == false` in place of a pointer and a value. */
export function whenText(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
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
    at: pointer,
    what: "`when` is a map: a place in the answer, and the value there.",
    how: `write when: { pointer: ${meant ?? "/ok"}${text === undefined ? "" : `, equals: ${text}`} }`,
    changes: certain
      ? [
          instead(
            looked,
            new Members([
              ["pointer", meant],
              ["equals", equals],
            ]),
          ),
        ]
      : undefined,
    claims: [pointer],
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

export function errorStatus(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
  const meant = typeof value === "number" || typeof value === "string" ? codes[String(value)] : undefined;
  if (meant === undefined) return undefined;
  return {
    at: pointer,
    on: "value",
    what: "What a code means is one of our words, not a status.",
    how: `write ${meant}`,
    changes: [instead(looked, meant)],
    claims: [pointer],
  };
}
