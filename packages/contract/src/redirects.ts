import type { Operation } from "./connector.ts";

/** Where an answer's redirect leads, or why it leads nowhere. */
export type Redirect =
  | { readonly target: string; readonly host: string }
  | { readonly refused: string /** Undefined where it is no URL. */; readonly host: string | undefined };

/** More than these in a row are refused. */
export const mostRedirects = 5;

/**
 * The redirect that an answer is, judged: undefined where it is none, or where a redirect is what the operation
 * answers with. A target is followed with a bare GET, without the credential and without anything of the operation.
 */
export function redirectOf(
  operation: Pick<Operation, "response" | "follow" | "method">,
  from: string,
  { status, location }: { readonly status: number; readonly location: string | undefined },
): Redirect | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  if (operation.response.redirect && operation.follow === undefined) return undefined;
  if (!URL.canParse(location, from)) return { refused: "it can't be followed", host: undefined };
  const target = new URL(location, from);
  const refused = refusal(target, new URL(from), status, operation);
  return refused === undefined ? { target: target.href, host: target.host } : { refused, host: target.host };
}

function refusal(
  target: URL,
  from: URL,
  status: number,
  operation: Pick<Operation, "follow" | "method">,
): string | undefined {
  const hosts = operation.follow?.hosts ?? [];
  if (!hosts.some((pattern) => matchesHost(pattern, target.hostname))) return "this host is not declared";
  if (target.protocol !== "https:" && target.protocol !== from.protocol) return "it leaves HTTPS";
  if (!/^https?:$/.test(target.protocol) || target.username || target.password)
    return "it is not a plain URL";
  const keepsMethod = status === 307 || status === 308;
  if (keepsMethod && operation.method !== "GET" && operation.method !== "HEAD")
    return "it asks to send the request's body again";
  return undefined;
}

/**
 * Whether a host is one that a pattern names: exactly, as `*.example.com` for any name below it, with `*` for one label
 * elsewhere, or by `*` alone, a user's own server. A port belongs to the address, not to the name.
 */
export function matchesHost(pattern: string, host: string): boolean {
  if (pattern === "*") return host !== "";
  const wanted = pattern.toLowerCase().replace(/:\d+$/, "").split(".");
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  if (labels.includes("")) return false;
  const fixed = wanted[0] === "*" ? wanted.slice(1) : wanted;
  const behind = fixed === wanted ? labels : labels.slice(-fixed.length);
  if (fixed !== wanted && labels.length < wanted.length) return false;
  return behind.length === fixed.length && fixed.every((one, index) => one === "*" || one === behind[index]);
}
