import { type Connector, expandServerUrl, type Operation, own } from "@specwire/contract";
import type { Account } from "../accounts/account-store.ts";
import { mergedVariables } from "../session/environment.ts";
import { Refusal } from "./refusal.ts";

/** The URL of the operation's server, with what the accounts know of it. Throws `Refusal`, or `INVALID_VARIABLE`. */
export function baseUrlFor(
  connector: Connector,
  { server: name }: Pick<Operation, "server">,
  accounts: readonly Pick<Account, "variables">[],
): string {
  const server = own(connector.servers, name);
  const url = server && expandServerUrl(server.url, connector.variables, mergedVariables(accounts));
  if (url !== undefined) return url;
  throw new Refusal("NOT_CONFIGURED", `the address of ${connector.slug} is not known`, {
    help: "ask the user to connect it again, with each variable that the connector asks for",
  });
}
