import type { Operation } from "@specwire/contract";

/** What says something of the answer that a caller may act on; all else is of the connection, or of a browser. */
const passed: ReadonlySet<string> = new Set([
  "content-disposition",
  "content-language",
  "content-range",
  "content-type",
  "etag",
  "last-modified",
  "link",
  "retry-after",
  // RFC 6750 section 3: a missing scope is named here alone.
  "www-authenticate",
]);

/** Quotas, and the API's own name of the request, which its support asks for. */
const families = /^(x-)?rate-?limit(-|$)|(^|-)(request|correlation)-?id$/;

/** Bytes; a header that is longer says nothing that a caller needs. */
const longest = 16 * 1024;

/** The upstream's headers that go back to a sandbox, redacted. */
export function answerHeaders(
  { response, pagination, method }: Pick<Operation, "response" | "pagination" | "method">,
  headers: Readonly<Record<string, string>>,
  redact: (text: string) => string,
): Record<string, string> {
  const own = new Set<string>();
  if (response.redirect) own.add("location");
  // Without a body it is all that tells its size.
  if (method === "HEAD") own.add("content-length");
  const next = pagination !== undefined && "next" in pagination ? pagination.next : undefined;
  if (next !== undefined && "header" in next) own.add(next.header.toLowerCase());
  return Object.fromEntries(
    Object.entries(headers)
      .filter(
        ([name, value]) =>
          value.length <= longest &&
          (passed.has(name) || own.has(name) || (families.test(name) && redact(name) === name)),
      )
      .map(([name, value]) => [name, redact(value)]),
  );
}
