import {
  type AuthScheme,
  type Connector,
  isExactNumber,
  isObject,
  isVariableValue,
  type Json,
  type JsonObject,
  jsonText,
  type OAuth2,
  own,
  parseExact,
  trimEnd,
  valueAt,
} from "@specwire/contract";
import { hideWhenPrinted } from "../vault/hide.ts";
import { expiresAt } from "./expires-at.ts";
import { TokenRequestError, type TokenSet } from "./token-set.ts";

/** Stored of an answer; the largest providers have some hundreds in all. */
const mostScopes = 1000;

/** What a token response is read with. */
export interface ReadingContext {
  readonly connector: Pick<Connector, "variables">;
  readonly scheme: AuthScheme;
  readonly oauth2: OAuth2;
  readonly kind: "exchange" | "refresh";
  /** When the request was sent, in milliseconds since 1970: life is counted from here. */
  readonly askedAt: number;
  /** What was kept of the answers before; a newer value of a member takes the place of the older one. */
  readonly kept?: string | undefined;
}

/** The body of an answer as JSON: by declaration, then by media type, then as it looks. Undefined where it is neither. */
export function parseAnswer(text: string, mediaType: string, { deviations }: OAuth2): Json | undefined {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(mediaType);
  const isJson = /^[^;]*\bjson\b/i.test(mediaType);
  if ((deviations.tokenResponseFormat === "form" && !isJson) || isForm) {
    if (!/^[^\s{<]+=/.test(text.trim())) return undefined;
    return Object.fromEntries(new URLSearchParams(text.trim()));
  }
  try {
    return parseExact(text.trim());
  } catch {
    return undefined;
  }
}

/** Reads tokens from the answer of a success. Throws a `TokenRequestError` of outcome `unknown`. */
export function readTokens(answer: Json, reading: ReadingContext): TokenSet {
  const { scheme, oauth2, kind, askedAt } = reading;
  const { deviations } = oauth2;
  const members = membersOf(oauth2, kind);
  const secrets: Record<string, string> = {};
  for (const slot of scheme.slots) {
    const standard = slot.id === "access_token" ? (members.access_token ?? slot.pointer) : slot.pointer;
    const token = tokenAt(answer, standard ?? "/access_token");
    if (token !== undefined) secrets[slot.id] = token;
  }
  if (Object.keys(secrets).length === 0) throw unreadable("it holds no access token");
  const type = valueAt(answer, members.token_type ?? "/token_type");
  if (!isUsableType(type, scheme, oauth2))
    throw unreadable("its tokens are of a type that can't be presented");
  const refreshToken = tokenAt(answer, members.refresh_token ?? "/refresh_token");
  if (refreshToken !== undefined) secrets["refresh_token"] = refreshToken;
  refuseLeak(secrets, kind);
  const kept = keep(answer, deviations.keep ?? [], reading.kept, refreshToken);
  if (kept !== undefined) secrets["kept"] = kept;
  return {
    secrets: hideWhenPrinted(secrets),
    expiresAt: expiresAt(answer, deviations, kind, askedAt),
    scopes: scopesIn(valueAt(answer, members.scope ?? "/scope"), oauth2),
    variables: readVariables(answer, reading, Object.values(secrets)),
  };
}

export function membersOf({ deviations }: OAuth2, kind: "exchange" | "refresh") {
  return deviations.tokenResponse?.[kind] ?? deviations.tokenResponse?.exchange ?? {};
}

/** RFC 6750 section 2.1 and RFC 6749 appendix A.12: visible ASCII, and what it is not for is not stored. */
function tokenAt(answer: Json, pointer: string): string | undefined {
  const token = textOf(valueAt(answer, pointer));
  if (token === undefined || token === "") return undefined;
  if (!/^[\x20-\x7E]{1,100000}$/.test(token)) throw unreadable("it holds a token that can't be sent");
  return token;
}

/**
 * Bearer tokens can be presented (RFC 6750), and what a connector presents in a way of its own. Others (`DPoP`,
 * `mac`) need a proof with every request: RFC 6749 section 7.1 forbids to use a type that is not understood.
 */
function isUsableType(type: Json | undefined, { placements }: AuthScheme, { deviations }: OAuth2): boolean {
  if (typeof type !== "string" || type === "") return true;
  const usable = ["bearer", ...(deviations.tokenTypes ?? [])].map((one) => one.toLowerCase());
  const isBearer = placements.some(({ prefix }) => prefix?.toLowerCase() === "bearer ");
  return usable.includes(type.toLowerCase()) || !isBearer;
}

/** What is presented goes to agents, who never get a refresh token. At a refresh the token of before stays instead. */
function refuseLeak(secrets: Record<string, string>, kind: ReadingContext["kind"]): void {
  const { refresh_token: refreshToken, ...presented } = secrets;
  for (const [id, token] of Object.entries(presented)) {
    if (token !== refreshToken) continue;
    if (kind === "exchange") throw unreadable(`its refresh token is also its "${id}"`);
    delete secrets[id];
  }
}

/** Without a refresh token, wherever in it one is: what is kept is given to hosts. */
function keep(
  answer: Json,
  names: readonly string[],
  before: string | undefined,
  refreshToken: string | undefined,
): string | undefined {
  const holdsToken = (value: Json): boolean =>
    refreshToken !== undefined && JSON.stringify(value).includes(JSON.stringify(refreshToken).slice(1, -1));
  const kept = new Map(Object.entries(before === undefined ? {} : (parseExact(before) as JsonObject)));
  for (const name of names) {
    const value = name.startsWith("/") ? valueAt(answer, name) : memberOf(answer, name);
    if (value !== undefined && !holdsToken(value)) kept.set(name, value);
  }
  return kept.size === 0 ? undefined : jsonText(Object.fromEntries(kept));
}

function memberOf(answer: Json, name: string): Json | undefined {
  return isObject(answer) ? own(answer as JsonObject, name) : undefined;
}

/** RFC 6749 section 3.3; some answer with a list, or with commas whatever they are asked with. */
function scopesIn(value: Json | undefined, { scopes, deviations }: OAuth2): string[] | null {
  const separator = deviations.scopeSeparator ?? " ";
  const isText = (one: Json): one is string => typeof one === "string";
  if (typeof value !== "string" && !(Array.isArray(value) && value.every(isText))) return null;
  const words = [value]
    .flat()
    .flatMap((one) => (one as string).split(/\s+/))
    .flatMap((one) => one.split(separator));
  const all = words.flatMap((word) => (own(scopes, word) === undefined ? word.split(",") : [word]));
  return [...new Set(all.filter((word) => word !== ""))].slice(0, mostScopes);
}

/**
 * Values of variables that come from the answer. Tokens that were just issued are not thrown away: at a refresh, a
 * value that must not be is left out, and the one before stays. Variables are stored as they are, so that none may
 * have the value of a token.
 */
function readVariables(
  answer: Json,
  { connector, kind }: ReadingContext,
  secrets: readonly string[],
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, variable] of Object.entries(connector.variables)) {
    if (variable.from !== "tokenResponse" || variable.pointer === undefined) continue;
    const text = textOf(valueAt(answer, variable.pointer));
    const value = text !== undefined && variable.kind === "origin" ? trimEnd(text, "/") : text;
    const isValue = value !== undefined && isVariableValue(variable, value) && !secrets.includes(value);
    if (isValue) found[name] = value;
    else if (kind === "exchange" && (value !== undefined || variable.default === undefined))
      throw unreadable(`it holds no value that the variable "${name}" may have`);
  }
  return found;
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return value !== undefined && isExactNumber(value)
    ? value.$number
    : typeof value === "string"
      ? value
      : undefined;
}

function unreadable(what: string): TokenRequestError {
  return new TokenRequestError(
    "unknown",
    "TOKEN_RESPONSE_INVALID",
    `the token response can't be used: ${what}`,
  );
}
