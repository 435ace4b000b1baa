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

const mostHosts = 10_000;

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
  const statedAt = new Map(
    Object.entries(stated)
      .toReversed()
      .map(([name, url]) => [url.replace(/\/+$/, ""), name]),
  );
  // Nothing that a document adds later changes where these are.
  const ownHosts = Object.values(servers).flatMap(hostsOf);
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
    const same = statedAt.get(url);
    if (same !== undefined) return same;
    let free = name;
    for (let count = 2; Object.hasOwn(servers, free); count++) free = `${name}-${count}`;
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
    return !hostsOf(servers[name] ?? "").every((host) => ownHosts.some((own) => belongsTo(host, own)));
  }

  /**
   * The hosts that a template names, each value of its variables written out as far as they are listed; where
   * that would be more than anybody lists, the template.
   */
  function hostsOf(url: string): string[] {
    const authority = hostIn(url);
    let hosts = [""];
    for (const part of authority.split(/(\{[^{}]*\})/)) {
      const name = part.slice(1, -1);
      const variable = part.startsWith("{") && Object.hasOwn(variables, name) ? variables[name] : undefined;
      const values = (variable?.enum ?? variable?.hosts)?.map((one) =>
        one.replace(/^https?:\/\//i, "").replace(/\/.*$/, ""),
      );
      if (hosts.length * (values?.length ?? 1) > mostHosts) return [authority];
      hosts = hosts.flatMap((host) => (values ?? [part]).map((value) => host + value));
    }
    return hosts;
  }
}
