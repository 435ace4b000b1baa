import { setImmediate } from "node:timers/promises";
import { Automaton } from "./redaction/automaton.ts";
import { formsOf } from "./redaction/forms.ts";
import { Search } from "./redaction/search.ts";

/** Takes credentials out of whatever goes back to a sandbox: each form of each is replaced by `[redacted]`. */
export interface Redactor {
  /** Header values and messages. */
  readonly text: (text: string) => string;
  /** Bytes of any kind, however they are cut into chunks; holds back no more than a secret's longest form. */
  readonly stream: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** A shorter secret is in every other text by chance. */
const shortest = 4;
/** So many redactors are kept, each until it has not been asked for in so long: they hold secrets. */
const mostKept = 100;
const keptMilliseconds = 60_000;

const kept = new Map<string, { readonly redactor: Redactor; readonly timer: NodeJS.Timeout }>();

/**
 * Knows the secrets as text (UTF-8, UTF-16, ISO 8859-1) and percent-encoded, escaped, as references of HTML, in
 * quoted-printable, base64 and base64url at any place of a longer text, hexadecimal and as a list of bytes, also in
 * mixtures of these; cut ones too, of which half is left. Secrets of less than four characters are not searched for. A redactor learns what texts look
 * like; one for the same secrets is kept for a minute, so that it serves the next answer faster.
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

function newRedactor(secrets: readonly string[]): Redactor {
  const automaton = new Automaton(secrets.flatMap(formsOf));
  return {
    text(text) {
      const redacted = redactedText(automaton, text, "utf8");
      // A header's bytes may have been read as ISO 8859-1 though they are UTF-8.
      return /^[\0-\xFF]*[\x80-\xFF][\0-\xFF]*$/.test(redacted)
        ? redactedText(automaton, redacted, "latin1")
        : redacted;
    },
    async *stream(source) {
      const search = new Search(automaton);
      for await (const chunk of source) {
        for (let at = 0; at < chunk.length; ) {
          const { out, count } = search.read(at === 0 ? chunk : chunk.subarray(at));
          yield* out;
          at += count;
          // A text that is made to take long takes nobody else's turn.
          if (at < chunk.length) await setImmediate();
        }
      }
      yield* search.end();
    },
  };
}

function redactedText(automaton: Automaton, text: string, encoding: "utf8" | "latin1"): string {
  const bytes = Buffer.from(text, encoding);
  const search = new Search(automaton);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { out, count } = search.read(bytes.subarray(at));
    parts.push(...out);
    at += count;
  }
  parts.push(...search.end());
  const isSame = parts.reduce((sum, { length }) => sum + length, 0) === bytes.length;
  // Half a surrogate pair would not come back.
  if (isSame && parts.every((part) => part.buffer === bytes.buffer)) return text;
  return Buffer.concat(parts).toString(encoding);
}
