/**
 * The runtime's way to other servers: `fetch` without redirects, with a time limit, a limit on the answer's size,
 * and with the address checked before it is dialled: loopback, private and link-local ranges are refused unless
 * the host allowed that very host.
 */
export interface HttpClient {
  /** Throws `HOST_REFUSED` or `NETWORK_ERROR`; answers of any status are returned. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
}
