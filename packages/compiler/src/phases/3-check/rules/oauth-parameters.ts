import { type Json, nearest, own, toPointer } from "@specwire/contract";
import type { Oauth2 } from "../../../../gen/connector-source.ts";
import { removeRepair } from "../../1-parse/rewrite/repairs.ts";
import { type CheckedSpec, oauthSchemes } from "../checked-spec.ts";
import { parameterTemplates, variablesIn } from "../urls.ts";

/** What decides who asks, for what and where the answer goes: RFC 6749, 7636 and 9101. */
const protocol: ReadonlySet<string> = new Set(
  `client_id code_challenge code_challenge_method redirect_uri request_uri response_type state`.split(" "),
);

/** What one request sends: standard names, what the provider calls them, and what is added. */
interface SentParameters {
  readonly standard: readonly string[];
  /** A key of the scheme, with the names below it. */
  readonly renamed: readonly [at: string, names: Readonly<Record<string, string>>];
  readonly added: readonly (readonly [at: string, params: Readonly<Record<string, string>> | undefined])[];
}

/** No parameter stands in one request twice: of two values a provider takes either. */
export function parameterTwice(spec: CheckedSpec): void {
  const { report, text, locate } = spec;
  const seen = new Set<string>();
  for (const { scheme, at } of oauthSchemes(spec)) {
    for (const { standard, renamed, added } of requestsOf(scheme)) {
      const sent = new Map<string, string>();
      const take = (name: string, from: string, place: string) => {
        const first = sent.get(name);
        if (first === undefined) sent.set(name, from);
        else if (!seen.has(place)) {
          seen.add(place);
          report.add(
            "oauth/parameter-twice",
            { name, first },
            locate(place, from === name ? "key" : "value"),
            isSaidAgain(name, text?.valueAt(place), scheme) ? removeRepair(text, place) : {},
          );
        }
      };
      const [place, names] = renamed;
      // What keeps its name first: the one to change is the other.
      const sorted = standard.toSorted(
        (a, b) => Number(own(names, a) !== undefined) - Number(own(names, b) !== undefined),
      );
      for (const one of sorted) {
        const name = own(names, one);
        if (name !== "") take(name ?? one, one, at + place + toPointer([one]));
      }
      for (const [inside, params] of added)
        for (const name of Object.keys(params ?? {}))
          if (inside !== "/extraAuthParams" || !protocol.has(name))
            take(name, name, at + inside + toPointer([name]));
    }
  }
}

// The usual value, or a place for it, adds nothing to what is sent by itself.
function isSaidAgain(
  name: string,
  value: Json | undefined,
  { grant = "authorization_code" }: Oauth2,
): boolean {
  if (typeof value !== "string") return false;
  if (name === "grant_type") return value === grant;
  return (
    /^(client_id|client_secret|code|redirect_uri|refresh_token)$/.test(name) &&
    /^\$?\{+[\w.-]+\}+$/.test(value)
  );
}

function requestsOf(scheme: Oauth2): SentParameters[] {
  const { deviations: { tokenParamNames = {}, ...deviations } = {} } = scheme;
  const style = scheme.authStyle ?? "body";
  const client = [
    ...(style === "header" ? [] : ["client_id"]),
    ...(style === "body" ? ["client_secret"] : []),
  ];
  const scope = Object.keys(scheme.scopes ?? {}).length > 0 ? ["scope"] : [];
  const exchangeNames = ["/deviations/tokenParamNames/exchange", { ...tokenParamNames.exchange }] as const;
  const extra = (name: "extraTokenParams" | "extraExchangeParams" | "extraRefreshParams") =>
    [`/deviations/${name}`, deviations[name]] as const;
  if (scheme.grant === "client_credentials") {
    const added = [extra("extraTokenParams"), extra("extraExchangeParams")];
    return [{ standard: ["grant_type", ...client, ...scope], renamed: exchangeNames, added }];
  }
  const pkce = scheme.pkce === false ? [] : ["code_challenge", "code_challenge_method"];
  return [
    {
      standard: [
        ...["response_type", "client_id", "redirect_uri", "state"],
        ...scope,
        ...pkce,
        ...(deviations.nonce ? ["nonce"] : []),
      ],
      renamed: ["/deviations/authParamNames", { ...deviations.authParamNames }],
      added: [["/extraAuthParams", scheme.extraAuthParams]],
    },
    {
      standard: [
        "grant_type",
        ...client,
        "code",
        "redirect_uri",
        ...(pkce.length > 0 ? ["code_verifier"] : []),
      ],
      renamed: exchangeNames,
      added: [extra("extraTokenParams"), extra("extraExchangeParams")],
    },
    {
      standard: ["grant_type", ...client, "refresh_token"],
      renamed: tokenParamNames.refresh
        ? ["/deviations/tokenParamNames/refresh", { ...tokenParamNames.refresh }]
        : exchangeNames,
      added: [extra("extraTokenParams"), extra("extraRefreshParams")],
    },
  ];
}

/** The authorization request's own parameters are never added, whatever they are called. */
export function protocolParameter(spec: CheckedSpec): void {
  for (const { scheme, at } of oauthSchemes(spec)) {
    for (const [name, value] of Object.entries(scheme.extraAuthParams ?? {})) {
      const where = `${at}/extraAuthParams${toPointer([name])}`;
      // Some providers have a plain parameter of that name; a JWT in it is a whole request.
      const isRequest = name === "request" && value.includes(".");
      if (protocol.has(name) || isRequest)
        spec.report.add("oauth/protocol-parameter", { name }, spec.locate(where, "key"));
    }
  }
}

/** Braces that name no variable are sent as they are; where they look like one, that may not be meant. */
export function literalBraces(spec: CheckedSpec): void {
  const declared = Object.keys(spec.source.variables ?? {});
  for (const { value, at } of parameterTemplates(spec)) {
    for (const name of variablesIn(value)) {
      if (!/^[a-z][a-z0-9_]*$/i.test(name) || declared.includes(name)) continue;
      spec.report.add("oauth/braces-kept", { name, suggestions: nearest(name, declared) }, spec.locate(at));
    }
  }
}
