import type { Json, JsonObject, Method } from "@specwire/contract";
import { isArray, isObject, own, pointerTokens, toPointer } from "@specwire/contract";
import type { SchemaLookup } from "../json-schema.ts";
import type { DocumentOperation, OpenApiDocument } from "./openapi-document.ts";
import { resolveObject } from "./resolve-object.ts";

const methods: readonly Method[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/** More operations than this are refused: nobody reviews such a manifest. */
export const maxOperations = 50_000;

export function indexDocument(root: JsonObject): OpenApiDocument {
  const lookup: SchemaLookup = (reference) => {
    const value = localReference(root, reference);
    return isObject(value) || typeof value === "boolean" ? value : undefined;
  };
  // Sorted: the order of keys has no meaning, and two operations may claim one operationId.
  const paths = isObject(root.paths) ? Object.entries(root.paths).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
  const operations = paths.flatMap(([path, item]) => {
    const pathItem = resolveObject(item, lookup);
    if (pathItem === undefined || !path.startsWith("/")) return [];
    return methods.flatMap((method): DocumentOperation[] => {
      const operation = own(pathItem, method.toLowerCase());
      if (!isObject(operation)) return [];
      const { operationId } = operation;
      const tags = isArray(operation.tags) ? operation.tags.filter((tag) => typeof tag === "string") : [];
      return [
        {
          method,
          path,
          tags,
          operation,
          pathItem,
          pointer: toPointer(["paths", path, method.toLowerCase()]),
          ...(typeof operationId === "string" && { operationId }),
        },
      ];
    });
  });
  const components = isObject(root.components) ? root.components : {};
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  return {
    root,
    operations,
    lookup,
    servers: isArray(root.servers) ? root.servers.filter(isObject) : [],
    securitySchemes: Object.fromEntries(
      Object.entries(schemes).flatMap(([name, one]) => {
        const scheme = resolveObject(one, lookup);
        return scheme === undefined ? [] : [[name, scheme]];
      }),
    ),
    security: root.security,
    info: isObject(root.info) ? root.info : {},
  };
}

/** `#/a/b~1c` in the document; other references lead nowhere here. */
function localReference(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let current: Json | undefined = root;
  for (const token of pointerTokens(decodeFragment(reference.slice(1)))) {
    if (isArray(current)) current = current[Number(token)];
    else current = isObject(current) ? own(current, token) : undefined;
  }
  return current;
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
