import { mostRedirects, type Operation, redirectOf } from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { HttpAnswer } from "./http-client.ts";

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
  let from = firstUrl;
  for (let count = 0; ; count++) {
    const { status, headers } = answer;
    const redirect = redirectOf(operation, from, { status, location: headers.location });
    if (redirect === undefined) return answer;
    answer.discard();
    const isRefused = "refused" in redirect;
    if (isRefused || count >= mostRedirects)
      throw new CliError(
        "UNEXPECTED_ANSWER",
        `the API redirects to ${redirect.host ?? "something that is no URL"}: ${isRefused ? redirect.refused : `more than ${mostRedirects} redirects`}`,
        {
          status,
          operation: operation.id,
          help: "nothing was sent there; the connector has to declare redirects (follow) for them to be followed",
        },
      );
    answer = await get(redirect.target);
    from = redirect.target;
  }
}
