import type { JsonObject, Link, LinkArgument, ParameterLocation } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { type Linkable, linkTo } from "./linkable.ts";

const locations: readonly string[] = ["path", "query", "header", "cookie"];

/**
 * The link that a document states (OpenAPI Link Objects of the answer of success): of those that lead to an operation
 * of the connector that `fits`, and whose values can all be told from call and answer, the only one.
 */
export function documentLink(
  one: Linkable,
  all: readonly Linkable[],
  fits: (target: Linkable) => boolean,
): Link | undefined {
  const found = (one.resolved.answer?.links ?? []).flatMap((object) => {
    const to = targetOf(object, all);
    return to && fits(to) ? (linkBy(object, one, to) ?? []) : [];
  });
  const [first, ...others] = found;
  return others.every((other) => other.operation === first?.operation) ? first : undefined;
}

function targetOf({ operationId, operationRef }: JsonObject, all: readonly Linkable[]): Linkable | undefined {
  if (typeof operationId === "string")
    return all.find(({ resolved }) => resolved.operationId === operationId);
  if (typeof operationRef !== "string") return undefined;
  const [, path, method] = /^#\/paths\/([^/]+)\/(\w+)$/.exec(operationRef) ?? [];
  const template = path?.replaceAll("~1", "/").replaceAll("~0", "~");
  return all.find(
    ({ operation }) =>
      operation.path === template && operation.method.toLowerCase() === method?.toLowerCase(),
  );
}

function linkBy({ parameters }: JsonObject, from: Linkable, to: Linkable): Link | undefined {
  const known = Object.entries(isObject(parameters) ? parameters : {}).map(([key, value]) => {
    const [, place, rest = key] = /^(path|query|header|cookie)\.(.+)$/s.exec(key) ?? [];
    const parameter = to.operation.parameters.find(
      (one) => one.name === rest && (place === undefined || one.in === place),
    );
    const source = typeof value === "string" ? sourceOf(value, from) : undefined;
    return parameter && source ? { in: parameter.in, name: parameter.name, from: source } : undefined;
  });
  // One that can't be told, as a constant or a header of the answer, makes another call of it.
  return known.includes(undefined)
    ? undefined
    : linkTo(
        to,
        from,
        known.filter((one) => one !== undefined),
      );
}

/** A runtime expression (OpenAPI 3.1, 4.8.20.4) as where a value comes from; those for headers and URLs are none. */
function sourceOf(expression: string, from: Linkable): LinkArgument["from"] | undefined {
  const [, pointer] = /^\{?\$response\.body#(\/[^}]*)\}?$/.exec(expression) ?? [];
  if (pointer !== undefined) return { pointer };
  const [, place, name] = /^\{?\$request\.(\w+)\.([^}]+)\}?$/.exec(expression) ?? [];
  const isKnown = from.operation.parameters.some((one) => one.in === place && one.name === name);
  return place !== undefined && name !== undefined && locations.includes(place) && isKnown
    ? { argument: { in: place as ParameterLocation, name } }
    : undefined;
}
