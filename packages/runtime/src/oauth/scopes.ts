import { type AuthScheme, alternativesOf, type Connector, own } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/**
 * The scopes to ask for: those of the operations that will be called (default: all of them), of the one that proves
 * the account, and those that every authorization needs. Of alternatives, the one that adds least. Where the spec
 * says of no operation what it needs, every declared scope. Sorted. Throws `INVALID_OPTION` for an unknown operation.
 */
export function scopesFor(
  connector: Pick<Connector, "auth" | "security" | "operations">,
  scheme: AuthScheme,
  operationIds?: readonly string[],
): string[] {
  const { oauth2, verify } = scheme;
  if (oauth2 === undefined) return [];
  const declared = Object.keys(oauth2.scopes);
  const isOf = (scope: string) => declared.length === 0 || declared.includes(scope);
  const unknown = operationIds?.find((id) => own(connector.operations, id) === undefined);
  if (unknown !== undefined)
    throw new RuntimeError("INVALID_OPTION", `the connector has no operation ${JSON.stringify(unknown)}`);

  const needed = (id: string): readonly (readonly string[])[] => {
    const operation = own(connector.operations, id);
    const ways = operation === undefined ? [] : alternativesOf(connector, operation);
    if (operation === undefined || !ways.some((way) => way.some((one) => one.id === scheme.id))) return [];
    // A connector of several authorization servers has scopes of each.
    return operation.scopes.filter((alternative) => alternative.every(isOf));
  };
  const always = oauth2.baseScopes ?? [];
  if (!Object.keys(connector.operations).some((id) => needed(id).length > 0))
    return toSorted([...declared, ...always]);

  const called = operationIds ?? Object.keys(connector.operations);
  const proving = verify === undefined ? [] : [verify.operation];
  const choices = [...new Set([...proving, ...called])].map(needed).filter((ways) => ways.length > 0);
  const scopes = new Set(always);
  const isMissing = (scope: string) => !scopes.has(scope);
  // What there is no choice about first: it may be all that the others need.
  for (const ways of choices.toSorted((one, two) => one.length - two.length)) {
    const [least] = ways.toSorted((one, two) => one.filter(isMissing).length - two.filter(isMissing).length);
    for (const scope of least ?? []) scopes.add(scope);
  }
  return toSorted(scopes);
}

/**
 * Of granted scopes, those that the spec knows, to ask for again: a server may name others, which nobody asked for, and
 * any number of them.
 */
export function stillKnown(
  { operations }: Pick<Connector, "operations">,
  { oauth2 }: AuthScheme,
  granted: readonly string[],
): string[] {
  const known = new Set([
    ...Object.keys(oauth2?.scopes ?? {}),
    ...(oauth2?.baseScopes ?? []),
    ...Object.values(operations).flatMap(({ scopes }) => scopes.flat()),
  ]);
  return granted.filter((scope) => known.has(scope));
}

function toSorted(scopes: Iterable<string>): string[] {
  return [...new Set(scopes)].sort();
}
