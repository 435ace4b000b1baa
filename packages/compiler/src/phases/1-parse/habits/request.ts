import { isArray, isObject, type JsonObject, own, pointerTokens } from "@specwire/contract";
import type { SpecText } from "../spec-text.ts";
import { copyOf, type Habit, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

const methods = ["get", "head", "query", "post", "put", "patch", "delete"];
const pathKeys = ["path", "url", "endpoint", "uri", "route", "pathTemplate"];

/** `method` beside `path` or `url`, and `get: /path`. */
export function methodAndPath({ spec, pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || own(map, "request") !== undefined) return undefined;
  const shorts = Object.keys(map).filter(
    (key) => methods.includes(key.toLowerCase()) && textOf(map, key)?.startsWith("/"),
  );
  const [short, other] = shorts;
  if (short !== undefined) {
    const line = lineOf(spec, `${short.toUpperCase()} ${textOf(map, short)}`, map);
    const found = habit(pointer, short, line, [], own(map, "method") === undefined && other === undefined);
    if (other === undefined) return found;
    const how = `${shorts.map((key) => JSON.stringify(key)).join(" and ")} both stand for request: make an operation of each.`;
    return { ...found, how, claims: [...(found.claims ?? []), ...shorts.map((key) => under(pointer, key))] };
  }
  const methodKey = ["method", "verb", "httpMethod", "http_method"].find((key) =>
    methods.includes(textOf(map, key)?.toLowerCase() ?? ""),
  );
  const pathKey = pathKeys.find((key) => textOf(map, key) !== undefined);
  const nested = keyOf(map, "http endpoint call api route", (one) =>
    methods.includes(textOf(one, "method")?.toLowerCase() ?? ""),
  );
  if (methodKey === undefined && nested !== undefined)
    return {
      member: nested,
      what: "Method and path are one line here, `request`.",
      how: "write request: GET /cards/{id}",
      changes: [
        { holder: pointer, put: [{ name: "request", value: copyOf(pointer, nested), over: nested }] },
      ],
    };
  if (methodKey === undefined) return undefined;
  const method = textOf(map, methodKey)?.toUpperCase();
  if (pathKey === undefined)
    return {
      member: methodKey,
      what: "Method and path are one line here, `request`.",
      how: `write request: ${method} /…`,
    };
  const rival = pathKeys.find((key) => key !== pathKey && textOf(map, key) !== undefined);
  const both = ["method", "verb"].every((key) => own(map, key) !== undefined);
  const line = lineOf(spec, `${method} ${textOf(map, pathKey)}`, map);
  const found = habit(pointer, methodKey, line, [pathKey], rival === undefined && !both);
  if (!both) return found;
  const said = ["method", "verb"].map((key) => JSON.stringify(key));
  return {
    ...found,
    how: `${said[0]} and ${said[1]} both stand for request: keep the right one, as request.`,
    claims: [...(found.claims ?? []), under(pointer, "method"), under(pointer, "verb")],
  };
}

function habit(
  pointer: string,
  key: string,
  line: string | undefined,
  more: readonly string[],
  clear: boolean,
): Habit {
  return {
    at: under(pointer, key),
    what: "Method and path are one line here, `request`.",
    how:
      line === undefined
        ? "write request: GET /cards/{id}; query parameters stand under `query`."
        : `write request: ${line}`,
    changes:
      clear && line !== undefined
        ? [{ holder: pointer, remove: more, put: [{ name: "request", value: line, over: key }] }]
        : undefined,
    claims: [key, "request", ...more].map((one) => under(pointer, one)),
  };
}

/** A request as a map, as a list, with a URL, a colon, a version, or in place of the whole operation. */
export function requestInPlace(looked: Looked): Habit | undefined {
  const { spec, value, holder } = looked;
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const written = isObject(value)
    ? textOf(value, "method") !== undefined && pathKeys.some((key) => textOf(value, key) !== undefined)
      ? `${textOf(value, "method")} ${textOf(value, pathKeys.find((key) => textOf(value, key) !== undefined) ?? "")}`
      : undefined
    : isArray(value) && value.length === 2 && value.every((one) => typeof one === "string")
      ? value.join(" ")
      : typeof value === "string"
        ? value
        : undefined;
  if (written === undefined) return undefined;
  if (
    typeof value === "string" &&
    isLine(written) &&
    !/[:]|\{\{|\$\{|<|\?\}/.test(written.replace(/^[A-Z]+ /, "").replaceAll(/\{[A-Za-z_]\w*\}/g, ""))
  )
    return undefined;
  const line = lineOf(spec, written, operation);
  if (typeof value === "string" && line === written) return undefined;
  const extra = isObject(value)
    ? Object.keys(value).filter((key) => key !== "method" && !pathKeys.includes(key))
    : [];
  if (line === undefined && typeof value === "string")
    return query(looked, written) ?? noMethod(looked, written);
  const moved = extra.map((key) => ({ key, name: own(beside, key) ?? key }));
  const free =
    moved.every(({ name }) => Object.values(beside).includes(name) && own(operation, name) === undefined) &&
    new Set(moved.map(({ name }) => name)).size === moved.length;
  if (line !== undefined && extra.length > 0)
    return {
      what: "`request` is one line: a method, a blank and a path; what is sent stands beside it.",
      how: `write request: ${line}, and ${extra.map((key) => `\`${key}\``).join(", ")} beside it.`,
      changes: free
        ? [
            {
              holder,
              put: [
                { name: "request", value: line, over: looked.name },
                ...moved.map(({ key, name }) => ({
                  name,
                  value: copyOf(looked.pointer, key),
                  over: looked.name,
                })),
              ],
            },
          ]
        : undefined,
    };
  return {
    on: "value",
    what: "`request` is one line: a method, a blank and a path.",
    wanted: typeof value === "string" ? "a method and a path" : undefined,
    how: `write request: ${line ?? "GET /boards/{id}"}`,
    meant: line,
  };
}

/** What other formats have inside of a request, and what it is called beside it. */
const beside: Readonly<Record<string, string>> = {
  query: "query",
  params: "query",
  queryParams: "query",
  querystring: "query",
  header: "header",
  headers: "headers",
  body: "body",
  json: "body",
  contentType: "contentType",
};

// What stands behind the `?` that is no parameter that is declared.
function query({ pointer }: Looked, written: string): Habit | undefined {
  const [, names = ""] = /\?(.*)$/.exec(written) ?? [];
  const keys = names
    .split("&")
    .map((one) => one.split("=")[0] ?? "")
    .filter((one) => /^[\w.[\]-]+$/.test(one));
  if (!/^[A-Za-z]+ \/\S*\?/.test(written) || keys.length === 0) return undefined;
  const constant = /=[^{&]+/.test(names);
  return {
    at: pointer,
    on: "value",
    wanted: "a method and a path",
    how: `write request: ${written.split("?")[0]} and query: { properties: { ${keys.map((key) => `${yamlKey(key)}: { type: string }`).join(", ")} } }${constant ? "; a value that is always sent stands under `fixed` too: { query: { name: value } }" : ""}`,
  };
}

const reading = /(^|[.-])(list|get|search|show|read|find|me)$/;

// A word that may be one of two methods; or none, where only the id says that it reads.
function noMethod({ spec, holder }: Looked, written: string): Habit | undefined {
  const [, path] = /^(?:UPDATE|EDIT|MODIFY|CHANGE|SET|SAVE|UPSERT)\s+(\/\S*)$/i.exec(written) ?? [];
  const said = { on: "value", wanted: "a method and a path" } as const;
  if (path !== undefined)
    return { ...said, how: `write PATCH ${path} or PUT ${path}, whichever the API has.` };
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const id = pointerTokens(holder).at(-1) ?? "";
  const reads =
    reading.test(id) && ["body", "destructive", "access"].every((key) => own(operation, key) === undefined);
  const line = /^\/\S*$/.test(written) && reads ? lineOf(spec, `GET ${written}`, operation) : undefined;
  return line === undefined ? undefined : { ...said, how: `write request: ${line}`, meant: line };
}

/** Inside of `{ }` brackets would be a list. */
const yamlKey = (key: string): string => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key));

const isLine = (text: string): boolean => /^(GET|HEAD|QUERY|POST|PUT|PATCH|DELETE) \/[^\s?#]*$/.test(text);

/** The request line that a text stands for without doubt. */
export function lineOf(spec: SpecText, written: string, operation: JsonObject): string | undefined {
  const [, method, rest] =
    turned(written) ??
    /^\s*(get|head|query|post|put|patch|delete)\s*:?\s*(?=[\s/])(.*?)(?:\s+HTTP\/[\d.]+)?\s*$/i.exec(
      written,
    ) ??
    /^\s*(get|head|query|post|put|patch|delete)\s+(\S+)\s*$/i.exec(written) ??
    [];
  if (method === undefined || rest === undefined || rest === "") return undefined;
  let path = rest.trim();
  if (/^https?:\/\//i.test(path)) {
    const base = baseOf(spec);
    if (base === undefined || !path.startsWith(base) || !/^(\/|$|\?)/.test(path.slice(base.length)))
      return undefined;
    path = path.slice(base.length) || "/";
  }
  if (!path.startsWith("/")) path = `/${path}`;
  path = template(path);
  const [, before = path, form, tail] =
    /^([^?{]*(?:\{[\w.-]+\}[^?{]*)*)(\{\?[^}]*\}|\?(.*))?$/.exec(path) ?? [];
  if (form !== undefined) {
    const names =
      tail === undefined
        ? form.slice(2, -1).split(",")
        : tail
            .split("&")
            .flatMap((one) =>
              /^([^=]+)(=(\{[^}]*\}|<[^>]*>|))?$/.exec(one) ? [one.split("=")[0] ?? ""] : [""],
            );
    const declared = Object.keys(mapOf(mapOf(operation, "query"), "properties") ?? {});
    if (!names.every((name) => declared.includes(name.trim()))) return undefined;
    path = before;
  }
  const line = `${method.toUpperCase()} ${path}`;
  return isLine(line) && !/[{}]/.test(path.replaceAll(/\{[^{}/]+\}/g, "")) ? line : undefined;
}

const synonyms: Readonly<Record<string, string>> = {
  FETCH: "GET",
  READ: "GET",
  LIST: "GET",
  RETRIEVE: "GET",
  CREATE: "POST",
  ADD: "POST",
  DEL: "DELETE",
  REMOVE: "DELETE",
  DESTROY: "DELETE",
};

/** The path before its method, brackets and dashes around it, and words that name a method without doubt. */
function turned(written: string): readonly [string, string, string] | undefined {
  const [, path, after] = /^\s*((?:\/|https?:)\S*)\s+[[(]?([A-Za-z]+)[\])]?\s*$/.exec(written) ?? [];
  const [, before, rest] =
    /^\s*[[(]?([A-Za-z]+)[\])]?\s*(?:-+>?|=>|→|,|\|)?\s+((?:\/|https?:)\S*)\s*$/.exec(written) ?? [];
  const word = (after ?? before ?? "").toUpperCase();
  const method = methods.includes(word.toLowerCase()) ? word : synonyms[word];
  const where = path ?? rest;
  return method === undefined || where === undefined ? undefined : [written, method, where];
}

/** `:id`, `<id>`, `${id}`, `{{id}}`, `{id:int}` and `{id?}` as `{id}`. */
function template(path: string): string {
  return path
    .replaceAll(/\$?\{\{\s*([\w.-]+)\s*\}\}/g, "{$1}")
    .replaceAll(/\$\{([\w.-]+)\}/g, "{$1}")
    .replaceAll(/<(?:[a-z]+:)?([\w.-]+)>/g, "{$1}")
    .replaceAll(/\{([\w.-]+)\?\}/g, "{$1}")
    .replaceAll(/\{([\w-]+):[^{}/]+\}/g, "{$1}")
    .replaceAll(/(?<=\/):([A-Za-z_]\w*)(?=\/|$|\?)/g, "{$1}");
}

function baseOf(spec: SpecText): string | undefined {
  const root = mapOf(spec.data);
  const url = textOf(root, "baseUrl") ?? textOf(mapOf(root, "servers"), "default");
  return url?.replace(/\/$/, "");
}

/** Whole URLs in every request, and no `baseUrl`. */
export function urlsInRequests({ spec, value, pointer }: Looked): Habit | undefined {
  const root = mapOf(spec.data) ?? {};
  if (!isObject(value) || own(root, "baseUrl") !== undefined || own(root, "servers") !== undefined)
    return undefined;
  const found = Object.entries(value).flatMap(([id, one]) => {
    const [, method, origin, path] =
      /^([A-Za-z]+) (https:\/\/[\w.-]+(?::\d+)?)(\/[^\s?#]*)$/.exec(textOf(one, "request") ?? "") ?? [];
    return method === undefined ? [] : [{ id, method, origin: origin ?? "", path: path ?? "" }];
  });
  const [first] = found;
  const wanted = Object.entries(value).filter(
    ([id, one]) => id !== "include" && id !== "exclude" && textOf(one, "use") === undefined,
  );
  if (first === undefined) return undefined;
  const clear = found.length === wanted.length && found.every(({ origin }) => origin === first.origin);
  const base = clear ? commonBase(found.map(({ path }) => path)) : "";
  const changes = [
    { holder: "", put: [{ name: "baseUrl", value: first.origin + base }] },
    ...found.map(({ id, method, path }) => ({
      holder: under(pointer, id),
      put: [
        { name: "request", value: `${method.toUpperCase()} ${path.slice(base.length)}`, over: "request" },
      ],
    })),
  ];
  return {
    at: under(pointer, first.id, "request"),
    on: "value",
    what: "Where the API is stands once, in `baseUrl`; a request holds the path below it.",
    how: `write baseUrl: ${first.origin}${base} at the top, and request: ${first.method.toUpperCase()} ${first.path.slice(base.length)}`,
    changes: clear ? changes : undefined,
    claims: found.map(({ id }) => under(pointer, id, "request")),
  };
}

// `/api` of `/api/search` and `/api/books/{isbn}`; each path keeps a segment of its own.
function commonBase(paths: readonly string[]): string {
  const parts = paths.map((path) => path.split("/").slice(1, -1));
  const [first = []] = parts;
  let length = 0;
  while (
    length < first.length &&
    !first[length]?.includes("{") &&
    parts.every((one) => one[length] === first[length])
  )
    length++;
  return paths.length < 2
    ? ""
    : first
        .slice(0, length)
        .map((part) => `/${part}`)
        .join("");
}

/** The request line alone as an operation. */
export function operationAsLine({ spec, value }: Looked): Habit | undefined {
  if (typeof value !== "string") return undefined;
  const line = lineOf(spec, value, {});
  return {
    on: "value",
    what: "An operation is a map that says with `use` or `request` what it is.",
    how: `write { request: ${line ?? "GET /boards"} }`,
    meant: line === undefined ? undefined : { request: line },
  };
}
