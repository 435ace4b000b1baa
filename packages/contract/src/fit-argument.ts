import type { ArgumentType, ArgumentTypes } from "./argument-type.ts";
import type { Operation, PagingArgument, Parameter } from "./connector.ts";
import { exactNumber } from "./exact-number.ts";
import { resolveType } from "./flags.ts";
import { isArray, type Json, pointerTokens } from "./json.ts";
import { styleOf } from "./serialize.ts";

/**
 * A value that an API gave for the next page, in the type that the argument is declared with: a number from
 * a header is text, a cursor that goes into a text may be a number. What does not fit stays as it is, for
 * `checkArguments` to name.
 */
export function fitArgument(
  operation: Operation,
  name: PagingArgument,
  value: Json,
  types: ArgumentTypes = {},
): Json {
  const type = declaredType(operation, name, types);
  return type === undefined ? value : fitValue(value, type, types);
}

/** The values of a URL's query for a parameter, or undefined where they can't be read back. */
export function fitQuery(
  parameter: Parameter,
  texts: readonly string[],
  types: ArgumentTypes = {},
): Json | undefined {
  const type = resolveType(parameter.type, types);
  const [first] = texts;
  if (first === undefined || parameter.contentType !== undefined || type.kind === "object") return undefined;
  if (type.kind !== "array") return fitValue(first, type, types);
  const { style, explode } = styleOf(parameter);
  const delimiter = style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",";
  if (style === "deepObject") return undefined;
  return (explode ? texts : first.split(delimiter)).map((item) => fitValue(item, type.items, types));
}

function declaredType(
  operation: Operation,
  name: PagingArgument,
  types: ArgumentTypes,
): ArgumentType | undefined {
  if (name.in !== "body")
    return operation.parameters.find((one) => one.in === name.in && one.name === name.name)?.type;
  let type = operation.body?.type;
  for (const member of [name.name, ...pointerTokens(name.below ?? "")]) {
    const holder = type && resolveType(type, types);
    type = holder?.kind === "object" ? holder.properties.find((one) => one.name === member)?.type : undefined;
  }
  return type;
}

function fitValue(value: Json, declared: ArgumentType, types: ArgumentTypes, depth = 0): Json {
  const type = resolveType(declared, types);
  const fit = (one: Json, inner: ArgumentType) => (depth < 3 ? fitValue(one, inner, types, depth + 1) : one);
  switch (type.kind) {
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "integer":
    case "number":
      return typeof value === "string" ? ((exactNumber(value) as Json | undefined) ?? value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "array":
      return isArray(value) ? value.map((one) => fit(one, type.items)) : value;
    case "union":
      if (typeof value === "string" && type.variants.some((one) => resolveType(one, types).kind === "string"))
        return value;
      return type.variants.map((variant) => fit(value, variant)).find((one) => one !== value) ?? value;
    default:
      return value;
  }
}
