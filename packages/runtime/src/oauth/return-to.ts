import { RuntimeError } from "../errors/runtime-error.ts";

/** Characters: what servers take for a URL without a second thought. */
const longest = 2000;

/** Stands for the host's own origin, which nobody else has. */
const origin = "https://host.invalid";

/**
 * Where the host sends the browser when all is done: a path of its own, with query and fragment, that begins with
 * one slash. It comes back as a URL parser writes it, so that no browser reads another host in it. Throws
 * `INVALID_RETURN_TO`.
 */
export function checkReturnTo(given: string): string {
  const isText = typeof given === "string" && given.length <= longest;
  const url = isText && /^\/(?![/\\])/.test(given) ? URL.parse(given, origin) : null;
  const isClean = !/[\\\p{Cc}\s]/u.test(given);
  const path = url === null ? "" : `${url.pathname}${url.search}${url.hash}`;
  // `/.//evil.example` is a path, and what is left of it when it is written out is not.
  if (url?.origin !== origin || !isClean || path.startsWith("//") || path.length > longest)
    throw new RuntimeError("INVALID_RETURN_TO", "`returnTo` is no path of the host's own site", {
      help: "give a path such as /settings?tab=connections",
    });
  return path;
}
