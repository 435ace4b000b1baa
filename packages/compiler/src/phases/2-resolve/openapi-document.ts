import type { Json, JsonObject, Method } from "@specwire/contract";
import { isArray, isObject, own, pointerTokens } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";

/** An OpenAPI 3.x document of one file, indexed for selection. */
export interface OpenApiDocument {
  readonly root: JsonObject;
  readonly operations: readonly DocumentOperation[];
  readonly lookup: SchemaLookup;
}

export interface DocumentOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId?: string;
  readonly tags: readonly string[];
  /** The Operation Object. */
  readonly operation: JsonObject;
  /** The Path Item Object around it. */
  readonly pathItem: JsonObject;
}

const methods: readonly Method[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/** More operations than this are refused: nobody reviews such a manifest. */
export const maxOperations = 5000;

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
        { method, path, tags, operation, pathItem, ...(typeof operationId === "string" && { operationId }) },
      ];
    });
  });
  return { root, operations, lookup };
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

/** The object behind a chain of references; undefined where it leads to nothing of that shape. */
export function resolveObject(value: Json | undefined, lookup: SchemaLookup): JsonObject | undefined {
  let current: JsonSchema | undefined = isObject(value) ? value : undefined;
  for (let hops = 0; hops < 20 && isObject(current) && typeof current.$ref === "string"; hops++) {
    current = lookup(current.$ref);
  }
  return isObject(current) && typeof current.$ref !== "string" ? current : undefined;
}

/** The URL templates of the document that a connector can use as they stand. */
export function documentServer(document: OpenApiDocument): string | undefined {
  const [first] = isArray(document.root.servers) ? document.root.servers : [];
  const url = isObject(first) ? first.url : undefined;
  return typeof url === "string" && /^https?:\/\/[^{}]+$/.test(url) ? url : undefined;
}
