import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject, own, toKebab } from "@specwire/contract";
import { needsToken } from "./asked-in-words.ts";
import type { OperationsWithParameters } from "./declared-key.ts";
import { declaredKey } from "./declared-key.ts";
import { sharedPlace } from "./places.ts";
import { readScheme } from "./read-scheme.ts";
import type { DocumentSecurity } from "./requirements.ts";
import { isSameName, usualRequirement, widestFirst } from "./requirements.ts";
import { reservedIds, type SchemeSource } from "./schemes.ts";

/** What a document says of security, in the words of a spec. */
export interface DocumentAuth {
  /** The value of `auth`: a scheme, or a list of schemes with ids. */
  readonly auth: Json;
  /** The value of `security`, where `auth` alone does not say it. */
  readonly security?: Json;
  /** Nothing in the document declares it. */
  readonly isGuess?: true;
  /** What a person should know or look at, in words. */
  readonly notes: readonly string[];
}

/**
 * The schemes that a document's operations ask for, most asked for first; all that are declared where none asks.
 * Without any, a key that most operations have as a parameter. `origin` is where relative URLs start from.
 */
export function documentAuth(
  document: DocumentSecurity & OperationsWithParameters,
  origin?: string,
): DocumentAuth {
  const notes: string[] = [];
  const read = namesAskedFor(document).flatMap((name) => {
    const { scheme, note } = readScheme(name, own(document.securitySchemes, name) ?? {}, origin);
    if (note !== undefined) notes.push(`${name}: ${note}`);
    return scheme === undefined ? [] : [{ names: [name], scheme }];
  });
  const schemes = withoutTwins(read);
  const [first, ...more] = schemes;
  if (first === undefined) {
    const declared = declaredKey(document);
    if (declared !== undefined) {
      const where = `the document declares no way to sign in; ${String(declared.name)}, which most operations take, is taken for one`;
      return { auth: declared, isGuess: true, notes: [...notes, where] };
    }
    const token = notes.length === 0 && speaksOfTokens(document);
    notes.push(
      token
        ? "a guess: the document names no credential, and its descriptions speak of access tokens"
        : "the document names no credential that can be used: set auth, unless the API is open",
    );
    return { auth: { type: token ? "bearer_token" : "none" }, isGuess: true, notes };
  }
  const ids = idsOf(schemes.map(({ names }) => names[0] ?? ""));
  const pair = isStated(document) ? undefined : pairOf(schemes, ids);
  if (pair)
    notes.push(`the document does not say which schemes are needed: ${pair.join(" and ")} look like a pair`);
  if (!asksForAny(document) && isStated(document))
    notes.push("the document asks for no credential; what it declares is sent where it is set");
  const usual = pair ? [pair] : usualAlternatives(document, schemes, ids);
  const alone = ids.map((id) => [id]);
  const isUsual = usual === undefined || JSON.stringify(usual) === JSON.stringify(alone);
  const optional = usual?.some((way) => way.length === 0) === true;
  const auth = schemes.map(({ names, scheme }, index): JsonObject => {
    const { type = "", ...rest } = scheme;
    const id = more.length === 0 ? String(type) : (ids[index] ?? "");
    const [use = ""] = names;
    const isUseful = !isSameName(id, use) && isVisible(use);
    return { ...(more.length > 0 && { id }), type, ...(isUseful && { use }), ...rest };
  });
  if (more.length === 0) return { auth: optional ? [...auth, { type: "none" }] : (auth[0] ?? {}), notes };
  const security = usual?.map((way) => (way.length === 1 ? (way[0] ?? "") : [...way]));
  return { auth, ...(!isUsual && security && { security }), notes };
}

/** So many descriptions have to say it before it is taken for a rule. */
const fewest = 3;

function speaksOfTokens({ operations }: DocumentSecurity): boolean {
  let count = 0;
  for (const { operation } of operations)
    if (needsToken(operation.description) && ++count === fewest) return true;
  return false;
}

/** Whether a spec can state the name as it is. */
function isVisible(name: string): boolean {
  return (
    name !== "" && name.length <= 200 && !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(name)
  );
}

interface NamedScheme {
  /** In the document; several where they are the same in a spec. */
  readonly names: readonly string[];
  readonly scheme: JsonObject;
}

/** Two names for one thing, such as the two flows that Google declares apart, are one; the fuller one is kept. */
function withoutTwins(read: readonly NamedScheme[]): NamedScheme[] {
  const kept: NamedScheme[] = [];
  for (const one of read) {
    const twin = kept.findIndex(
      ({ scheme }) =>
        JSON.stringify(scheme) === JSON.stringify(one.scheme) ||
        isPoorer(scheme, one.scheme) ||
        isPoorer(one.scheme, scheme),
    );
    const other = kept[twin];
    if (other === undefined) kept.push(one);
    else if (isPoorer(other.scheme, one.scheme))
      kept[twin] = { ...one, names: [...one.names, ...other.names] };
    else kept[twin] = { ...other, names: [...other.names, ...one.names] };
  }
  return kept;
}

/** A token that the host brings, beside the OAuth2 that would bring it. */
function isPoorer(scheme: JsonObject, than: JsonObject): boolean {
  return scheme.type === "bearer_token" && scheme.label === "Access token" && than.type === "oauth2";
}

function namesAskedFor({ operations, security, securitySchemes }: DocumentSecurity): string[] {
  const counts = new Map<string, number>();
  for (const { operation } of operations) {
    const required = operation.security ?? security;
    for (const one of isArray(required) ? required.filter(isObject) : [])
      for (const name of Object.keys(one)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = Object.keys(securitySchemes).sort();
  const asked = names.filter((name) => counts.has(name));
  return (asked.length > 0 ? asked : names).toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}

/** The usual requirement in ids; undefined where it can't be met, or says nothing. */
function usualAlternatives(
  document: DocumentSecurity,
  schemes: readonly NamedScheme[],
  ids: readonly string[],
): (readonly string[])[] | undefined {
  const usual = usualRequirement(document);
  if (!isArray(usual)) return undefined;
  const ways = usual.filter(isObject).flatMap((one) => {
    const found = Object.keys(one).map((name) => schemes.findIndex(({ names }) => names.includes(name)));
    const together = [...new Set(found)].sort((a, b) => a - b);
    const sources = together.map((index) => schemes[index]?.scheme as unknown as SchemeSource);
    if (together.includes(-1) || (together.length > 1 && sharedPlace(sources))) return [];
    return [together.map((index) => ids[index] ?? "")];
  });
  const isOpen = usual.every((one) => isObject(one) && Object.keys(one).length === 0);
  if (isOpen) return [...ids.map((id) => [id]), []];
  if (!ways.some((way) => way.length > 0)) return undefined;
  const unique = [...new Map(ways.map((way) => [way.join(" "), way])).values()];
  const free = unique.some((way) => way.length === 0);
  return [...widestFirst(unique.filter((way) => way.length > 0)), ...(free ? [[]] : [])];
}

function asksForAny({ operations, security }: DocumentSecurity): boolean {
  return operations.some(({ operation }) => {
    const required = operation.security ?? security;
    return isArray(required) && required.some((one) => isObject(one) && Object.keys(one).length > 0);
  });
}

function isStated({ operations, security }: DocumentSecurity): boolean {
  return security !== undefined || operations.some(({ operation }) => operation.security !== undefined);
}

/** Keys that are never alternatives of each other: an application's id and its key, a key and its secret. */
function pairOf(schemes: readonly NamedScheme[], ids: readonly string[]): string[] | undefined {
  if (schemes.length !== 2 || schemes.some(({ scheme }) => scheme.type !== "api_key")) return undefined;
  const called = schemes.map(({ names, scheme }) =>
    `${names.join(" ")} ${String(scheme.name)}`.toLowerCase(),
  );
  const isPart = (part: RegExp) => called.filter((one) => part.test(one)).length === 1;
  return isPart(/(app|application|client|user|account|partner)[-_ ]?id|[^a-z]id$/) || isPart(/secret/)
    ? [...ids]
    : undefined;
}

/** An id for each name, in the spelling of the format. */
function idsOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const word = toKebab(name.replaceAll("OAuth", "Oauth"))
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replace(/^[^a-z]+/, "")
      .slice(0, 36)
      .replace(/-+$/, "");
    const base = word === "" ? "scheme" : word === "none" || reservedIds.has(word) ? `${word}-scheme` : word;
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
    taken.add(id);
    return id;
  });
}
