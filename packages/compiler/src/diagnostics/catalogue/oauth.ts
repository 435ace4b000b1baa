import { didYouMean, sentences } from "../define.ts";
import { quote } from "../display.ts";

interface UnknownStyle {
  value: string;
  suggestions: readonly string[];
  accepted: readonly string[];
}

interface UnknownVariable {
  name: string;
  suggestions: readonly string[];
}

/** Where else a value is stated that is not added. */
const twice: Readonly<Record<string, string>> = {
  scope: "declare it under `scopes`.",
  nonce: "leave it out: a random one is sent.",
  grant_type: 'leave out the usual one: tokenParamNames: { exchange: { grant_type: "" } }',
};

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
  "oauth/parameter-twice": {
    severity: "error",
    message: ({ name, first }: { name: string; first: string }): string =>
      `${quote(name)} would be sent twice${first === name ? "" : `, also as ${quote(first)}`}.`,
    help: ({ name }: { name: string; first: string }): string =>
      twice[name] ?? "leave it out, or rename one of the two.",
  },
  "oauth/protocol-parameter": {
    severity: "error",
    message: ({ name }: { name: string }): string =>
      `${quote(name)} is the protocol's own and can't be added.`,
    help: ({ name }: { name: string }): string =>
      name === "response_type"
        ? "code is sent without saying so; another one is `responseType` under `deviations`."
        : "leave it out; what the provider calls it is said by `authParamNames` under `deviations`.",
  },
  "oauth/braces-kept": {
    severity: "warning",
    message: ({ name }: UnknownVariable): string => `{${name}} is sent as it is: no variable has that name.`,
    help: ({ suggestions, name }: UnknownVariable): string =>
      didYouMean(suggestions) ??
      `declare it under \`variables\`, if it is one: ${name}: { from: user, kind: text }`,
  },
  "oauth/variable-too-late": {
    severity: "error",
    message: ({ name, from }: { name: string; from: string }): string =>
      `{${name}} is not known yet when this is needed: it comes from the ${from === "redirect" ? "redirect" : "token response"}.`,
    help: (): string => "ask the user for it (from: user), or leave it out here.",
  },
  "oauth/no-effect": {
    severity: "warning",
    message: ({ key, because }: { key: string; because: string }): string =>
      `${quote(key)} has no effect: ${because}.`,
    help: (): string => "leave it out, or change what it depends on.",
  },
  "oauth/secret-in-url": {
    severity: "warning",
    message: (): string =>
      "Token requests carry the client's secret and the tokens in their URL, where servers log them.",
    help: (): string => "write form or json, unless the provider accepts nothing else.",
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
