import { type Arguments, type Operation, resolvedArguments, withBody } from "@specwire/contract";
import type { Words } from "./command-words.ts";

/**
 * Whether a line was read as its input was meant; where files hold a part of it, whether the input named them. What
 * a command line can't say exactly (a text that looks like JSON where both are taken) is refused, not sent otherwise.
 */
export function isMeant(read: Arguments | undefined, words: Words, operation: Operation): boolean {
  const { meant, hasFiles, piped } = words;
  if (read === undefined) return hasFiles || piped !== undefined;
  const wanted = resolvedArguments(withBody(operation, meant.contentType), {
    ...meant,
    ...(meant.body === undefined && read.body !== undefined && { body: {} }),
  });
  return isSame(wanted, read);
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(
      ([name, value]) => Object.hasOwn(b, name) && isSame(value, (b as Record<string, unknown>)[name]),
    )
  );
}
