import {
  atPointer,
  isObject,
  type Json,
  type JsonObject,
  type OriginalOperation,
  plainPath,
  queryInPath,
  resolved,
} from "./original.ts";

/**
 * The document cut down to one operation and what it refers to, each part as it was: a judge reads that in
 * milliseconds where the whole takes it minutes. Servers are left out: the recorder stands in for them.
 */
export function sliceFor(document: JsonObject, one: OriginalOperation): JsonObject {
  const { servers: _, callbacks: __, responses: ___, ...operation } = one.operation;
  const body = resolved(document, one.operation.requestBody);
  const components: Record<string, Record<string, Json>> = {};
  const declared = isObject(document.components) ? document.components.securitySchemes : undefined;
  if (isObject(declared)) components.securitySchemes = structuredClone(declared) as Record<string, Json>;
  const slice = structuredClone({
    openapi: document.openapi ?? "3.0.0",
    info: { title: "slice", version: "1" },
    servers: [{ url: "/" }],
    paths: {
      [plainPath(one.path)]: {
        [one.method.toLowerCase()]: {
          ...operation,
          ...(body !== undefined && { requestBody: body }),
          parameters: parametersOf(one),
          security: one.operation.security ?? document.security ?? [],
          // What answers look like is not judged, and often the larger half.
          responses: { default: { description: "any" } },
        },
      },
    },
    components: {},
  }) as JsonObject & { components: typeof components };
  slice.components = components;
  const names = new Map<string, string>();
  const open: (Json | undefined)[] = [slice.paths];
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if (isObject(value) && typeof value.$ref === "string") {
      const reference = value.$ref;
      const known = names.get(reference);
      const name = known ?? placeFor(reference, names.size);
      names.set(reference, name);
      (value as Record<string, Json>).$ref = name;
      const target = known === undefined ? atPointer(document, reference) : undefined;
      if (target !== undefined) {
        const copy = structuredClone(target);
        const [kind = "", key = ""] = name.slice("#/components/".length).split("/");
        components[kind] ??= {};
        components[kind][unescaped(key)] = copy;
        open.push(copy);
      }
    }
    open.push(...Object.values(value));
  }
  return slice;
}

/** Validators look a component up by its name alone: what is named deeper inside one gets a name of its own. */
function placeFor(reference: string, number: number): string {
  const component = /^#\/components\/[^/]+\/[^/]+$/.test(reference);
  return component ? reference : `#/components/schemas/inner-${number}`;
}

const unescaped = (token: string): string =>
  decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");

/** The parameters that are judged; a query in the path is one more. */
function parametersOf(one: OriginalOperation): Json[] {
  const said = [...queryInPath(one.path)].filter(([, value]) => !/^\{.*\}$/.test(value));
  const fixed = said.map(([name, value]) => ({
    name,
    in: "query",
    required: true,
    schema: { type: "string", enum: [value] },
  }));
  return [...one.parameters.filter((parameter) => !isIgnored(parameter)), ...fixed];
}

/** OpenAPI, Parameter Object: as header parameters some "shall be ignored"; what carries a request is HTTP's to say. */
export function isIgnored({ in: place, name }: JsonObject): boolean {
  return (
    place === "header" &&
    /^(accept|content-type|authorization|accept-encoding|content-length|content-encoding|host|connection)$/i.test(
      String(name),
    )
  );
}
