import { bodyValue, parameterValue } from "./check-arguments.ts";
import type { Arguments, Operation } from "./connector.ts";
import type { Json } from "./json.ts";

/** Arguments with what is sent where the caller gives nothing, and what is always sent: what a request says. */
export function resolvedArguments(operation: Operation, args: Arguments): Arguments {
  const places: Record<string, Record<string, Json>> = {};
  for (const parameter of operation.parameters) {
    const value = parameterValue(parameter, args);
    if (value === undefined) continue;
    places[parameter.in] = { ...places[parameter.in], [parameter.name]: value };
  }
  const body = bodyValue(operation, args);
  const { contentType } = args;
  return {
    ...places,
    ...(body !== undefined && { body }),
    ...(contentType !== undefined && { contentType }),
  };
}
