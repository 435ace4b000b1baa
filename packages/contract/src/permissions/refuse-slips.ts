import type { ArgumentType, ArgumentTypes } from "../argument-type.ts";
import type { Connector, Operation } from "../connector.ts";
import { resolveType } from "../flags.ts";
import { placeOf } from "./conditions.ts";
import { isOperation } from "./decide.ts";
import type { Policy, Rule } from "./policy.ts";
import { PolicyError } from "./read-policy.ts";

/** What a rule can be about. */
export type KnownConnector = Pick<Connector, "operations" | "types">;

/**
 * Throws `PolicyError` where a rule names an operation that none of its connectors has, or an argument that none of
 * its operations takes: it would say nothing, and nobody would hear of it. A rule's connectors are those that it
 * names, else all of the session. Where one of them is not known here, what the rule names may be of that one.
 *
 * `known`: by slug. `isAll`: whether the session can have no other ones.
 */
export function refuseSlips(
  { rules }: Policy,
  known: Readonly<Record<string, KnownConnector>>,
  isAll: boolean,
): void {
  for (const [index, rule] of rules.entries()) {
    const pointer = `/rules/${index}`;
    refuseCommands(rule, known, pointer);
    const { connectors } = rule;
    const isWhole = connectors?.every((slug) => Object.hasOwn(known, slug)) ?? isAll;
    const meant = Object.entries(known).filter(([slug]) => connectors?.includes(slug) ?? true);
    if (isWhole && meant.length > 0) refuseNames(rule, meant, pointer);
  }
}

/** `custom-trello` is the command's name, and never the slug where `trello` is one. */
function refuseCommands(
  { connectors = [] }: Rule,
  known: Readonly<Record<string, KnownConnector>>,
  pointer: string,
): void {
  for (const [index, name] of connectors.entries()) {
    const slug = name.replace(/^custom-/, "");
    if (!Object.hasOwn(known, name) && Object.hasOwn(known, slug))
      throw new PolicyError(
        `${pointer}/connectors/${index}`,
        `is a connector's slug, without a prefix: "${slug}"`,
      );
  }
}

function refuseNames(
  { operations, access, destructive, only = [] }: Rule,
  meant: readonly (readonly [string, KnownConnector])[],
  pointer: string,
): void {
  const all = meant.flatMap(([, { operations: own, types }]) =>
    Object.values(own).map((operation) => ({ operation, types })),
  );
  const ids = all.map(({ operation }) => operation.id);
  for (const [index, pattern] of operations?.entries() ?? []) {
    if (ids.some((id) => isOperation(pattern, id))) continue;
    const whose = meant.map(([slug]) => slug).join(", ");
    throw new PolicyError(
      `${pointer}/operations/${index}`,
      `${whose} has no ${JSON.stringify(pattern)}${near(pattern, ids)}; if it is another connector's, name that in connectors`,
    );
  }
  const matched = all.filter(
    ({ operation }) =>
      (operations?.some((pattern) => isOperation(pattern, operation.id)) ?? true) &&
      (access === undefined || access === operation.access) &&
      (destructive === undefined || destructive === operation.destructive),
  );
  for (const [index, { argument }] of only.entries()) {
    const place = placeOf(argument);
    if (matched.length === 0 || matched.some(({ operation, types }) => takes(operation, types, place)))
      continue;
    const there = [...new Set(matched.flatMap(({ operation, types }) => argumentsOf(operation, types)))];
    throw new PolicyError(
      `${pointer}/only/${index}/argument`,
      `no operation of the rule takes ${JSON.stringify(argument)}; there are: ${shown(there, 12)}`,
    );
  }
}

/** Ids that share a word with a pattern, those that begin and end as it does first. */
function near(pattern: string, ids: readonly string[]): string {
  const words = pattern.split(".").filter((word) => word !== "*");
  const isNear = (id: string) =>
    id.split(".").some((word) => words.some((one) => word.startsWith(one) || one.startsWith(word)));
  const backwards = (text: string) => [...text].reverse().join("");
  const alike = (id: string) => sameStart(id, pattern) + sameStart(backwards(id), backwards(pattern));
  const found = ids.filter(isNear).toSorted((a, b) => alike(b) - alike(a));
  return found.length === 0 ? "" : `; near: ${shown([...new Set(found)], 3)}`;
}

function sameStart(a: string, b: string): number {
  const at = [...a].findIndex((one, index) => one !== b[index]);
  return at === -1 ? a.length : at;
}

function shown(names: readonly string[], most: number): string {
  const some = names.slice(0, most).map((one) => JSON.stringify(one));
  return [...some, ...(names.length > most ? ["…"] : [])].join(", ") || "none";
}

function takes(operation: Operation, types: ArgumentTypes, [location, ...names]: readonly string[]): boolean {
  if (location !== "body")
    return operation.parameters.some((one) => one.in === location && one.name === names[0]);
  return bodyTypes(operation).some((type) => leads(type, types, names));
}

/** Whether a value of a type can have something at a place; lists are gone through. */
function leads(declared: ArgumentType, types: ArgumentTypes, names: readonly string[], depth = 0): boolean {
  const [name, ...others] = names;
  if (name === undefined || depth > 32) return true;
  const type = resolveType(declared, types);
  switch (type.kind) {
    case "any":
      return true;
    case "array":
      return leads(type.items, types, names, depth + 1);
    case "union":
      return type.variants.some((one) => leads(one, types, names, depth + 1));
    case "object": {
      const member = type.properties.find((one) => one.name === name)?.type ?? type.additional;
      return member !== undefined && leads(member, types, others, depth + 1);
    }
    default:
      return false;
  }
}

/** At the top level. */
function argumentsOf(operation: Operation, types: ArgumentTypes): string[] {
  const members = bodyTypes(operation).flatMap((declared) => {
    const type = resolveType(declared, types);
    return type.kind === "object" ? type.properties.map(({ name }) => `body.${name}`) : ["body"];
  });
  return [...operation.parameters.map((one) => `${one.in}.${one.name}`), ...members];
}

function bodyTypes({ body, otherBodies = [] }: Operation): ArgumentType[] {
  return [body, ...otherBodies].flatMap((one) => one?.type ?? []);
}
