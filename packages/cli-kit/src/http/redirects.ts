import type { Operation } from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { HttpAnswer } from "./http-client.ts";

const mostRedirects = 5;

/**
 * Follows the redirects that the operation declares, with a bare GET: `get` sends no credential and nothing
 * of the operation. Any other redirect is an error that names the host.
 */
export async function followRedirects(
  first: HttpAnswer,
  firstUrl: string,
  operation: Operation,
  get: (url: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  let answer = first;
  let from = new URL(firstUrl);
  const isAnswer = operation.response.redirect && operation.follow === undefined;
  for (let count = 0; isRedirect(answer) && !isAnswer; count++) {
    const location = answer.headers.location ?? "";
    answer.discard();
    const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    const stop =
      count >= mostRedirects
        ? `more than ${mostRedirects} redirects`
        : refusal(target, from, answer, operation);
    if (stop !== undefined || target === undefined)
      throw new CliError(
        "UNEXPECTED_ANSWER",
        `the API redirects to ${target?.host ?? "something that is no URL"}: ${stop}`,
        {
          status: answer.status,
          operation: operation.id,
          help: "nothing was sent there; the connector has to declare redirects (follow) for them to be followed",
        },
      );
    answer = await get(target.href);
    from = target;
  }
  return answer;
}

function isRedirect({ status, headers }: HttpAnswer): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
}

function refusal(
  target: URL | undefined,
  from: URL,
  { status }: HttpAnswer,
  operation: Operation,
): string | undefined {
  const hosts = operation.follow?.hosts ?? [];
  if (target === undefined) return "it can't be followed";
  if (!hosts.some((pattern) => matchesHost(pattern, target.hostname))) return "this host is not declared";
  if (target.protocol !== "https:" && target.protocol !== from.protocol) return "it leaves HTTPS";
  if (!/^https?:$/.test(target.protocol) || target.username || target.password)
    return "it is not a plain URL";
  const keepsMethod = status === 307 || status === 308;
  if (keepsMethod && operation.method !== "GET" && operation.method !== "HEAD")
    return "it asks to send the request's body again";
  return undefined;
}

/** A host name, or `*.example.com` for any name below it. */
export function matchesHost(pattern: string, host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  const wanted = pattern.toLowerCase();
  return wanted.startsWith("*.")
    ? name.endsWith(wanted.slice(1)) && name.length > wanted.length - 1
    : name === wanted;
}
