import { type Json, type JsonPointer, toPointer } from "@specwire/contract";
import type {
  ApiKey,
  AuthScheme,
  ConnectorSource,
  Oauth2,
  Operation,
} from "../../../gen/connector-source.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Location } from "../../source/location.ts";
import type { SpecText } from "../1-parse/spec-text.ts";
import type { ResolvedConnector, ResolvedOperation } from "../2-resolve/resolved-connector.ts";

/** What rules look at. A rule reports what it finds and changes nothing. */
export interface CheckedSpec {
  readonly source: ConnectorSource;
  readonly resolved: ResolvedConnector;
  readonly operations: ReadonlyMap<string, ResolvedOperation>;
  readonly report: Collector;
  /** For repairs of its text. */
  readonly text: SpecText | undefined;
  readonly locate: (pointer: JsonPointer, on?: "key" | "value") => Location;
}

export type Rule = (spec: CheckedSpec) => void;

/** The operations that the spec names, with their places. */
export function namedOperations({
  source,
}: CheckedSpec): { id: string; operation: Operation; at: JsonPointer }[] {
  const { include: _, exclude, ...named } = source.operations;
  return Object.entries(named).map(([id, operation]) => ({
    id,
    operation: operation as Operation,
    at: toPointer(["operations", id]),
  }));
}

/** The alternatives of authentication, with their places. */
export function schemes({ source }: CheckedSpec): { scheme: AuthScheme; at: JsonPointer }[] {
  const { auth } = source;
  if (!Array.isArray(auth)) return [{ scheme: auth, at: "/auth" }];
  return auth.map((scheme, index) => ({ scheme, at: toPointer(["auth", index]) }));
}

export function oauthSchemes(spec: CheckedSpec): { scheme: Oauth2; at: JsonPointer }[] {
  return schemes(spec).flatMap(({ scheme, at }) => (scheme.type === "oauth2" ? [{ scheme, at }] : []));
}

/** The keys of an api_key scheme, one written in short included. */
export function keysOf(scheme: ApiKey): { id?: string; in: "header" | "query" | "cookie"; name: string }[] {
  const short =
    scheme.in !== undefined && scheme.name !== undefined ? [{ in: scheme.in, name: scheme.name }] : [];
  return [...(scheme.keys ?? []), ...short];
}

/** Each text in a value, with its place. */
export function* texts(
  value: Json | undefined,
  at: JsonPointer,
): Generator<{ text: string; at: JsonPointer }> {
  if (typeof value === "string") yield { text: value, at };
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* texts(inner as Json, at + toPointer([key]));
  }
}
