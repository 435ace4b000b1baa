import { isLoopbackName } from "@specwire/runtime/addresses";
import { quote, Refusal } from "../shared/refusal.ts";

/** Whether a URL may be fetched: of a named host, encrypted unless that is this machine. */
export type IsAllowed = (url: URL) => boolean;

/** The hosts that `--allow-remote` names, each with or without a port. */
export function allowedHosts(names: readonly string[]): IsAllowed {
  const hosts = new Set(names.map(readHost));
  return (url) =>
    (url.protocol === "https:" || (url.protocol === "http:" && isLoopbackName(url.hostname))) &&
    url.username === "" &&
    url.password === "" &&
    (hosts.has(url.host) || (url.port === "" && hosts.has(url.hostname)));
}

function readHost(name: string): string {
  const url = URL.canParse(`https://${name}/`) ? new URL(`https://${name}/`) : undefined;
  if (url === undefined || url.host === "" || url.host !== name.toLowerCase())
    throw new Refusal(
      `${quote(name)} is not a host.`,
      "name one alone, such as --allow-remote schemas.example.com",
    );
  return url.host;
}
