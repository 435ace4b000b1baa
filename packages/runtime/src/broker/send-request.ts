import {
  type Connector,
  type HttpRequest,
  mostRedirects,
  type Operation,
  ownHeaders,
  redirectOf,
  requestUrl,
} from "@specwire/contract";
import type { StreamedAnswer, StreamedRequest, StreamingClient } from "../http/streaming.ts";
import { identityOf, type LivePart, secretsOf, withCredentials } from "./live-parts.ts";
import { Refusal } from "./refusal.ts";
import type { OutgoingBody } from "./request-body.ts";

/** Without a byte either way: event streams are quiet for minutes, a dead connection for ever. */
const idleMilliseconds = 5 * 60_000;

export interface OutgoingCall {
  readonly connector: Connector;
  readonly operation: Operation;
  /** Without a credential. */
  readonly request: HttpRequest;
  readonly baseUrl: string;
  readonly body: OutgoingBody | undefined;
  readonly signal: AbortSignal;
}

/**
 * The request of the operation to its declared host, with the credentials in their places, and what of it must not come
 * back. Throws `Refusal`.
 */
export function streamedRequest(
  { operation, request: plain, baseUrl, body, signal }: OutgoingCall,
  parts: readonly LivePart[],
): { readonly request: StreamedRequest; readonly secrets: readonly string[] } {
  const request = withCredentials(plain, parts, operation);
  const identity = identityOf(parts);
  const { contentType } = body ?? {};
  const streamed = {
    method: request.method,
    url: requestUrl(baseUrl, request),
    headers: { ...request.headers, ...(contentType !== undefined && { "content-type": contentType }) },
    ...(body !== undefined && { body: body.bytes }),
    ...(identity !== undefined && { identity }),
    pool: poolOf(parts),
    signal,
    idleMilliseconds,
  };
  return { request: streamed, secrets: secretsOf(request, parts) };
}

/** Nobody's connection serves anyone else's request. */
function poolOf(parts: readonly LivePart[]): string {
  return parts.length === 0 ? "none" : parts.map(({ account }) => account.id).join("+");
}

/**
 * Follows the redirects that the operation declares, with a bare GET: neither the credential nor anything of the
 * operation goes with it. Any other redirect is refused. `redact` takes the credentials out of what is told of a host.
 */
export async function followRedirects(
  client: StreamingClient,
  { connector, operation, signal }: Pick<OutgoingCall, "connector" | "operation" | "signal">,
  first: { readonly answer: StreamedAnswer; readonly url: string },
  redact: (text: string) => string,
): Promise<{ readonly answer: StreamedAnswer; readonly host?: string }> {
  let { answer, url } = first;
  let host: string | undefined;
  for (let count = 0; ; count += 1) {
    const { status, headers } = answer;
    const redirect = redirectOf(operation, url, { status, location: headers.location });
    if (redirect === undefined) return { answer, ...(host !== undefined && { host }) };
    answer.discard();
    const shown = shownHost(headers.location ?? "", redirect.host, redact);
    const problem = "refused" in redirect ? redirect.refused : `more than ${mostRedirects} redirects`;
    if ("refused" in redirect || count >= mostRedirects)
      throw new Refusal(
        "UNEXPECTED_ANSWER",
        `the API redirects to ${shown ?? "something that is no URL"}: ${problem}`,
        { status, help: "nothing was sent there; only redirects that the connector declares are followed" },
      );
    url = redirect.target;
    host = shown;
    answer = await client.send({
      method: "GET",
      url,
      headers: ownHeaders(connector, operation),
      pool: "none",
      signal,
      idleMilliseconds,
    });
  }
}

/** A host that has a credential in it is redacted as it came: a parsed one has other letters. */
function shownHost(
  location: string,
  host: string | undefined,
  redact: (text: string) => string,
): string | undefined {
  const [, given = ""] = /^[^/?#\\]*[/\\]*([^/?#\\]*)/.exec(location.replaceAll("\t", "")) ?? [];
  return host !== undefined && redact(given) !== given ? "[redacted]" : host && redact(host);
}
