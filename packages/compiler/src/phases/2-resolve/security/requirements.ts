import type { Json, JsonObject, Security } from "@specwire/contract";
import { isArray, isObject, own } from "@specwire/contract";
import type { ConnectorSource } from "../../../../gen/connector-source.ts";
import { sharedPlace } from "./places.ts";
import type { ResolvedScheme } from "./schemes.ts";

/** What a document says about security, as far as requirements go. */
export interface DocumentSecurity {
  /** Security Scheme Objects by name. */
  readonly securitySchemes: Readonly<Record<string, JsonObject>>;
  /** Security Requirement Objects of the root. */
  readonly security: Json | undefined;
  readonly operations: readonly { readonly operation: JsonObject }[];
}

/** What an operation requires. */
export interface Requirements {
  /** The connector's own alternatives. */
  readonly connector: Security;
  /** Those of a document's operation where they differ. */
  readonly of: (operation: JsonObject) => Security | undefined;
}

type Alternative = NonNullable<ConnectorSource["security"]>[number];

/** The spec's own words, in one shape: `[]` where no credential is ever sent. */
export function statedSecurity(written: readonly Alternative[]): Security {
  const ways = written.map((way) => (typeof way === "string" ? [way] : way));
  return ways.some((way) => way.length > 0) ? ways : [];
}

/**
 * Alternatives of the connector and of a document's operations. The spec's words win. What it does not say comes
 * from the document, as far as the document's names are those of the spec's schemes: its usual requirement is
 * the connector's, which the spec's own `security` replaces; one that differs is its operation's. Requirements
 * with a scheme that the spec does not have are no way to get in; schemes that the document does not know always
 * are. An operation that needs none may still get a credential: if the document is wrong, not sending it would
 * break the call, and the host is one that gets it anyway.
 */
export function requirementsOf(
  source: Pick<ConnectorSource, "auth" | "security">,
  schemes: readonly ResolvedScheme[],
  document: DocumentSecurity | undefined,
): Requirements {
  const isOptional = [source.auth].flat().some((one) => one.type === "none");
  const alone: Security = [...schemes.map(({ id }) => [id]), ...(isOptional ? [[]] : [])];
  const each = statedSecurity(alone.map((way) => [...way]));
  const stated = source.security && statedSecurity(source.security);
  if (document === undefined) return { connector: stated ?? each, of: () => undefined };
  const known = knownNames(schemes, Object.keys(document.securitySchemes));
  const inDocument = new Set(known.values());
  const strangers = (stated ?? each).filter((way) => way.length > 0 && !way.some((id) => inDocument.has(id)));
  const usual = usualRequirement(document);
  const translated = translate(usual);
  const ofDocument =
    translated.ways.length > 0
      ? inOrder([...translated.ways, ...strangers], translated.free || isOptional)
      : each;
  const connector = stated ?? ofDocument;
  return { connector, of: ofOperation };

  function ofOperation(operation: JsonObject): Security | undefined {
    const required = operation.security ?? document?.security;
    if (namesIn(required) === namesIn(usual)) return undefined;
    const { ways: said, free } = translate(required);
    // Where the spec says that a scheme is never enough alone, it is not enough here either.
    const ways = said.flatMap((way) => {
      const wider = stated?.filter((one) => way.every((id) => one.includes(id))) ?? [];
      return wider.length > 0 ? wider : [way];
    });
    const result =
      ways.length > 0
        ? inOrder([...ways, ...strangers], free)
        : free && connector.length > 0
          ? inOrder(connector, true)
          : connector;
    return JSON.stringify(result) === JSON.stringify(connector) ? undefined : result;
  }

  /** The alternatives that the spec's schemes can meet, and whether one of them needs none. */
  function translate(required: Json | undefined): { ways: string[][]; free: boolean } {
    const objects = isArray(required) ? required.filter(isObject) : [];
    const ways = objects.flatMap((object) => {
      const ids = Object.keys(object).map((name) => known.get(name));
      if (ids.length === 0 || ids.includes(undefined)) return [];
      const together = schemes.filter(({ id }) => ids.includes(id));
      return sharedPlace(together.map(({ written }) => written)) ? [] : [together.map(({ id }) => id)];
    });
    const nothing = isArray(required) && required.length === 0;
    return { ways, free: nothing || objects.some((object) => Object.keys(object).length === 0) };
  }

  /** As the spec prefers its schemes, each way once, the one that needs none last. */
  function inOrder(ways: Security, free: boolean): Security {
    const rank = (way: readonly string[]) =>
      Math.min(...way.map((id) => schemes.findIndex((one) => one.id === id)));
    const unique = new Map(ways.filter((way) => way.length > 0).map((way) => [way.join(" "), way]));
    const sorted = widestFirst([...unique.values()].sort((a, b) => rank(a) - rank(b)));
    return free ? [...sorted, []] : sorted;
  }
}

/** Ways that need more come before those that are a part of them, which would hide them. */
export function widestFirst(ways: readonly (readonly string[])[]): (readonly string[])[] {
  const result: (readonly string[])[] = [];
  for (const way of ways) {
    const part = result.findIndex(
      (other) => other.length < way.length && other.every((id) => way.includes(id)),
    );
    result.splice(part === -1 ? result.length : part, 0, way);
  }
  return result;
}

/** A document's scheme name to the spec's scheme. */
function knownNames(
  schemes: readonly ResolvedScheme[],
  names: readonly string[],
): ReadonlyMap<string, string> {
  const used = schemes.flatMap(({ id, written }) =>
    written.use === undefined ? [] : [[written.use, id] as const],
  );
  const spelled = names.flatMap((name) => {
    const scheme = schemes.find(({ id, written }) => written.use === undefined && isSameName(id, name));
    return scheme ? [[name, scheme.id] as const] : [];
  });
  return new Map([...spelled, ...used]);
}

/** Whether an id is a document's name in another spelling. */
export function isSameName(id: string, name: string): boolean {
  return folded(id) === folded(name);
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The requirement of most operations: the root's, unless more of them state another one. */
export function usualRequirement({ operations, security }: DocumentSecurity): Json | undefined {
  const counts = new Map([[namesIn(security), { count: 0, required: security }]]);
  for (const { operation } of operations) {
    const required = operation.security ?? security;
    const entry = counts.get(namesIn(required)) ?? { count: 0, required };
    entry.count++;
    counts.set(namesIn(required), entry);
  }
  const most = Math.max(...[...counts.values()].map(({ count }) => count));
  return [...counts.values()].find(({ count }) => count === most)?.required;
}

/** A requirement without scopes and order, as a text to compare. */
function namesIn(required: Json | undefined): string {
  if (!isArray(required)) return "";
  const ways = required.map((one) => JSON.stringify(isObject(one) ? Object.keys(one).sort() : []));
  return `[${[...new Set(ways)].sort().join()}]`;
}

const oauthTypes = ["oauth2", "openIdConnect"];

/**
 * The OAuth2 scopes that an operation of the document needs, as alternatives, those that only read first. Empty
 * where it says nothing, or where one of the alternatives needs none.
 */
export function documentScopes(operation: JsonObject, document: DocumentSecurity): string[][] {
  const required = operation.security ?? document.security;
  const found = new Map<string, string[]>();
  for (const object of isArray(required) ? required.filter(isObject) : []) {
    const names = Object.keys(object).filter((name) => {
      const type = own(document.securitySchemes, name)?.type;
      return typeof type === "string" && oauthTypes.includes(type);
    });
    if (names.length === 0) continue;
    const scopes = [...new Set(names.flatMap((name) => scopesIn(object[name])))];
    if (scopes.length === 0) return [];
    found.set(scopes.join(" "), scopes);
  }
  const onlyReads = (scopes: readonly string[]) =>
    scopes.every((scope) => /readonly|(^|[^a-z])(read|view)([^a-z]|$)/i.test(scope) && !/write/i.test(scope));
  return [...found.values()].sort((a, b) => Number(onlyReads(b)) - Number(onlyReads(a)));
}

/** RFC 6749 section 3.3; some documents write several into one text, or a map in place of the list. */
function scopesIn(value: Json | undefined): string[] {
  const texts = isArray(value) ? value : isObject(value) ? Object.keys(value) : [value ?? ""];
  return texts
    .flatMap((text) => (typeof text === "string" ? text.split(/[\s,]+/) : []))
    .filter((scope) => /^[\x21\x23-\x5b\x5d-\x7e]{1,300}$/.test(scope));
}
