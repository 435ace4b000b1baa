import { didYouMean, sentences } from "../define.ts";
import { quote } from "../display.ts";

interface UnknownKey {
  key: string;
  /** The keys that may have been meant, best first. */
  suggestions: readonly string[];
  /** What else there is to say about it. */
  note?: string | undefined;
  /** All keys of the place. */
  known: readonly string[];
}

interface UnknownValue {
  value: string;
  suggestions: readonly string[];
  accepted: readonly string[];
}

interface BadText {
  value: string;
  /** What it should be, with its article: "a URL". */
  wanted: string;
  example: string;
  note?: string | undefined;
}

const mostListed = 12;

interface Unquoted {
  written: string;
  kind: string;
  /** The text that is wanted instead. */
  meant: string;
}

export const schema = {
  "schema/unknown-key": {
    severity: "error",
    message: ({ key }: UnknownKey): string => `${quote(key)} is not a key of the format here.`,
    help: ({ suggestions, note, known }: UnknownKey): string | undefined =>
      sentences(
        note ?? didYouMean(suggestions),
        suggestions.length > 0 || known.length > mostListed || known.length === 0
          ? undefined
          : `Known here: ${known.join(", ")}.`,
      ),
  },
  "schema/other-shape": {
    severity: "error",
    message: ({ what }: { what: string; how: string }): string => what,
    help: ({ how }: { what: string; how: string }): string => how,
  },
  "schema/missing-key": {
    severity: "error",
    message: ({ key }: { key: string; meaning?: string | undefined; example?: string | undefined }): string =>
      `${quote(key)} is missing.`,
    help: ({
      key,
      meaning,
      example,
    }: {
      key: string;
      meaning?: string | undefined;
      example?: string | undefined;
    }): string | undefined =>
      sentences(example === undefined ? `add ${key}.` : `add ${key}: ${example}`, meaning),
  },
  "schema/wrong-type": {
    severity: "error",
    message: ({ found, wanted }: { found: string; wanted: string; note?: string | undefined }): string =>
      `This is ${found}; it should be ${wanted}.`,
    help: ({ note }: { found: string; wanted: string; note?: string | undefined }): string | undefined =>
      note,
  },
  "schema/unquoted-text": {
    severity: "error",
    message: ({ written, kind }: Unquoted): string => `YAML reads ${written} as ${kind}; text is wanted.`,
    help: ({ meant }: Unquoted): string => `write ${JSON.stringify(meant)} with its quotes.`,
  },
  "schema/unknown-value": {
    severity: "error",
    message: ({ value }: UnknownValue): string => `${value} is not one of the values that are known here.`,
    help: ({ suggestions, accepted }: UnknownValue): string | undefined =>
      sentences(didYouMean(suggestions), `Supported: ${accepted.join(", ")}.`),
  },
  "schema/bad-format": {
    severity: "error",
    message: ({ value, wanted }: BadText): string => `${quote(value)} is not ${wanted}.`,
    help: ({ example, note }: BadText): string | undefined => sentences(note, `Such as: ${example}`),
  },
  "schema/bad-name": {
    severity: "error",
    message: ({ value, wanted }: BadText): string => `${quote(value)} cannot be ${wanted}.`,
    help: ({ example, note }: BadText): string | undefined => sentences(note, `Such as: ${example}`),
  },
  "schema/out-of-bounds": {
    severity: "error",
    message: ({ problem }: { problem: string }): string => `${problem}.`,
  },
} as const;
