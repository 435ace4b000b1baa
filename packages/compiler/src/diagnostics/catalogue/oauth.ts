import { didYouMean, sentences } from "../define.ts";

interface UnknownStyle {
  value: string;
  suggestions: readonly string[];
  accepted: readonly string[];
}

export const oauth = {
  "oauth/unknown-auth-style": {
    severity: "error",
    message: ({ value }: UnknownStyle): string => `${value} is not a way to send client credentials.`,
    help: ({ suggestions, accepted }: UnknownStyle): string | undefined =>
      sentences(didYouMean(suggestions), `Supported: ${accepted.join(", ")}.`),
  },
} as const;
