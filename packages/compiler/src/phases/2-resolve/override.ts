import type { Json, JsonObject } from "@specwire/contract";
import { own } from "@specwire/contract";
import type { JsonSchema } from "./json-schema.ts";
import type {
  OperationSource,
  ResolvedBody,
  ResolvedOperation,
  ResolvedParameter,
} from "./resolved-connector.ts";

export function compareIds(a: Pick<ResolvedOperation, "id">, b: Pick<ResolvedOperation, "id">): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The parameters with what the spec says of them by name: `parameters`, `defaults` and `fixed`. */
export function overrideParameters(
  parameters: readonly ResolvedParameter[],
  written: Partial<OperationSource>,
): ResolvedParameter[] {
  return parameters.map((parameter) => {
    const said =
      own(written.parameters, parameter.name) ?? own(written.parameters, `${parameter.in}.${parameter.name}`);
    const { schema, allowReserved, required, ...rest } = said ?? {};
    const sent = valueAtPlace(written.defaults, parameter);
    const fixed = valueAtPlace(written.fixed, parameter);
    return {
      ...parameter,
      ...rest,
      ...(required !== undefined && parameter.in !== "path" && { required }),
      ...(schema !== undefined && { schema: schema as JsonSchema }),
      ...(allowReserved === true && { allowReserved: true as const }),
      ...(sent !== undefined && { default: sent }),
      ...(fixed !== undefined && { fixed }),
    };
  });
}

function valueAtPlace(
  values: OperationSource["defaults"],
  parameter: Pick<ResolvedParameter, "in" | "name">,
): Json | undefined {
  return own(values?.[parameter.in] as Record<string, Json> | undefined, parameter.name);
}

export function overrideBody(
  body: ResolvedBody | undefined,
  written: Partial<OperationSource>,
): ResolvedBody | undefined {
  if (body === undefined) return undefined;
  const sent = written.defaults?.body as Json | undefined;
  const fixed = written.fixed?.body as Json | undefined;
  return {
    ...body,
    ...(written.contentType !== undefined && { contentType: written.contentType }),
    ...(written.encoding && { encoding: { ...body.encoding, ...(written.encoding as JsonObject) } }),
    ...(sent !== undefined && { default: sent }),
    ...(fixed !== undefined && { fixed }),
  };
}

/** The same in the other media types; none where what the spec fixes could not be fixed. */
export function overrideOtherBodies(
  bodies: readonly ResolvedBody[],
  written: Partial<OperationSource>,
): ResolvedBody[] {
  const shaped = written.fixed?.body !== undefined || written.defaults?.body !== undefined;
  return shaped ? [] : [...bodies];
}
