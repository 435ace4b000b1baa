import { isIP } from "node:net";
import { RuntimeError } from "../errors/runtime-error.ts";
import { isLoopbackAddress, isLoopbackName, isMetadataAddress, isPublicAddress } from "./addresses.ts";

/** Judges where a request may go, by name before and by address after it was looked up. */
export interface HostPolicy {
  /** Why a URL may not be called, or undefined where it may. */
  readonly problem: (url: URL) => string | undefined;
  /** Whether an address that a name led to may be dialled. */
  readonly isAllowedAddress: (hostname: string, port: string, address: string) => boolean;
}

/**
 * The hosts of private networks that may be called: `host:port` exactly, or a host alone for its port 443. Plain
 * http is for those of them that are this machine. Throws `INVALID_OPTION`.
 */
export function hostPolicy(allowHosts: readonly string[]): HostPolicy {
  const allowed = new Set(allowHosts.map(readHost));
  const isAllowed = (hostname: string, port: string) => allowed.has(`${hostname}:${port}`);
  return {
    problem(url) {
      const named = isAllowed(url.hostname, portOf(url));
      if (url.username !== "" || url.password !== "") return "it has a user name in it";
      if (url.protocol === "http:" && !(named && isLoopbackName(url.hostname))) return "it is not https";
      if (url.protocol !== "https:" && url.protocol !== "http:") return "it is not https";
      const literal = url.hostname.replace(/^\[|\]$/g, "");
      if (isIP(literal) !== 0 && !named && !isPublicAddress(literal))
        return "it is an address of a private network";
      return undefined;
    },
    isAllowedAddress(hostname, port, address) {
      if (!isAllowed(hostname, port)) return isPublicAddress(address);
      // A name of this machine means this machine, whatever a resolver says.
      return isLoopbackName(hostname) ? isLoopbackAddress(address) : !isMetadataAddress(address);
    },
  };
}

export function portOf(url: URL): string {
  return url.port || (url.protocol === "http:" ? "80" : "443");
}

function readHost(entry: string): string {
  const url = URL.parse(`https://${entry}/`);
  const port = /:(\d+)$/.exec(entry)?.[1];
  const written = port === undefined ? entry : entry.slice(0, -port.length - 1);
  if (url === null || url.hostname === "" || url.hostname !== written.toLowerCase() || url.username !== "")
    throw new RuntimeError("INVALID_OPTION", `allowHosts: ${JSON.stringify(entry)} is not a host`, {
      help: "name a host and its port, such as 127.0.0.1:4321",
    });
  return `${url.hostname}:${port === undefined ? "443" : Number(port)}`;
}
