import type { ArgumentName, Link, LinkArgument, Operation, Parameter } from "@specwire/contract";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { mayBeSame } from "./identity.ts";
import type { Place } from "./places.ts";
import type { Thing } from "./things.ts";

/** An operation with what links are made from. */
export interface Linkable {
  readonly operation: Operation;
  readonly resolved: ResolvedOperation;
  readonly place: Place;
  readonly thing: Thing;
}

/** The link to an operation, every argument that it needs said by `known` or by the same of `from`; else undefined. */
export function linkTo(to: Linkable, from: Linkable, known: readonly LinkArgument[]): Link | undefined {
  const needed = to.operation.parameters.filter(
    (one) => one.fixed === undefined && (one.in === "path" || (one.required && one.default === undefined)),
  );
  if (to.operation.body?.required) return undefined;
  const said = needed.map((one) => known.find((other) => isSame(one, other)) ?? sameArgument(one, to, from));
  if (said.some((one) => one === undefined)) return undefined;
  const more = known.filter((one) => !needed.some((other) => isSame(one, other)));
  return { operation: to.operation.id, arguments: [...said.filter((one) => one !== undefined), ...more] };
}

/** The argument that says the same there: of a path the one at its place, else the one of its name. */
export function sameArgument(parameter: Parameter, to: Linkable, from: Linkable): LinkArgument | undefined {
  const { in: place, name } = parameter;
  const given = place === "path" ? sameInPath(name, to.place, from.place) : name;
  const found = from.operation.parameters.find((one) => one.in === place && one.name === given);
  if (found === undefined || !mayBeSame(parameter, found)) return undefined;
  const argument: ArgumentName = { in: place, name: found.name };
  return { in: place, name, from: { argument } };
}

function sameInPath(name: string, to: Place, from: Place): string | undefined {
  const at = [...to.parameters].find(([, one]) => one === name)?.[0] ?? -1;
  const isSamePlace = to.segments
    .slice(0, at)
    .every((segment, index) =>
      to.parameters.has(index) ? from.parameters.has(index) : from.segments[index] === segment,
    );
  return isSamePlace ? from.parameters.get(at) : undefined;
}

export function isSame(a: ArgumentName, b: ArgumentName): boolean {
  return a.in === b.in && a.name === b.name;
}
