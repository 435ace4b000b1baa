import { setImmediate } from "node:timers/promises";
import { Automaton } from "./redaction/automaton.ts";
import { formsOf } from "./redaction/forms.ts";
import { Search } from "./redaction/search.ts";

/** Takes credentials out of whatever goes back to a sandbox: each form of each is replaced by `[redacted]`. */
export interface Redactor {
  /** Header values and messages. */
  readonly text: (text: string) => string;
  /**
   * Bytes of any kind, however they are cut into chunks. What comes out when, and in what chunks, depends on lengths
   * alone, unless a secret is found: some thousand bytes stay until more follow. `inLines`: each line that has ended
   * comes out at once, and of what stands on several lines the beginning may be missed.
   */
  readonly stream: (
    source: AsyncIterable<Uint8Array>,
    options?: { readonly inLines?: boolean },
  ) => AsyncIterable<Uint8Array>;
}

/** A shorter secret is in every other text by chance. */
const shortest = 4;
/** So many redactors are kept, each until it has not been asked for in so long: they hold secrets. */
const mostKept = 100;
const keptMilliseconds = 60_000;

const kept = new Map<string, { readonly redactor: Redactor; readonly timer: NodeJS.Timeout }>();

/**
 * Knows the secrets as text (UTF-8, UTF-16, UTF-32, ISO 8859-1) and percent-encoded, escaped, as references of HTML, in
 * quoted-printable, base64 and base64url at any place of a longer text, hexadecimal and as a list of bytes, also in
 * mixtures of these; from 32 characters on also cut ones, of which the first half is left. Secrets of less than four
 * characters are not searched for. A redactor learns what texts look like; one for the same secrets is kept for a
 * minute, so that it serves the next answer faster.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const long = [...new Set(secrets)].filter((secret) => secret.length >= shortest);
  if (long.length === 0) return { text: (text) => text, stream: (source) => source };
  const key = JSON.stringify(long);
  const found = kept.get(key);
  kept.delete(key);
  const redactor = found?.redactor ?? newRedactor(long);
  const timer = found?.timer.refresh() ?? setTimeout(() => kept.delete(key), keptMilliseconds).unref();
  kept.set(key, { redactor, timer });
  for (const [oldest, one] of kept) {
    if (kept.size <= mostKept) break;
    clearTimeout(one.timer);
    kept.delete(oldest);
  }
  return redactor;
}

/** A secret in a usual mixture of encodings takes no more for a character. */
const bytesPerCharacter = 32;
const leastHeldBack = 4 * 1024;
const mostHeldBack = 256 * 1024;

/** Bytes: a power of two, so that it says little of how long the secrets are. */
function holdBackFor(secrets: readonly string[]): number {
  const bytes = Math.max(...secrets.map(({ length }) => length)) * bytesPerCharacter;
  return Math.min(mostHeldBack, Math.max(leastHeldBack, 2 ** Math.ceil(Math.log2(bytes))));
}

function newRedactor(secrets: readonly string[]): Redactor {
  const automaton = new Automaton(secrets.flatMap(formsOf));
  const holdBack = holdBackFor(secrets);
  return {
    text(text) {
      const redacted = redactedText(automaton, text, "utf8");
      // A header's bytes may have been read as ISO 8859-1 though they are UTF-8.
      return /^[\0-\xFF]*[\x80-\xFF][\0-\xFF]*$/.test(redacted)
        ? redactedText(automaton, redacted, "latin1")
        : redacted;
    },
    async *stream(source, { inLines = false } = {}) {
      const search = new Search(automaton, holdBack);
      for await (const chunk of source) {
        for (let at = search.read(chunk); at < chunk.length; at += search.read(chunk.subarray(at)))
          // A text that is made to take long takes nobody else's turn.
          await setImmediate();
        const out = search.release(inLines);
        if (out.length > 0) yield out;
      }
      const rest = search.rest();
      if (rest.length > 0) yield rest;
    },
  };
}

function redactedText(automaton: Automaton, text: string, encoding: "utf8" | "latin1"): string {
  const bytes = Buffer.from(text, encoding);
  const search = new Search(automaton, bytes.length);
  for (let at = 0; at < bytes.length; ) at += search.read(bytes.subarray(at));
  // Half a surrogate pair would not come back.
  return search.hasFound ? Buffer.from(search.rest()).toString(encoding) : text;
}
