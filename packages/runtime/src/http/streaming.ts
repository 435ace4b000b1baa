/** One request of the broker to an API. */
export interface StreamedRequest {
  readonly method: string;
  /** Goes out byte for byte: refused where a URL parser would write it otherwise. */
  readonly url: string;
  /** Lower-case names; those of the connection and its framing are the client's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly length: number; readonly bytes: AsyncIterable<Uint8Array> };
  /** Client certificate and private key (PEM) for mutual TLS. */
  readonly identity?: { readonly cert: string; readonly key: string };
  /** Connections are shared within one of these only: an account's id, or `none`. */
  readonly pool: string;
  readonly signal?: AbortSignal;
  /** Without a byte either way. */
  readonly idleMilliseconds: number;
}

export interface StreamedAnswer {
  readonly status: number;
  /** Lower-case names; several of one name are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked as Content-Encoding said. Throws `HttpError` where it breaks off, or is larger than allowed. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops what is left of the body. */
  readonly discard: () => void;
}

/** The broker's way to APIs: the checks of `HttpClient`, with bodies that stream both ways. */
export interface StreamingClient {
  /** Throws an `HttpError` (`HOST_REFUSED` or `NETWORK_ERROR`, with `sent`); answers of any status are returned. */
  readonly send: (request: StreamedRequest) => Promise<StreamedAnswer>;
}
