import { CliError } from "../errors.ts";
import type { CliWorld } from "../world.ts";

export interface ProxyServer {
  readonly host: string;
  readonly port: number;
  /** TLS to the proxy itself. */
  readonly secure: boolean;
  /** Value of Proxy-Authorization, from the proxy's URL. */
  readonly authorization?: string;
}

/** The proxy that the environment names for a URL (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`). */
export function proxyFor(url: URL, env: CliWorld["env"]): ProxyServer | undefined {
  const variable = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const read = (name: string) => env[name.toLowerCase()] || env[name];
  const setting = read(variable) || read("ALL_PROXY");
  if (!setting || isExempt(url, read("NO_PROXY") ?? "")) return undefined;
  const text = setting.includes("://") ? setting : `http://${setting}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol))
    throw new CliError("NOT_CONFIGURED", `${variable} is not the URL of an HTTP proxy`, {
      help: "set it to http://host:port or https://host:port; SOCKS is not supported",
    });
  const secure = proxy.protocol === "https:";
  const user = `${decoded(proxy.username, variable)}:${decoded(proxy.password, variable)}`;
  return {
    host: proxy.hostname.replace(/^\[|\]$/g, ""),
    port: Number(proxy.port) || (secure ? 443 : 80),
    secure,
    ...(proxy.username && { authorization: `Basic ${Buffer.from(user).toString("base64")}` }),
  };
}

function decoded(text: string, variable: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CliError("NOT_CONFIGURED", `the user or password in ${variable} is not percent-encoded`, {
      help: "write a % in it as %25",
    });
  }
}

/** Whether `NO_PROXY` names the URL's host: `*`, a host, a domain with its subdomains, each with or without a port. */
function isExempt(url: URL, list: string): boolean {
  const host = plainHost(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", wantedPort] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (wantedPort !== undefined && wantedPort !== port) return false;
      const domain = plainHost(name.replace(/^\*?\./, ""));
      return domain !== "" && (host === domain || host.endsWith(`.${domain}`));
    });
}

function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}
