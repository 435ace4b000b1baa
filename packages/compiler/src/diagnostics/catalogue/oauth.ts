import { didYouMean, sentences } from "../define.ts";
import { quote } from "../display.ts";

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
  "oauth/authorization-url-missing": {
    severity: "error",
    message: (): string => "Nothing says where a person gives consent.",
    help: (): string => "add authorizationUrl, or write grant: client_credentials where nobody is asked.",
  },
  "oauth/token-url-missing": {
    severity: "error",
    message: (): string => "Nothing says where tokens are issued.",
    help: (): string =>
      "add tokenUrl: https://auth.example.com/token, or openIdConnectUrl: with the provider's metadata.",
  },
  "oauth/pkce-off-without-reason": {
    severity: "error",
    message: (): string => "PKCE is off without a reason.",
    help: (): string => "leave `pkce` out, or add reason: with what the provider does when it is sent.",
  },
  "oauth/unknown-scope": {
    severity: "error",
    message: ({ scope }: { scope: string; suggestions: readonly string[] }): string =>
      `${quote(scope)} is not one of the connector's scopes.`,
    help: ({ suggestions }: { scope: string; suggestions: readonly string[] }): string =>
      didYouMean(suggestions) ?? "declare it under `auth.scopes`, with what it lets an agent do.",
  },
  "oauth/unknown-token": {
    severity: "error",
    message: ({ name }: { name: string; suggestions: readonly string[] }): string =>
      `There is no token ${quote(name)}.`,
    help: ({ suggestions }: { name: string; suggestions: readonly string[] }): string =>
      didYouMean(suggestions) ?? "declare it under `auth.tokens`, with where the token response holds it.",
  },
} as const;
