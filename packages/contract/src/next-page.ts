import type { ArgumentName, Arguments, Connector, Operation, Pagination } from "./connector.ts";
import { isArray, type Json, own, valueAt } from "./json.ts";

/** What came back for an operation, as far as paging and errors need it. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; undefined where it is not JSON. */
  readonly body: Json | undefined;
}

export interface NextPage {
  readonly operation: string;
  readonly arguments: Arguments;
}

/** What `nextPage` needs of a connector; a CLI has only these parts at hand. */
export interface PagingContext {
  /** The resolved URL of the operation's server. */
  readonly baseUrl: string;
  readonly operation: (id: string) => Operation | undefined;
}

/**
 * The arguments that ask for the page after this answer, or undefined at the end. A "next" URL is reduced to
 * declared parameters or matched with a declared operation's path; one that fits neither ends the list with
 * an error, since following it would send the credential where nobody said.
 */
export function nextPage(
  operation: Operation,
  args: Arguments,
  answer: Answer,
  context: PagingContext,
): NextPage | undefined {
  const paging = operation.pagination;
  if (paging === undefined) return undefined;
  if (paging.hasMore !== undefined && valueAt(answer.body, paging.hasMore) === false) return undefined;
  const items = itemsOf(operation, answer.body);
  const set = (name: ArgumentName, value: Json) => ({
    operation: operation.id,
    arguments: withArgument(args, name, value),
  });
  switch (paging.kind) {
    case "cursor": {
      const cursor = cursorOf(paging.next, items, answer);
      if (cursor === undefined || cursor === null || cursor === "" || cursor === false) return undefined;
      return set(paging.into, cursor);
    }
    case "page":
    case "offset": {
      const count = items?.length ?? 0;
      const current = Number(argumentOf(operation, args, paging.into) ?? paging.start);
      const size = pageSizeOf(operation, args, paging);
      const next = paging.kind === "page" ? current + 1 : current + count;
      const total = totalOf(operation, answer);
      const seen =
        paging.kind === "page"
          ? size === undefined
            ? undefined
            : (next - paging.start) * size
          : next - paging.start;
      const more =
        total !== undefined && seen !== undefined ? seen < total : size === undefined || count >= size;
      return count === 0 || !more ? undefined : set(paging.into, next);
    }
    case "link": {
      const url = linkOf(paging.next, answer);
      return url === undefined ? undefined : reduceLink(operation, args, url, paging.via, context);
    }
  }
}

/** The list in an answer's body, where the operation answers with one. */
export function itemsOf(operation: Operation, body: Json | undefined): readonly Json[] | undefined {
  const { items } = operation.response;
  const list = items === undefined ? undefined : valueAt(body, items);
  return isArray(list) ? list : undefined;
}

/** How many there are in all, where the answer says so. */
export function totalOf(operation: Operation, answer: Answer): number | undefined {
  const pointer = operation.pagination?.total;
  const total = pointer === undefined ? undefined : valueAt(answer.body, pointer);
  const number = typeof total === "string" && total !== "" ? Number(total) : total;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

type CursorSource = Extract<Pagination, { kind: "cursor" }>["next"];

function cursorOf(next: CursorSource, items: readonly Json[] | undefined, answer: Answer): Json | undefined {
  if ("pointer" in next) return valueAt(answer.body, next.pointer);
  if ("header" in next) return own(answer.headers, next.header.toLowerCase());
  return valueAt(items?.at(-1), next.lastItem);
}

function linkOf(next: { header: string } | { pointer: string }, answer: Answer): string | undefined {
  if ("pointer" in next) {
    const url = valueAt(answer.body, next.pointer);
    return typeof url === "string" && url !== "" ? url : undefined;
  }
  return relNext(own(answer.headers, next.header.toLowerCase()) ?? "");
}

/** The target of `rel="next"` in a Link header (RFC 8288 section 3). */
export function relNext(header: string): string | undefined {
  for (const match of header.matchAll(/<([^>]*)>((?:\s*;\s*[^;,="]+(?:\s*=\s*(?:"[^"]*"|[^";,]*))?)*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]*))/i.exec(match[2] ?? "");
    if ((relations?.[1] ?? relations?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) return match[1];
  }
  return undefined;
}

function reduceLink(
  operation: Operation,
  args: Arguments,
  link: string,
  via: string | undefined,
  context: PagingContext,
): NextPage | undefined {
  const base = new URL(`${context.baseUrl.replace(/\/+$/, "")}/`);
  const url = URL.canParse(link, base.href) ? new URL(link, base.href) : undefined;
  if (url === undefined) return undefined;
  if (via !== undefined) {
    const target = context.operation(via);
    const path = target && matchPath(target.path, url.pathname, base.pathname);
    return target && path
      ? { operation: via, arguments: { path, ...queryArguments(target, url, {}) } }
      : undefined;
  }
  const declared = queryArguments(operation, url, args.query ?? {});
  return declared.query && JSON.stringify(declared.query) !== JSON.stringify(args.query ?? {})
    ? { operation: operation.id, arguments: { ...args, ...declared } }
    : undefined;
}

/** The URL's query, as far as the operation declares it, over what was asked before. */
function queryArguments(
  operation: Operation,
  url: URL,
  before: Arguments["query"],
): Pick<Arguments, "query"> {
  const query = new Map<string, Json>(Object.entries(before ?? {}));
  for (const parameter of operation.parameters) {
    if (parameter.in !== "query" || parameter.fixed !== undefined) continue;
    const value = url.searchParams.get(parameter.name);
    if (
      value === null ||
      (parameter.type.kind !== "string" && query.has(parameter.name) && !isPlain(parameter.type.kind))
    )
      continue;
    query.set(
      parameter.name,
      isPlain(parameter.type.kind) && value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value,
    );
  }
  return query.size > 0 ? { query: Object.fromEntries(query) } : {};
}

function isPlain(kind: string): boolean {
  return kind === "integer" || kind === "number";
}

/** The path parameters of a template that a URL's path fits, or undefined. */
export function matchPath(
  template: string,
  path: string,
  basePath: string,
): Record<string, string> | undefined {
  const prefix = basePath.replace(/\/+$/, "");
  if (!path.startsWith(`${prefix}/`)) return undefined;
  const segments = path.slice(prefix.length + 1).split("/");
  const pattern = template.slice(1).split("/");
  if (segments.length !== pattern.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{([^{}]+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return undefined;
    } else if (segment === "") return undefined;
    else {
      try {
        values[name] = decodeURIComponent(segment);
      } catch {
        return undefined;
      }
    }
  }
  return values;
}

/** The value an argument has in a call: what was given, what is fixed, or the default. */
export function argumentOf(operation: Operation, args: Arguments, name: ArgumentName): Json | undefined {
  if (name.in === "body")
    return valueAt(args.body, `/${name.name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  const parameter = operation.parameters.find((one) => one.in === name.in && one.name === name.name);
  return own(args[name.in], name.name) ?? parameter?.fixed ?? parameter?.default;
}

function pageSizeOf(operation: Operation, args: Arguments, paging: Pagination): number | undefined {
  const { pageSize } = paging;
  if (pageSize === undefined) return undefined;
  const parameter = operation.parameters.find((one) => one.in === pageSize.in && one.name === pageSize.name);
  const size = Number(argumentOf(operation, args, pageSize) ?? parameter?.apiDefault ?? Number.NaN);
  return Number.isFinite(size) ? size : undefined;
}

/** The arguments with one of them set. */
export function withArgument(args: Arguments, name: ArgumentName, value: Json): Arguments {
  const before = name.in === "body" ? args.body : args[name.in];
  const members = typeof before === "object" && before !== null && !isArray(before) ? before : {};
  return { ...args, [name.in]: Object.fromEntries([...Object.entries(members), [name.name, value]]) };
}

/** What a CLI knows without its operations; kept here so that readers of both agree. */
export type ConnectorHead = Omit<Connector, "operations" | "types">;
