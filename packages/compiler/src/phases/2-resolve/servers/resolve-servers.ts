import type { JsonObject } from "@specwire/contract";
import type { ConnectorSource } from "../../../../gen/connector-source.ts";
import { documentServers, hostIn, type ServersOfDocument } from "./document-servers.ts";
import { belongsTo } from "./hosts.ts";
import type { VariableSource } from "./server-variable.ts";

/** Where a connector's requests go. */
export interface ResolvedServers {
  /** URL templates by name, `default` among them where one is known. */
  readonly servers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, VariableSource>>;
  /** The server of a document's operation; undefined where it is `default`. */
  readonly of: (operation: JsonObject, pathItem: JsonObject) => string | undefined;
  /** Whether only the document names the server, at somebody else's host: no credential is sent there. */
  readonly isForeign: (name: string) => boolean;
  /** What of the document's servers is not taken as it stands, in words; complete once every operation was asked for. */
  readonly notes: () => readonly string[];
}

/** The spec's servers win; without one, the document's. An operation's own server is added where it is met. */
export function resolveServers(
  source: Pick<ConnectorSource, "baseUrl" | "servers" | "variables">,
  document: ServersOfDocument | undefined,
): ResolvedServers {
  const stated: Record<string, string> = {
    ...(source.baseUrl !== undefined && { default: source.baseUrl }),
    ...source.servers,
  };
  const own = { ...source.variables };
  const isStated = Object.keys(stated).length > 0;
  if (document === undefined)
    return { servers: stated, variables: own, of: () => undefined, isForeign: () => false, notes: () => [] };
  const found = documentServers(document, stated.default);
  const servers: Record<string, string> = { ...(!isStated && found.servers), ...stated };
  const variables: Record<string, VariableSource> = { ...(!isStated && found.variables), ...own };
  const fromDocument = new Set<string>();
  const renamed = new Map<string, string>();
  // The spec's own default makes what is wrong with the document's of no interest.
  const before = isStated ? found.notes.length : 0;
  return { servers, variables, of, isForeign, notes: () => found.notes.slice(before) };

  function of(operation: JsonObject, pathItem: JsonObject): string | undefined {
    const name = found.of(operation, pathItem);
    if (name === undefined) return undefined;
    const ours = renamed.get(name) ?? takeOver(name);
    renamed.set(name, ours);
    return ours === "default" ? undefined : ours;
  }

  /** Gives the document's server a name here: that of the spec's server with the same URL, else one of its own. */
  function takeOver(name: string): string {
    const url = found.servers[name] ?? "";
    const same = Object.keys(stated).find((one) => stated[one]?.replace(/\/+$/, "") === url);
    if (same !== undefined) return same;
    let free = name;
    for (let count = 2; Object.hasOwn(stated, free); count++) free = `${name}-${count}`;
    let placed = url;
    for (const [, variable = ""] of url.matchAll(/\{([^{}]*)\}/g)) {
      const definition = found.variables[variable];
      if (definition === undefined) continue;
      const clashes =
        Object.hasOwn(own, variable) && JSON.stringify(own[variable]) !== JSON.stringify(definition);
      const word = clashes
        ? `${variable}Of${free.charAt(0).toUpperCase()}${free.slice(1).replaceAll("-", "")}`
        : variable;
      variables[word] = definition;
      placed = placed.replaceAll(`{${variable}}`, `{${word}}`);
    }
    servers[free] = placed;
    fromDocument.add(free);
    return free;
  }

  function isForeign(name: string): boolean {
    if (!fromDocument.has(name)) return false;
    const ours = Object.keys(servers).filter((one) => !fromDocument.has(one));
    const hosts = ours.flatMap((one) => hostsOf(servers[one] ?? ""));
    return !hostsOf(servers[name] ?? "").every((host) => hosts.some((other) => belongsTo(host, other)));
  }

  /** The hosts that a template names, each value of its variables written out as far as they are listed. */
  function hostsOf(url: string): string[] {
    const authority = hostIn(url);
    const variable = Object.entries(variables).find(([name]) => authority.includes(`{${name}}`));
    const values = variable?.[1].enum ?? variable?.[1].hosts;
    if (variable === undefined || values === undefined) return [authority];
    const hosts = values.map((one) => one.replace(/^https?:\/\//i, "").replace(/\/.*$/, ""));
    return hosts.flatMap((host) => hostsOf(`//${authority.replaceAll(`{${variable[0]}}`, host)}`));
  }
}
