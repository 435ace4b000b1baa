import type { Json, JsonObject } from "@specwire/contract";

/** A path as a document writes it, taken apart. */
export interface PathKey {
  /** A plain path template. */
  readonly path: string;
  /** What the query of the path states, values and all. */
  readonly fixedQuery: Readonly<Record<string, string>>;
  /** Query parameters that stand for names of the path: `?id={petId}` is `id` for `petId`. */
  readonly queryNames: Readonly<Record<string, string>>;
  /** Query parameters by name alone, as `{?page,size}` has them. */
  readonly openQuery: readonly string[];
  /** Names that the template writes otherwise than parameters do, by the template's own: `{id:int}`, `{+path}`. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Names whose values keep their slashes: `{+path}`, `{proxy+}`, `{path*}`. */
  readonly reserved: readonly string[];
  /** Whether anything but a query or fragment had to be changed. */
  readonly repaired: boolean;
}

/**
 * Takes a key of `paths` apart. `isDeclared` says whether a path parameter has a name, so that a name which only
 * looks like an expression is left alone.
 */
export function readPathKey(key: string, isDeclared: (name: string) => boolean): PathKey {
  const [beforeFragment = ""] = splitOutsideBraces(key, "#");
  const [rawPath = "", query = ""] = splitOutsideBraces(beforeFragment, "?");
  const fixedQuery: Record<string, string> = {};
  const queryNames: Record<string, string> = {};
  const openQuery: string[] = [];
  const withoutOpen = rawPath.replaceAll(/\{[?&]([^{}]*)\}/g, (_, names: string) => {
    openQuery.push(...names.split(",").map((name) => name.replace(/\*$/, "")));
    return "";
  });
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const [name = "", value = ""] = splitOutsideBraces(pair, "=").map(decodeQuery);
    const [, open] = /^\{[?&]?([^{}]+)\}$/.exec(name) ?? [];
    const [, template] = /^\{([^{}]+)\}$/.exec(value) ?? [];
    if (open !== undefined) openQuery.push(...open.split(","));
    else if (template !== undefined) put(queryNames, name, template);
    else put(fixedQuery, name, value);
  }
  const trimmed = rejoin(withoutOpen, isDeclared);
  const renamed: Record<string, string> = {};
  const reserved: string[] = [];
  const path = trimmed.replaceAll(/\{([^{}]+)\}/g, (whole, written: string) => {
    if (isDeclared(written)) return whole;
    const { name, keepsSlashes } = readExpression(written);
    if (name === "" || (name !== written && hasPlace(trimmed, name))) return whole;
    if (keepsSlashes) reserved.push(name);
    if (name !== written) put(renamed, written, name);
    return `{${name}}`;
  });
  return {
    path,
    fixedQuery,
    queryNames,
    openQuery,
    renamed,
    reserved,
    repaired: trimmed !== withoutOpen,
  };
}

/** The other name may be a place of its own. */
function hasPlace(path: string, name: string): boolean {
  return path.includes(`{${name}}`);
}

/** `{+path}`, `{proxy+}`, `{path*}`, `{id:int}`, `{name=projects/*}`, `{id?}` */
function readExpression(written: string): { readonly name: string; readonly keepsSlashes: boolean } {
  const bare = written.trim();
  const name = bare
    .replace(/^[+*#.;/]+/, "")
    .replace(/:.*$|=[^{}]*\*[^{}]*$/s, "")
    .replace(/[+*?]+$/, "")
    .trim();
  return { name, keepsSlashes: /^[+*]|[+*]$|=.*\*\*/.test(bare) };
}

/**
 * With a leading slash, without blanks around it, doubled slashes, braces that nothing closes and routers' words
 * (`/:id`), and without marks that nobody sees: some documents tell two operations of one path apart with them.
 */
function rejoin(path: string, isDeclared: (name: string) => boolean): string {
  const closed = path
    .replaceAll(
      /(\{[^{}]+\})|[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu,
      (_, whole: string | undefined) => whole ?? "",
    )
    .split("/")
    .map((written) => {
      const segment = written.trim();
      const [, routed] = /^:(\w+)$/.exec(segment) ?? [];
      if (routed !== undefined && isDeclared(routed)) return `{${routed}}`;
      const open = /^(.*)\{([^{}]+)$/s.exec(segment);
      if (open?.[2] !== undefined && isDeclared(open[2])) return `${segment}}`;
      return segment
        .replaceAll(/\{\{([^{}]+)\}\}/g, "{$1}")
        .replaceAll(/(\{[^{}]+\})|[{}]/g, (found, whole: string | undefined) =>
          whole === undefined ? encodeURIComponent(found) : whole,
        )
        .replaceAll(/(\{[^{}]+\})|[ \u00a0]/g, (found, whole: string | undefined) =>
          whole === undefined ? encodeURIComponent(found) : whole,
        );
    })
    .join("/");
  return `/${closed}`.replaceAll(/\/{2,}/g, "/");
}

/** At the first separator that is no part of a name in braces. */
function splitOutsideBraces(text: string, separator: string): string[] {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}") depth--;
    else if (text[at] === separator && depth <= 0) return [text.slice(0, at), text.slice(at + 1)];
  }
  return [text];
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function put(record: Record<string, string>, name: string, value: string): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The parameters of an operation as its path needs them. */
export function fitParameters(parameters: readonly JsonObject[], key: PathKey): JsonObject[] {
  const inPath = (name: string) => key.path.includes(`{${name}}`);
  const byTemplate = new Map(Object.entries(key.queryNames).map(([query, template]) => [template, query]));
  const fitted = parameters.map((one): JsonObject => {
    if (one.in !== "path" || typeof one.name !== "string") return one;
    const query = byTemplate.get(one.name);
    if (query !== undefined && !inPath(one.name)) {
      const { style, explode, ...rest } = one;
      return { ...rest, name: query, in: "query", required: true };
    }
    const name = Object.hasOwn(key.renamed, one.name) ? (key.renamed[one.name] as string) : one.name;
    return { ...one, name, ...(key.reserved.includes(name) && { allowReserved: true }) };
  });
  const has = (place: string, name: string) => fitted.some((one) => one.in === place && one.name === name);
  const text: Json = { type: "string" };
  const added = [
    ...Object.keys(key.queryNames).map((name) => ({ name, in: "query", required: true, schema: text })),
    ...key.openQuery.map((name) => ({ name, in: "query", schema: text })),
    ...key.reserved.map((name) => ({ name, in: "path", required: true, schema: text, allowReserved: true })),
  ];
  return [...fitted, ...added.filter(({ in: place, name }) => name !== "" && !has(place, name))];
}
