import type { Connector, Operation } from "../../../packages/contract/src/index.ts";
import type { OperationFacts, Service } from "../services.ts";
import { untoldPart } from "./credentials.ts";

/** What is wrong with what a spec says of an operation: people decide by it what an agent may do unasked. */
export function accessProblems(facts: OperationFacts, operation: Operation): string[] {
  const { access, destructive, idempotent, scopes } = operation;
  const isEnough = (needed: readonly string[]) =>
    scopes.some((all) => all.length > 0 && all.every((one) => needed.includes(one)));
  return [
    ...(access === facts.access ? [] : [`access: expected ${facts.access}, is ${access}`]),
    ...(facts.destructive && !destructive ? ["destructive: expected, is not"] : []),
    ...(facts.once && idempotent ? ["idempotent: a second time is not the same"] : []),
    ...(facts.scopes === undefined || isEnough(facts.scopes)
      ? []
      : [
          `scopes: expected ${facts.scopes.join(" ")}, ${scopes.map((one) => one.join(" ")).join(" or ") || "none"} said`,
        ]),
  ];
}

/** What is wrong with how a credential is obtained; how it is sent is seen in the requests. */
export function authProblems(service: Service, connector: Connector): string[] {
  const { auth } = service.facts;
  const untold = untoldPart(service, connector);
  if (!auth.type.startsWith("oauth2")) return untold === undefined ? [] : [untold];
  const oauth = connector.auth.find((one) => one.oauth2 !== undefined)?.oauth2;
  if (oauth === undefined) return ["there is no oauth2"];
  const grant = auth.type.includes("client credentials") ? "client_credentials" : "authorization_code";
  const style = /basic/.test(auth.clientCredentials ?? "") ? "header" : "body";
  const [authorize, parameters] = withoutQuery(oauth.authorizationUrl ?? "");
  const extra = { ...parameters, ...oauth.extraAuthParams };
  const scopes = Object.keys(oauth.scopes);
  // A refresh token is worth having, and nobody's demand.
  const needed = (auth.scopes ?? []).filter((one) => !one.startsWith("offline") && !scopes.includes(one));
  return [
    ...differ("grant", grant, oauth.grant),
    ...differ("tokenUrl", auth.tokenUrl, oauth.tokenUrl),
    ...(grant === "client_credentials" ? [] : differ("authorizationUrl", auth.authorizeUrl, authorize)),
    ...differ("authStyle", style, oauth.authStyle),
    ...differ("scopeSeparator", auth.scopeSeparator ?? " ", oauth.deviations.scopeSeparator ?? " "),
    ...(needed.length === 0 ? [] : [`scopes: ${needed.join(", ")} can't be asked for`]),
    ...Object.entries(auth.extraAuthorizeParams ?? {}).flatMap(([name, value]) =>
      differ(name, value, extra[name]),
    ),
  ];
}

function withoutQuery(text: string): [url: string, parameters: Record<string, string>] {
  if (!URL.canParse(text)) return [text, {}];
  const url = new URL(text);
  const parameters = Object.fromEntries(url.searchParams);
  url.search = "";
  return [url.href, parameters];
}

function differ(what: string, expected: string | undefined, is: string | undefined): string[] {
  return expected === is ? [] : [`${what}: expected ${expected ?? "none"}, is ${is ?? "none"}`];
}
