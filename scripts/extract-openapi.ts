/**
 * Cuts the operations that a connector takes (`use:`) out of a large OpenAPI document, with every component
 * that they reach. What stays keeps the vendor's words and order; the same input gives the same bytes.
 *
 *   node scripts/extract-openapi.ts <original.json> <folder of the connector> [name of the extract]
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** The document with the wanted operations and what they reach. Throws where one of them is missing. */
export function extract(original: JsonObject, wanted: ReadonlySet<string>): JsonObject {
  const paths: JsonObject = {};
  const missing = new Set(wanted);
  for (const [path, item] of Object.entries(objectOf(original.paths))) {
    const kept: JsonObject = {};
    for (const [key, value] of Object.entries(objectOf(item))) {
      if (!methods.has(key)) continue;
      const operation = objectOf(value);
      const name = [operation.operationId, `${key.toUpperCase()} ${path}`].find(
        (one) => typeof one === "string" && wanted.has(one),
      );
      if (typeof name !== "string") continue;
      missing.delete(name);
      kept[key] = { ...objectOf(lean(operation)), responses: successes(objectOf(operation.responses)) };
    }
    if (Object.keys(kept).length === 0) continue;
    // What a path item says for all of its methods: parameters, servers.
    const shared = Object.entries(objectOf(item)).filter(([key]) => !methods.has(key));
    paths[path] = { ...objectOf(lean(Object.fromEntries(shared))), ...kept };
  }
  if (missing.size > 0) throw new Error(`the document has no operation ${[...missing].join(", ")}`);
  const result: JsonObject = {};
  for (const key of ["openapi", "info", "servers", "security", "externalDocs"]) {
    if (original[key] !== undefined) result[key] = lean(original[key]);
  }
  result.tags = usedTags(original.tags, paths);
  result.paths = paths;
  result.components = reachable(objectOf(original.components), paths);
  return result;
}

export function printed(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What a connector spec takes from its document: its `use:` lines. */
export function usedOperations(spec: string): Set<string> {
  return new Set([...spec.matchAll(/^ +use: (.+)$/gm)].map((match) => match[1]?.trim() ?? ""));
}

/** Redirects are kept beside successes: for a download they are the answer. */
function successes(responses: JsonObject): Json {
  const kept = Object.entries(responses).filter(([status]) => /^(2..|302)$/.test(status));
  return lean(Object.fromEntries(kept));
}

/** Their members have names that the vendor chose, so `example` is a name like any other there. */
const maps = new Set(["properties", "headers"]);

/** Without examples and extensions. `named` says that the value is such a map. */
function lean(value: Json, named = false): Json {
  if (Array.isArray(value)) return value.map((one) => lean(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => named || !(key === "example" || key === "examples" || key.startsWith("x-")),
  );
  return Object.fromEntries(kept.map(([key, one]) => [key, lean(one, maps.has(key) && !named)]));
}

function usedTags(tags: Json | undefined, paths: JsonObject): Json[] {
  const used = new Set<Json>();
  for (const item of Object.values(paths)) {
    for (const operation of Object.values(objectOf(item))) {
      const names = objectOf(operation).tags;
      if (Array.isArray(names)) for (const name of names) used.add(name);
    }
  }
  return (Array.isArray(tags) ? tags : [])
    .filter((tag) => used.has(objectOf(tag).name ?? null))
    .map((tag) => lean(tag));
}

/** The components that `$ref`s lead to, in the original's order. */
function reachable(components: JsonObject, paths: JsonObject): JsonObject {
  const found = new Set<string>();
  const queue: Json[] = [paths];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const reference of references(next)) {
      if (found.has(reference)) continue;
      found.add(reference);
      const [kind = "", name = ""] = reference.split("/").slice(2);
      const target = objectOf(components[kind])[name];
      if (target === undefined) throw new Error(`${reference} leads nowhere`);
      queue.push(lean(target));
    }
  }
  const result: JsonObject = {};
  for (const [kind, members] of Object.entries(components)) {
    const kept = Object.entries(objectOf(members)).filter(([name]) =>
      found.has(`#/components/${kind}/${name}`),
    );
    if (kept.length > 0) result[kind] = Object.fromEntries(kept.map(([name, one]) => [name, lean(one)]));
  }
  return result;
}

function references(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "$ref" && typeof one === "string" ? [one] : references(one),
  );
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

if (import.meta.main) {
  const [source, folder, name] = process.argv.slice(2);
  if (source === undefined || folder === undefined) {
    console.error("usage: node scripts/extract-openapi.ts <original.json> <folder of the connector> [name]");
    process.exit(2);
  }
  const bytes = readFileSync(source);
  const spec = readFileSync(join(folder, "connector.yaml"), "utf8");
  const wanted = usedOperations(spec);
  const text = printed(extract(JSON.parse(bytes.toString("utf8")) as JsonObject, wanted));
  const target = join(folder, "openapi", name ?? basename(source));
  mkdirSync(join(folder, "openapi"), { recursive: true });
  writeFileSync(target, text);
  const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
  console.log(`original ${sha256(bytes)}  ${bytes.length} bytes`);
  console.log(`extract  ${sha256(text)}  ${Buffer.byteLength(text)} bytes, ${wanted.size} operations`);
}
