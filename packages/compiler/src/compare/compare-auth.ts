import type { AuthScheme, Connector, OAuth2, Security } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { eachOf } from "./compare-servers.ts";
import { json, missingFrom, names, same } from "./words.ts";

/** Compares how callers prove who they are: schemes, secrets, where these go, and what OAuth asks for. */
export function compareAuth(before: Connector, after: Connector, say: Say): void {
  eachOf(byId(before.auth), byId(after.auth), (name, was, is) => {
    const at = `credential ${quote(name)}`;
    if (was === undefined) say("auth", at, "is new");
    else if (is === undefined)
      say("auth", at, "is gone: who uses it has to connect again", ["commands", "consent"]);
    else compareSchemes(was, is, at, say);
  });
}

const byId = (schemes: readonly AuthScheme[]): Record<string, AuthScheme> =>
  Object.fromEntries(schemes.map((scheme) => [scheme.id, scheme]));

/** Compares which schemes a call needs: what an operation says, else what its connector says. */
export function compareSecurity(was: Security, is: Security, say: Say): void {
  if (same(was, is)) return;
  const words = (security: Security) =>
    security
      .map((ids) => (ids.length === 0 ? "nothing" : ids.map((id) => quote(id)).join(" and ")))
      .join(", or ") || "no credential";
  const values = { before: json(was), after: json(is) };
  // What sufficed still does where some alternative asks for no more.
  const suffices = (held: readonly string[]) => is.some((needed) => missingFrom(held, needed).length === 0);
  const kept = is.length === 0 || (was.length > 0 && was.every(suffices));
  const breaks = kept ? [] : (["commands", "consent"] as const);
  say("credential", undefined, `needs ${words(is)} now, not ${words(was)}`, breaks, values);
}

function compareSchemes(was: AuthScheme, is: AuthScheme, at: string, say: Say): void {
  const variables = (scheme: AuthScheme) => scheme.slots.map(({ env }) => env);
  const [gone, come] = [
    missingFrom(variables(is), variables(was)),
    missingFrom(variables(was), variables(is)),
  ];
  if (come.length > 0) say("auth", at, `is read from ${names(come)} too`, ["commands", "consent"]);
  if (gone.length > 0)
    say("auth", at, `is no longer read from ${names(gone)}`, come.length > 0 ? [] : ["commands"]);
  if (!same(was.placements, is.placements))
    say("auth", at, "is sent in another place", ["consent"], {
      before: json(was.placements),
      after: json(is.placements),
    });
  if (was.type !== is.type) say("auth", at, `is ${is.type} now, not ${was.type}`, ["commands", "consent"]);
  if (was.servers !== undefined && missingFrom(was.servers, is.servers ?? ["every server"]).length > 0)
    say("auth", at, "is sent to other servers too", ["consent"], {
      before: json(was.servers),
      after: json(is.servers),
    });
  if (!same(was.verify, is.verify)) say("auth", at, "is proved in another way");
  if (was.oauth2 && is.oauth2) compareOAuth(was.oauth2, is.oauth2, at, say);
}

const endpoints = [
  "authorizationUrl",
  "tokenUrl",
  "refreshUrl",
  "revocationUrl",
  "openIdConnectUrl",
] as const;

function compareOAuth(was: OAuth2, is: OAuth2, at: string, say: Say): void {
  for (const name of endpoints) {
    if (was[name] === is[name]) continue;
    const found = is[name] === undefined ? "is gone" : `is ${quote(is[name], 120)} now`;
    say("auth", `${at} ${name}`, found, ["consent"], { before: was[name], after: is[name] });
  }
  const scopes = (oauth: OAuth2) => Object.keys(oauth.scopes);
  const [gone, come] = [missingFrom(scopes(is), scopes(was)), missingFrom(scopes(was), scopes(is))];
  if (come.length > 0) say("auth", at, `asks for ${names(come)} too`, ["consent"], { after: come });
  if (gone.length > 0) say("auth", at, `no longer asks for ${names(gone)}`, [], { before: gone });
  const rest = ({
    openIdConnectUrl: _o,
    scopes: _,
    authorizationUrl: _a,
    tokenUrl: _t,
    refreshUrl: _r,
    revocationUrl: _v,
    ...other
  }: OAuth2) => other;
  if (!same(rest(was), rest(is))) say("auth", at, "is obtained in another way", ["consent"]);
}
