import type { Json, JsonObject, Method } from "@specwire/contract";
import { isArray, isObject, own, toPointer } from "@specwire/contract";
import { visible } from "../../../diagnostics/display.ts";
import { isPlainPath } from "../path-template.ts";
import type { DocumentFile } from "./document-file.ts";
import type { DocumentOperation, LeftOut, OpenApiDocument } from "./openapi-document.ts";
import { fitParameters, type PathKey, readPathKey } from "./path-key.ts";
import type { Problems } from "./problems.ts";
import type { References } from "./references.ts";
import { resolveObject } from "./resolve-object.ts";
import { operationFrom2, type Swagger2, schemeFrom2, serversFrom2, swagger2 } from "./swagger2.ts";
import type { Version } from "./version.ts";

const methods: readonly Method[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "QUERY",
];

/** Lists the operations of a document whose references are canonical. */
export function indexDocument(
  entry: DocumentFile,
  root: JsonObject,
  version: Version,
  references: References,
  problems: Problems,
): OpenApiDocument {
  const index = new Index(entry, root, version, references, problems);
  for (const word of ["paths", "x-ms-paths"]) index.addPaths(word);
  return index.document();
}

class Index {
  readonly #entry: DocumentFile;
  readonly #root: JsonObject;
  readonly #version: Version;
  readonly #references: References;
  readonly #problems: Problems;
  readonly #whole: Swagger2;
  readonly #operations: DocumentOperation[] = [];
  readonly #leftOut: LeftOut[] = [];

  constructor(
    entry: DocumentFile,
    root: JsonObject,
    version: Version,
    references: References,
    problems: Problems,
  ) {
    this.#entry = entry;
    this.#root = root;
    this.#version = version;
    this.#references = references;
    this.#problems = problems;
    this.#whole = swagger2(root, references.lookup);
  }

  document(): OpenApiDocument {
    const root = this.#root;
    const isOld = this.#version === "2.0";
    const components = isObject(root.components) ? root.components : {};
    const schemes = isOld ? root.securityDefinitions : components.securitySchemes;
    return {
      root,
      version: this.#version,
      operations: this.#operations,
      leftOut: this.#leftOut,
      lookup: this.#references.lookup,
      servers: isOld ? serversFrom2(root) : isArray(root.servers) ? root.servers.filter(isObject) : [],
      securitySchemes: Object.fromEntries(
        Object.entries(isObject(schemes) ? schemes : {}).flatMap(([name, one]) => {
          const scheme = resolveObject(one, this.#references.lookup);
          return scheme === undefined ? [] : [[name, isOld ? schemeFrom2(scheme) : scheme]];
        }),
      ),
      security: root.security,
      info: isObject(root.info) ? root.info : {},
    };
  }

  addPaths(word: string): void {
    const paths = own(this.#root, word);
    if (!isObject(paths)) return;
    // Sorted: the order of keys has no meaning, and two operations may claim one operationId.
    for (const [key, item] of Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (key.startsWith("x-")) continue;
      const tokens = [word, key];
      const pathItem = this.#pathItem(item);
      if (pathItem === undefined) this.#leaveOut(key, tokens, "its path item leads to nothing");
      else this.#addPath(key, pathItem, tokens);
    }
  }

  /** What stands beside a reference to a path item counts, and before what that says. */
  #pathItem(item: Json): JsonObject | undefined {
    if (!isObject(item) || typeof item.$ref !== "string") return isObject(item) ? item : undefined;
    const target = resolveObject(item, this.#references.lookup);
    const { $ref, ...beside } = item;
    if (target === undefined) return Object.keys(beside).length > 0 ? beside : undefined;
    return { ...target, ...beside };
  }

  #addPath(key: string, pathItem: JsonObject, tokens: readonly string[]): void {
    for (const method of methods) {
      const word = method.toLowerCase();
      this.#addOperation(method, key, own(pathItem, word), pathItem, [...tokens, word]);
    }
    // OpenAPI 3.2
    const more = isObject(pathItem.additionalOperations) ? pathItem.additionalOperations : {};
    for (const [method, operation] of Object.entries(more)) {
      const at = [...tokens, "additionalOperations", method];
      const known = methods.find((one) => one === method);
      if (known) this.#addOperation(known, key, operation, pathItem, at);
      else this.#leaveOut(`${method} ${key}`, at, "its method can't be sent");
    }
  }

  #addOperation(
    method: Method,
    key: string,
    value: Json | undefined,
    pathItem: JsonObject,
    tokens: readonly string[],
  ): void {
    if (value === undefined || value === null) return;
    const name = `${method} ${key}`;
    const found = resolveObject(value, this.#references.lookup);
    if (found === undefined) {
      this.#leaveOut(name, tokens, "it leads to nothing");
      return;
    }
    const operation = this.#version === "2.0" ? operationFrom2(found, pathItem, this.#whole) : found;
    const { parameters: shared, ...item } = pathItem;
    const around = this.#version === "2.0" ? item : pathItem;
    const parameters = this.#parameters(around, operation);
    const declared = new Set(parameters.flatMap((one) => (one.in === "path" ? [one.name] : [])));
    const path = readPathKey(key, (one) => declared.has(one));
    // One that still hides characters is no mere oversight: selecting it is an error.
    if (!isPlainPath(path.path) && visible(path.path) === path.path) {
      this.#leaveOut(name, tokens, "its path can't be sent as it is", operation.operationId);
      return;
    }
    if (path.repaired) this.#say("openapi/path-rewritten", tokens, key, path.path);
    const fits = fitsAsItIs(path);
    this.#judgeNames(path, declared, name, tokens);
    const { operationId, tags } = operation;
    this.#operations.push({
      method,
      path: path.path,
      ...(path.path !== key && { documentPath: key }),
      ...(Object.keys(path.fixedQuery).length > 0 && { fixedQuery: path.fixedQuery }),
      ...(typeof operationId === "string" && operationId !== "" && { operationId }),
      tags: isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [],
      operation: fits ? operation : { ...operation, parameters: fitParameters(parameters, path) },
      pathItem: fits ? around : item,
      file: this.#entry,
      pointer: toPointer(tokens),
    });
  }

  #parameters(pathItem: JsonObject, operation: JsonObject): JsonObject[] {
    return [pathItem.parameters, operation.parameters].flatMap((list) =>
      (isArray(list) ? list : []).flatMap((one): JsonObject[] => {
        const parameter = resolveObject(one, this.#references.lookup);
        return parameter === undefined ? [] : [parameter];
      }),
    );
  }

  #judgeNames(
    path: PathKey,
    declared: ReadonlySet<Json | undefined>,
    name: string,
    tokens: readonly string[],
  ): void {
    const inPath = new Set([...path.path.matchAll(/\{([^{}]+)\}/g)].map(([, one]) => one));
    const known = new Set([...declared].map((one) => own(path.renamed, String(one)) ?? one));
    const missing = [...inPath].filter((one) => !known.has(one) && !path.reserved.includes(one ?? ""));
    if (missing.length > 0) this.#say("openapi/parameter-undeclared", tokens, name, missing.join(", "));
    const used = new Set(Object.values(path.queryNames));
    const idle = [...known].filter((one) => !inPath.has(String(one)) && !used.has(String(one)));
    if (idle.length > 0) this.#say("openapi/parameter-not-in-path", tokens, name, idle.join(", "));
  }

  #leaveOut(name: string, tokens: readonly string[], reason: string, operationId?: Json): void {
    this.#leftOut.push({ name, reason, ...(typeof operationId === "string" && { operationId }) });
    this.#say("openapi/left-out", tokens, name, reason);
  }

  #say(
    code: Parameters<Problems["add"]>[0],
    tokens: readonly string[],
    subject: string,
    reason: string,
  ): void {
    this.#problems.add(code, { file: this.#entry, pointer: toPointer(tokens), subject, reason });
  }
}

function fitsAsItIs({ queryNames, openQuery, renamed, reserved }: PathKey): boolean {
  const some = (record: object) => Object.keys(record).length > 0;
  return !some(queryNames) && openQuery.length === 0 && !some(renamed) && reserved.length === 0;
}
