import type { AuthScheme, Connector, OAuth2 } from "@specwire/contract";
import { quote } from "../diagnostics/display.ts";
import type { Say } from "./change.ts";
import { eachOf } from "./compare-servers.ts";
import { json, missingFrom, names, same } from "./words.ts";

/** Compares how callers prove who they are: schemes, secrets, where these go, and what OAuth asks for. */
export function compareAuth(before: Connector, after: Connector, say: Say): void {
  eachOf(byName(before.auth), byName(after.auth), (name, was, is) => {
    const at = `credential ${quote(name)}`;
    if (was === undefined) say("auth", at, "is new");
    else if (is === undefined)
      say("auth", at, "is gone: who uses it has to connect again", ["commands", "consent"]);
    else compareSchemes(was, is, at, say);
  });
}

/** Schemes of one type are told apart by their order. */
function byName(schemes: readonly AuthScheme[]): Record<string, AuthScheme> {
  const found = new Map<string, AuthScheme>();
  for (const scheme of schemes) {
    let name: string = scheme.type;
    for (let number = 2; found.has(name); number++) name = `${scheme.type} ${number}`;
    found.set(name, scheme);
  }
  return Object.fromEntries(found);
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
  if (!same(was.verify, is.verify)) say("auth", at, "is proved in another way");
  if (was.oauth2 && is.oauth2) compareOAuth(was.oauth2, is.oauth2, at, say);
}

const endpoints = ["authorizationUrl", "tokenUrl", "refreshUrl", "revocationUrl"] as const;

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
    scopes: _,
    authorizationUrl: _a,
    tokenUrl: _t,
    refreshUrl: _r,
    revocationUrl: _v,
    ...other
  }: OAuth2) => other;
  if (!same(rest(was), rest(is))) say("auth", at, "is obtained in another way", ["consent"]);
}
