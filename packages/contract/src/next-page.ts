import type { ArgumentTypes } from "./argument-type.ts";
import { bodyValue, parameterValue } from "./check-arguments.ts";
import type { Arguments, Connector, Operation, Pagination, PagingArgument } from "./connector.ts";
import { fitArgument, fitQuery } from "./fit-argument.ts";
import { isArray, type Json, own, pointerTokens, toPointer, valueAt } from "./json.ts";
import { linkTarget } from "./link-header.ts";
import { trimEnd } from "./trim-end.ts";

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
  /** The connector's named types, where it has any. */
  readonly types?: ArgumentTypes;
}

/**
 * The arguments that ask for the page after this answer, or undefined at the end. They have to pass
 * `checkArguments` like any others. A "next" URL is reduced to declared parameters or matched with a declared
 * operation's path; one that fits neither ends the list, since following it would send the credential where
 * nobody said. So does an answer that asks for what has just been asked.
 */
export function nextPage(
  operation: Operation,
  args: Arguments,
  answer: Answer,
  context: PagingContext,
): NextPage | undefined {
  const paging = operation.pagination;
  if (paging === undefined) return undefined;
  const hasMore = paging.hasMore === undefined ? undefined : valueAt(answer.body, paging.hasMore);
  if (hasMore === false) return undefined;
  if (paging.kind === "link") {
    const url = linkOf(paging.next, answer);
    return url === undefined ? undefined : reduceLink(operation, args, url, paging.via, context);
  }
  if (paging.kind === "cursor" && hasMore === undefined && isShort(operation, args, answer, paging))
    return undefined;
  const next =
    paging.kind === "cursor"
      ? cursorOf(paging.next, itemsOf(operation, answer.body), answer)
      : numberAfter(operation, args, answer, paging, hasMore === true);
  if (next === undefined || next === null || next === "" || next === false) return undefined;
  const value = fitArgument(operation, paging.into, next, context.types);
  if (sameJson(value, argumentOf(operation, args, paging.into))) return undefined;
  return { operation: operation.id, arguments: withArgument(args, paging.into, value) };
}

/**
 * Where only the last item leads on, a page with fewer items than were asked for is the last one. An API may give
 * smaller pages than that, so it has to be known how large they can be.
 */
function isShort(
  operation: Operation,
  args: Arguments,
  answer: Answer,
  paging: Extract<Pagination, { kind: "cursor" }>,
): boolean {
  if (!("lastItem" in paging.next) || paging.maxPageSize === undefined) return false;
  const size = pageSizeOf(operation, args, paging);
  return size !== undefined && (itemsOf(operation, answer.body)?.length ?? 0) < size;
}

/** The page or offset after this one; undefined where this was the last. */
function numberAfter(
  operation: Operation,
  args: Arguments,
  answer: Answer,
  paging: Extract<Pagination, { kind: "page" | "offset" }>,
  sureOfMore: boolean,
): number | undefined {
  const count = itemsOf(operation, answer.body)?.length ?? 0;
  const current = Number(argumentOf(operation, args, paging.into) ?? paging.start);
  if (count === 0 || !Number.isFinite(current)) return undefined;
  const next = paging.kind === "page" ? current + 1 : current + count;
  if (sureOfMore) return next;
  const size = pageSizeOf(operation, args, paging);
  const total = totalOf(operation, answer);
  if (total === undefined) return size === undefined || count >= size ? next : undefined;
  if (paging.kind === "offset") return next - paging.start < total ? next : undefined;
  // An API may give smaller pages than were asked for without saying so: then only the count of items is true.
  const pages = next - paging.start;
  const isLast = pages * count >= total || (size !== undefined && (pages - 1) * size + count === total);
  return isLast ? undefined : next;
}

/** The list in an answer's body, where the operation answers with one. */
export function itemsOf(operation: Operation, body: Json | undefined): readonly Json[] | undefined {
  const { items } = operation.response;
  const list = items === undefined ? undefined : valueAt(body, items);
  return isArray(list) ? list : undefined;
}

/** How many there are in all, where the answer says so; what can't be that is another thing's number. */
export function totalOf(operation: Operation, answer: Answer): number | undefined {
  const pointer = operation.pagination?.total;
  const total = pointer === undefined ? undefined : valueAt(answer.body, pointer);
  const number = typeof total === "string" && /^\d+$/.test(total) ? Number(total) : total;
  const least = itemsOf(operation, answer.body)?.length ?? 0;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= least ? number : undefined;
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
  return linkTarget(own(answer.headers, next.header.toLowerCase()) ?? "", "next");
}

function reduceLink(
  operation: Operation,
  args: Arguments,
  link: string,
  via: string | undefined,
  context: PagingContext,
): NextPage | undefined {
  const base = new URL(`${trimEnd(context.baseUrl, "/")}/`);
  const url = URL.canParse(link, base.href) ? new URL(link, base.href) : undefined;
  if (url === undefined) return undefined;
  if (via === undefined) {
    const query = queryArguments(operation, url, args.query ?? {}, context.types);
    return sameJson(query, args.query ?? {})
      ? undefined
      : { operation: operation.id, arguments: { ...args, query } };
  }
  const target = context.operation(via);
  const texts = target && matchPath(target.path, url.pathname, base.pathname);
  if (target === undefined || texts === undefined || !mayFollow(operation, target)) return undefined;
  const path = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      fitArgument(target, { in: "path", name }, text, context.types),
    ]),
  );
  const query = queryArguments(target, url, {}, context.types);
  const next: Arguments = { path, ...(Object.keys(query).length > 0 && { query }) };
  return operation.id === via &&
    sameJson(next, { path: args.path ?? {}, ...(args.query && { query: args.query }) })
    ? undefined
    : { operation: via, arguments: next };
}

/**
 * Whether an answer of one operation may lead to another as its next page: only a read, where the same
 * credential goes to the same server, and nothing that has to be asked for by name.
 */
function mayFollow(operation: Operation, target: Operation): boolean {
  return (
    target.access === "read" &&
    !target.destructive &&
    (!target.sensitive || target.id === operation.id) &&
    target.server === operation.server &&
    target.token === operation.token
  );
}

/** The URL's query, as far as the operation declares it, over what was asked before. */
function queryArguments(
  operation: Operation,
  url: URL,
  before: Readonly<Record<string, Json>>,
  types: ArgumentTypes | undefined,
): Readonly<Record<string, Json>> {
  const query = new Map<string, Json>(Object.entries(before));
  for (const parameter of operation.parameters) {
    if (parameter.in !== "query" || parameter.fixed !== undefined) continue;
    const value = fitQuery(parameter, url.searchParams.getAll(parameter.name), types);
    if (value !== undefined) query.set(parameter.name, value);
  }
  return Object.fromEntries(query);
}

function sameJson(one: Json | Arguments | undefined, other: Json | Arguments | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The path parameters of a template that a URL's path fits, or undefined. */
export function matchPath(
  template: string,
  path: string,
  basePath: string,
): Record<string, string> | undefined {
  const prefix = trimEnd(basePath, "/");
  if (!path.startsWith(`${prefix}/`)) return undefined;
  const segments = path.slice(prefix.length + 1).split("/");
  const pattern = template.slice(1).split("/");
  if (segments.length !== pattern.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{([^{}]+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return undefined;
    } else if (segment === "") return undefined;
    else {
      try {
        values.set(name, decodeURIComponent(segment));
      } catch {
        return undefined;
      }
    }
  }
  return Object.fromEntries(values);
}

/** The value an argument has in a call: what is fixed, what was given, or the default. */
export function argumentOf(operation: Operation, args: Arguments, name: PagingArgument): Json | undefined {
  if (name.in === "body")
    return valueAt(bodyValue(operation, args), `${toPointer([name.name])}${name.below ?? ""}`);
  const parameter = operation.parameters.find((one) => one.in === name.in && one.name === name.name);
  return parameter === undefined ? own(args[name.in], name.name) : parameterValue(parameter, args);
}

/** How many items a full page has, as far as that is known. */
function pageSizeOf(operation: Operation, args: Arguments, paging: Pagination): number | undefined {
  const { pageSize, maxPageSize = Number.POSITIVE_INFINITY } = paging;
  if (pageSize === undefined) return undefined;
  const parameter = operation.parameters.find((one) => one.in === pageSize.in && one.name === pageSize.name);
  const size = Number(argumentOf(operation, args, pageSize) ?? parameter?.apiDefault ?? Number.NaN);
  return Number.isFinite(size) ? Math.min(size, maxPageSize) : undefined;
}

/** The arguments with one of them set. */
export function withArgument(args: Arguments, name: PagingArgument, value: Json): Arguments {
  const before = name.in === "body" ? args.body : args[name.in];
  return { ...args, [name.in]: withMember(before, [name.name, ...pointerTokens(name.below ?? "")], value) };
}

function withMember(holder: Json | undefined, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value;
  const members = typeof holder === "object" && holder !== null && !isArray(holder) ? holder : {};
  const set = withMember(own(members, name), rest, value);
  return Object.fromEntries([...Object.entries(members), [name, set]]);
}

/** What a CLI knows without its operations; kept here so that readers of both agree. */
export type ConnectorHead = Omit<Connector, "operations" | "types">;
