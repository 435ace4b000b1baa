/** Where a request goes: the connection's end, and the exact text of path and query. */
export interface RequestTarget {
  readonly url: URL;
  readonly path: string;
}

/**
 * Reads an absolute URL of which nothing has to be repaired: what is judged, what is sent and what was built are
 * then the same bytes. A fragment is left out, as it is none of a server's business (RFC 9110 section 7.1). Returns
 * what is wrong with it otherwise.
 */
export function requestTarget(given: string): RequestTarget | string {
  const url = URL.parse(given);
  if (url === null) return "it is no URL";
  // The authority may be written in several ways that mean one host; `url` has the one that is dialled.
  const [, authority = "", rest = ""] = /^https?:\/\/([^/?#\\\s]+)([^#]*)/i.exec(given) ?? [];
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  if (authority === "" || path !== `${url.pathname}${url.search}`)
    return "its path is not written as it would be sent";
  return { url, path };
}
