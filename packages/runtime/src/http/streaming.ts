import type { Upload } from "./upload.ts";

/** One request of the broker to an API. */
export interface StreamedRequest {
  readonly method: string;
  /** Its path and query go out byte for byte: refused where a URL parser would write them otherwise. */
  readonly url: string;
  /** Those of the connection, of its framing and of the packing of answers are the client's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** What its source throws is thrown as it is. The last bytes leave once it has ended as long as it was stated. */
  readonly body?: Uint8Array | Upload;
  /** Client certificate and private key (PEM) for mutual TLS. */
  readonly identity?: { readonly cert: string; readonly key: string };
  /** Connections are shared within one of these only: an account's id, or `none`. */
  readonly pool: string;
  readonly signal?: AbortSignal;
  /** Without a byte either way, waiting for a connection included. */
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
