import { type Converted, convert } from "./convert.ts";
import { entriesOf } from "./entry.ts";

export interface CataloguedProvider extends Converted {
  readonly name: string;
  readonly kind: "authorization_code" | "client_credentials";
}

/** Every OAuth 2.0 provider of the installed catalogue, as a connector spec or with the reason why not. */
export function cataloguedProviders(): CataloguedProvider[] {
  return (
    [
      ["OAUTH2", "authorization_code"],
      ["OAUTH2_CC", "client_credentials"],
    ] as const
  ).flatMap(([mode, kind]) =>
    entriesOf(mode).map(([name, entry]) => ({ name, kind, ...convert(name, entry) })),
  );
}
