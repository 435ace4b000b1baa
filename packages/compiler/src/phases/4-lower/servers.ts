import type { Server, Variable } from "@specwire/contract";
import { serverVariable } from "@specwire/contract";
import type { ResolvedConnector } from "../2-resolve/resolved-connector.ts";
import type { VariableSource } from "../2-resolve/servers/server-variable.ts";
import { sortedRecord } from "./order.ts";
import { cleanText } from "./text.ts";

export function lowerVariables({ variables }: ResolvedConnector): Record<string, Variable> {
  const lower = (written: VariableSource): Variable => ({
    from: written.from,
    kind: written.kind ?? "label",
    ...(written.from === "tokenResponse" && { pointer: written.pointer }),
    ...(written.from === "redirect" && { parameter: written.parameter }),
    ...(written.hosts && { hosts: [...written.hosts].sort() }),
    ...(written.from === "user" && written.selfHosted === true && { selfHosted: true as const }),
    ...(written.enum && { enum: written.enum }),
    ...(written.from === "user" && written.default !== undefined && { default: written.default }),
    ...(written.label !== undefined && { label: cleanText(written.label, 120) }),
  });
  return sortedRecord(Object.entries(variables).map(([name, one]) => [name, lower(one)]));
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
        env: serverVariable(slug, name),
        hosts: hostsOf(url, variables),
      },
    ]),
  );
}

/**
 * Names and patterns of the hosts that a URL template can lead to, in canonical (ASCII, lower-case) form; `*`
 * for a user's own server.
 */
export function hostsOf(template: string, variables: Readonly<Record<string, Variable>>): string[] {
  const authority = /^(?:https?:\/\/)?([^/]*)/i.exec(template)?.[1] ?? "";
  const [, before = "", name = ""] = /^([^{]*)\{([^{}]+)\}$/.exec(authority) ?? [];
  const open = variables[name];
  if (open?.kind === "origin" || open?.kind === "domain") {
    const values = open.enum?.map((one) =>
      canonicalHost(before + one.replace(/^https?:\/\//i, "").replace(/\/.*$/, "")),
    );
    // What stands before a pattern stands in its place.
    const hosts = open.selfHosted
      ? ["*"]
      : open.hosts?.map((one) => (one.startsWith("*") ? one : before + one));
    return [...new Set(values ?? hosts ?? [])].sort();
  }
  const names = authority
    .replace(/:\d+$/, "")
    .split(".")
    .reduce<string[][]>(
      (all, label) => all.flatMap((before) => labelsOf(label, variables).map((one) => [...before, one])),
      [[]],
    );
  return [...new Set(names.map((labels) => canonicalHost(labels.join("."))))].sort();
}

/** What a label can be: with its variables' values in their places, `*` where one of them can be anything. */
function labelsOf(label: string, variables: Readonly<Record<string, Variable>>): string[] {
  const [, before = "", name, after = ""] = /^([^{]*)\{([^{}]+)\}(.*)$/.exec(label) ?? [];
  if (name === undefined) return [label];
  const values = variables[name]?.enum;
  if (values === undefined) return ["*"];
  return values.flatMap((value) =>
    labelsOf(after, variables).map((rest) => (rest === "*" ? "*" : before + value + rest)),
  );
}

function canonicalHost(host: string): string {
  const url = `https://${host.replaceAll("*", "wildcard-label")}`;
  return URL.canParse(url) ? new URL(url).hostname.replaceAll("wildcard-label", "*") : host.toLowerCase();
}
