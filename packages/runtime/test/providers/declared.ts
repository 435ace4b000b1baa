import type { AuthScheme, Connector, OAuth2 } from "@specwire/contract";
import { compile, memoryHost } from "../../../compiler/src/index.ts";
import { cataloguedProviders } from "../../scripts/catalogue/catalogue.ts";
import type { HttpClient } from "../../src/http/http-client.ts";

/** A provider of the public catalogue as the compiler has it. */
export interface Declared {
  readonly connector: Connector;
  readonly scheme: AuthScheme & { readonly oauth2: OAuth2 };
}

const catalogue = cataloguedProviders();

/** The names of those that can be said, of both grants. */
export const names: readonly string[] = catalogue.flatMap((one) =>
  one.spec === undefined ? [] : [one.name],
);

export function declared(name: string): Declared {
  const spec = catalogue.find((one) => one.name === name)?.spec;
  if (spec === undefined) throw new Error(`the catalogue has no ${name} that can be said`);
  const { output } = compile("connector.yaml", memoryHost({ "connector.yaml": JSON.stringify(spec) }));
  const file = output?.files.find(({ path }) => path === "connector.json");
  const connector = JSON.parse(file?.text ?? "") as Connector;
  const scheme = connector.auth.find((one) => one.oauth2 !== undefined);
  if (scheme?.oauth2 === undefined) throw new Error(`${name} has no OAuth 2.0`);
  return { connector, scheme: { ...scheme, oauth2: scheme.oauth2 } };
}

/**
 * Leads every host of the internet to one server on loopback, with the host as the first segment of the path: the
 * declared URLs are used as they are.
 */
export function leadingTo(origin: string): HttpClient {
  return {
    fetch: (url, init) => {
      const { protocol, host, pathname, search } = new URL(url);
      if (protocol !== "https:") throw new Error(`${url} is not https`);
      return fetch(`${origin}/${host}${pathname}${search}`, init);
    },
  };
}
