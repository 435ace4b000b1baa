import { type JsonPointer, toPointer } from "@specwire/contract";
import { type CheckedSpec, oauthSchemes } from "./checked-spec.ts";

export interface StatedUrl {
  readonly url: string;
  readonly at: JsonPointer;
  /** Whether it is a server's; else it is one of OAuth2. */
  readonly isServer: boolean;
}

/** The URL templates that requests and credentials are sent to. */
export function statedUrls(spec: CheckedSpec): StatedUrl[] {
  const { baseUrl, servers } = spec.source;
  const found: StatedUrl[] = baseUrl === undefined ? [] : [{ url: baseUrl, at: "/baseUrl", isServer: true }];
  for (const [name, url] of Object.entries(servers ?? {})) {
    found.push({ url, at: toPointer(["servers", name]), isServer: true });
  }
  if (baseUrl === undefined && servers === undefined && spec.resolved.servers.default !== undefined) {
    found.push({ url: spec.resolved.servers.default, at: "/openapi/document", isServer: true });
  }
  for (const { scheme, at } of oauthSchemes(spec)) {
    for (const key of ["authorizationUrl", "tokenUrl", "refreshUrl", "revocationUrl"] as const) {
      const url = scheme[key];
      if (url !== undefined) found.push({ url, at: `${at}/${key}`, isServer: false });
    }
  }
  return found;
}

/** The names in a URL template's braces. */
export function variablesIn(url: string): string[] {
  return [...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}
