import { type JsonPointer, own, toPointer } from "@specwire/contract";
import { type CheckedSpec, oauthSchemes } from "./checked-spec.ts";

export interface StatedUrl {
  readonly url: string;
  readonly at: JsonPointer;
  /** Whether it is a server's; else it is one of OAuth2. */
  readonly isServer: boolean;
}

const oauthUrls = [
  "authorizationUrl",
  "tokenUrl",
  "openIdConnectUrl",
  "refreshUrl",
  "revocationUrl",
  "issuer",
] as const;

/** The URL templates that requests and credentials are sent to. */
export function statedUrls(spec: CheckedSpec): StatedUrl[] {
  const { baseUrl, servers } = spec.source;
  const found: StatedUrl[] = baseUrl === undefined ? [] : [{ url: baseUrl, at: "/baseUrl", isServer: true }];
  for (const [name, url] of Object.entries(servers ?? {})) {
    found.push({ url, at: toPointer(["servers", name]), isServer: true });
  }
  // The rest are the document's.
  for (const [name, url] of Object.entries(spec.resolved.servers)) {
    const isStated = (name === "default" && baseUrl !== undefined) || own(servers, name) !== undefined;
    if (!isStated) found.push({ url, at: "/openapi/document", isServer: true });
  }
  for (const { scheme, at } of oauthSchemes(spec)) {
    for (const key of oauthUrls) {
      const url = scheme[key];
      if (url !== undefined) found.push({ url, at: `${at}/${key}`, isServer: false });
    }
  }
  return found;
}

/** The values of OAuth2 parameters and headers, in which `{name}` can stand for a variable. */
export function parameterTemplates(
  spec: CheckedSpec,
): { readonly value: string; readonly at: JsonPointer }[] {
  return oauthSchemes(spec).flatMap(({ scheme, at }) => {
    const { deviations = {} } = scheme;
    const maps = [
      ["/extraAuthParams", scheme.extraAuthParams],
      ...(["extraTokenParams", "extraExchangeParams", "extraRefreshParams", "tokenHeaders"] as const).map(
        (key) => [`/deviations/${key}`, deviations[key]] as const,
      ),
    ] as const;
    return maps.flatMap(([inside, map]) =>
      Object.entries(map ?? {}).map(([key, value]) => ({ value, at: at + inside + toPointer([key]) })),
    );
  });
}

/** The names in a URL template's braces. */
export function variablesIn(url: string): string[] {
  return [...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}
