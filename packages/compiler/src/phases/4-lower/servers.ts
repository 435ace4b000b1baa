import type { Server, Variable } from "@specwire/contract";
import { toEnvironmentName } from "@specwire/contract";
import type { ResolvedConnector } from "../2-resolve/resolved-connector.ts";
import { sortedRecord } from "./order.ts";
import { cleanText } from "./text.ts";

type VariableSource = NonNullable<ResolvedConnector["source"]["variables"]>[string];

export function lowerVariables(source: ResolvedConnector["source"]): Record<string, Variable> {
  const lower = (written: VariableSource): Variable => ({
    from: written.from,
    kind: written.kind ?? "label",
    ...(written.from === "tokenResponse" && { pointer: written.pointer }),
    ...(written.from === "redirect" && { parameter: written.parameter }),
    ...(written.hosts && { hosts: [...written.hosts].sort() }),
    ...(written.enum && { enum: written.enum }),
    ...(written.from === "user" && written.default !== undefined && { default: written.default }),
    ...(written.label !== undefined && { label: cleanText(written.label, 120) }),
  });
  return sortedRecord(Object.entries(source.variables ?? {}).map(([name, one]) => [name, lower(one)]));
}

export function lowerServers(
  slug: string,
  servers: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, Variable>>,
): Record<string, Server> {
  return sortedRecord(
    Object.entries(servers).map(([name, url]) => [
      name,
      {
        url: url.replace(/\/+$/, ""),
        env: toEnvironmentName(slug, ...(name === "default" ? [] : [name]), "base-url"),
        hosts: hostsOf(url, variables),
      },
    ]),
  );
}

/** Names and patterns of the hosts that a URL template can lead to, in canonical (ASCII, lower-case) form. */
export function hostsOf(template: string, variables: Readonly<Record<string, Variable>>): string[] {
  const authority = /^(?:https?:\/\/)?([^/]*)/i.exec(template)?.[1] ?? "";
  const whole = /^\{([^{}]+)\}$/.exec(authority)?.[1];
  const origin = whole === undefined ? undefined : variables[whole];
  if (origin?.kind === "origin") return [...(origin.hosts ?? [])].sort();
  const names = authority
    .replace(/:\d+$/, "")
    .split(".")
    .reduce<string[][]>(
      (all, label) => {
        const variable = /^\{([^{}]+)\}$/.exec(label)?.[1];
        // A pattern's label is a name or `*`; one that is known in part counts as unknown.
        const values =
          variable === undefined ? [label.includes("{") ? "*" : label] : (variables[variable]?.enum ?? ["*"]);
        return all.flatMap((before) => values.map((value) => [...before, value]));
      },
      [[]],
    );
  return [...new Set(names.map((labels) => canonicalHost(labels.join("."))))].sort();
}

function canonicalHost(host: string): string {
  const url = `https://${host.replaceAll("*", "wildcard-label")}`;
  return URL.canParse(url) ? new URL(url).hostname.replaceAll("wildcard-label", "*") : host.toLowerCase();
}
