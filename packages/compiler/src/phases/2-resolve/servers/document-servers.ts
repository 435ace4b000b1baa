import type { JsonObject } from "@specwire/contract";
import { isArray, isObject, toKebab } from "@specwire/contract";
import { isLoopback, isSameSite, siteOf } from "./hosts.ts";
import { type ReadServer, readPath, readServer } from "./read-server.ts";
import type { VariableSource } from "./server-variable.ts";

/** What a document says about servers. */
export interface ServersOfDocument {
  /** Server Objects of the root. */
  readonly servers: readonly JsonObject[];
  readonly operations: readonly { readonly operation: JsonObject; readonly pathItem: JsonObject }[];
}

/** The servers of a document, in the words of a spec. */
export interface DocumentServers {
  /** URL templates by name: `default`, where one is known, and those that operations have for themselves. */
  readonly servers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, VariableSource>>;
  /** Where else the whole API is: other environments, for people to choose from. */
  readonly others: readonly { readonly url: string; readonly description?: string }[];
  /** What could not be taken as it stands, in words. */
  readonly notes: readonly string[];
  /** The name in `servers` of an operation's own server; undefined where it is `default`. */
  readonly of: (operation: JsonObject, pathItem: JsonObject) => string | undefined;
}

/**
 * Reads the servers of a document. The first of the root that is no example is the default; without any, the one
 * that most operations name for themselves. `base` stands for the default where the document is relative to where
 * it was found, or where the spec says otherwise: what the document puts beside its own default is put beside it.
 */
export function documentServers(document: ServersOfDocument, base?: string): DocumentServers {
  const read = new Map<JsonObject, ReadServer | undefined>();
  const readOnce = (object: JsonObject) => {
    if (!read.has(object)) read.set(object, readServer(object));
    return read.get(object);
  };
  const usable = (objects: readonly JsonObject[]) =>
    objects.flatMap((object) => readOnce(object) ?? []).toSorted((a, b) => rank(a) - rank(b));
  const root = usable(document.servers);
  const [first = mostCommon(document, ownServers, usable), ...rest] = root;
  const notes: string[] = first?.notes.map((note) => `${first.url}: ${note}`) ?? [];
  const refused = document.servers.filter((object) => readOnce(object) === undefined);
  for (const object of refused)
    notes.push(`${String(object.url)} names no host that could be called, so it is not used`);
  const variables: Record<string, VariableSource> = {};
  const servers: Record<string, string> = {};
  const names = new Map<string, string | undefined>();
  const nameServer = namer("-", servers);
  const nameVariable = namer("", variables);
  /** Names of variables by how the document calls and describes them. */
  const known = new Map<string, string>();
  const noted = new Set<string>();
  let start = base;
  if (start === undefined && first && !first.relative) start = place(first);
  else if (start === undefined && first)
    notes.push(`${first.url || "/"} is relative to where the document was found`);
  // A base without a path is where a relative server starts from.
  else if (start !== undefined && first?.relative && isOrigin(start)) start = place(first);
  else if (start !== undefined && first === undefined && isOrigin(start)) {
    const path = refused.map(readPath).find((one) => one !== undefined);
    if (path !== undefined) start = place(path);
  }
  if (start !== undefined) servers.default = start;
  const others = rest
    .filter((one) => !one.relative && one.url !== first?.url)
    .map(({ url, description }) => ({ url, ...(description !== undefined && { description }) }));
  return { servers, variables, others: uniqueBy(others, (one) => one.url), notes, of };

  function of(operation: JsonObject, pathItem: JsonObject): string | undefined {
    const stated = ownServers(operation, pathItem);
    // An example is none beside a default that is one too.
    const own = usable(stated).filter(
      ({ placeholder, url }) =>
        !placeholder || isLoopback(hostIn(url).replace(/:.*/, "")) || isSameSite(hostIn(url), hostIn(start)),
    );
    const chosen = own.find((one) => one.url === first?.url) ?? own[0];
    for (const object of own.length === 0 ? stated.slice(0, 1) : [])
      note(`${String(object.url)} names no host that could be called, so the default server is used`);
    if (chosen === undefined || chosen.url === first?.url) return undefined;
    const url = place(chosen);
    if (url === "" || url === start) return undefined;
    if (!names.has(url)) {
      const isLocal = isLoopback(hostIn(url).replace(/:.*/, ""));
      const name = nameServer(isLocal ? "local" : tellingName(url, start));
      names.set(url, name);
      servers[name] = url;
      for (const one of chosen.notes) note(`${url}: ${one}`);
    }
    return names.get(url);
  }

  function note(text: string): void {
    if (!noted.has(text)) notes.push(text);
    noted.add(text);
  }

  /** The URL as it is used, its variables taken over. */
  function place(server: ReadServer): string {
    let url = server.url;
    for (const [name, variable] of Object.entries(server.variables)) {
      const described = JSON.stringify([name, variable]);
      const free = known.get(described) ?? nameVariable(name);
      known.set(described, free);
      variables[free] = variable;
      url = url.replaceAll(`{${name}}`, `{${free}}`);
    }
    const isBeside = first && !first.relative && originOf(url) === originOf(first.url);
    if (server.relative || (base !== undefined && isBeside)) {
      const origin = start === undefined ? undefined : originOf(start);
      return origin === undefined ? "" : origin + url.slice(server.relative ? 0 : originOf(url)?.length);
    }
    return url;
  }
}

/** Where the API really is comes first; then what needs a base URL; examples and a developer's machine last. */
function rank(server: ReadServer): number {
  return server.placeholder ? 2 : server.relative ? 1 : 0;
}

/** An operation's own Server Objects, else its path's. */
function ownServers(operation: JsonObject, pathItem: JsonObject): JsonObject[] {
  const list = [operation.servers, pathItem.servers].find((one) => isArray(one) && one.length > 0);
  return isArray(list) ? list.filter(isObject) : [];
}

function mostCommon(
  { operations }: ServersOfDocument,
  own: typeof ownServers,
  usable: (objects: readonly JsonObject[]) => readonly ReadServer[],
): ReadServer | undefined {
  const counts = new Map<string, { count: number; server: ReadServer }>();
  for (const { operation, pathItem } of operations) {
    const [server] = usable(own(operation, pathItem));
    if (server === undefined) continue;
    const entry = counts.get(server.url) ?? { count: 0, server };
    entry.count++;
    counts.set(server.url, entry);
  }
  const most = Math.max(0, ...[...counts.values()].map(({ count }) => count));
  return [...counts.values()].find(({ count }) => count === most)?.server;
}

/** Scheme, host and port of a URL template; of one that begins with a variable, the variable. */
export function originOf(url: string): string | undefined {
  return /^((?:[a-z]+:)?\/\/[^/]*|\{[^{}]*\})/i.exec(url)?.[1];
}

function isOrigin(url: string): boolean {
  return originOf(url) === url.replace(/\/+$/, "");
}

/** The host of a URL template, with its port. */
export function hostIn(url: string | undefined): string {
  return originOf(url ?? "")?.replace(/^([a-z]+:)?\/\//i, "") ?? "";
}

/** The word in which a server's URL differs from the default's: `uploads` of uploads.github.com, `v2` of a path. */
function tellingName(url: string, start: string | undefined): string {
  const words = (text: string | undefined) =>
    (text ?? "")
      .replace(/^[a-z]+:\/\//i, "")
      .split(/[./:]/)
      .filter(Boolean);
  const known = new Set(words(start));
  const common = /^(www|api|apis|com|net|org|io|co|dev|app|\{.*\})$/;
  const site = isSameSite(hostIn(url), hostIn(start)) ? undefined : siteOf(hostIn(url))?.split(".")[0];
  const telling =
    site !== undefined ? [site] : words(url).filter((word) => !known.has(word) && !common.test(word));
  const word = toKebab(
    telling.find((one) => /^[a-z]/i.test(one)) ?? words(url).find((one) => !common.test(one)) ?? "",
  );
  const name = word
    .replace(/^[^a-z]+/, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/-+$/, "")
    .slice(0, 36);
  return name === "" || name === "default" ? "other" : name;
}

/** Gives words that are not in `taken`, which only grows: a word that is gets the next number behind it. */
function namer(joint: string, taken: Readonly<Record<string, unknown>>): (word: string) => string {
  const counts = new Map<string, number>();
  return (word) => {
    let count = counts.get(word) ?? 1;
    let free = count === 1 ? word : `${word}${joint}${count}`;
    while (Object.hasOwn(taken, free)) free = `${word}${joint}${++count}`;
    counts.set(word, count);
    return free;
  };
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item] as const)).values()];
}
