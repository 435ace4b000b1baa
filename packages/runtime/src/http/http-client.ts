/** What the runtime may ask of a request beside what `fetch` knows. */
export interface RequestOptions extends RequestInit {
  /** Client certificate and private key in the text form of RFC 7468, for mutual TLS. */
  readonly identity?: { readonly cert: string; readonly key: string };
}

/**
 * The runtime's way to other servers: `fetch` without redirects, with a time limit, a limit on the answer's size,
 * and with the address checked before it is dialled: loopback, private and link-local ranges are refused unless
 * the host allowed that very host. An answer is read whole before it is returned.
 */
export interface HttpClient {
  /** Throws an `HttpError` (`HOST_REFUSED` or `NETWORK_ERROR`); answers of any status are returned. */
  readonly fetch: (url: string, init?: RequestOptions) => Promise<Response>;
}
