// The floor: what a compiler of OpenAPI documents costs that does nothing but its work. Read, JSON.parse, one
// walk, joined strings, one write: every component schema as a TypeScript type with its description, a typed
// function and a command-line entry for each operation. It checks nothing, explains nothing and has no options.
//
//   node floor.mjs <document.json> <output.ts>
import { readFileSync, writeFileSync } from "node:fs";

const [input, output] = process.argv.slice(2);
const document = JSON.parse(readFileSync(input, "utf8"));
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const typeName = (text) => text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? "").toUpperCase());
const schemaName = (text) => `S_${text.replace(/[^A-Za-z0-9_]/g, (one) => `$${one.charCodeAt(0)}`)}`;
const comment = (text) =>
  text ? `/** ${String(text).replace(/\*\//g, "* /").replace(/\s+/g, " ")} */ ` : "";
const key = (text) => JSON.stringify(text);

function at(reference) {
  const tokens = reference.slice(2).split("/");
  return tokens.reduce(
    (value, token) => value?.[decodeURIComponent(token).replace(/~1/g, "/").replace(/~0/g, "~")],
    document,
  );
}

function follow(value) {
  for (let hops = 0; hops < 20 && value?.$ref?.startsWith("#/"); hops++) value = at(value.$ref);
  return value ?? {};
}

function typeOf(schema, depth = 0) {
  if (schema === undefined || schema === true || depth > 30) return "unknown";
  if (schema.$ref !== undefined) {
    const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(schema.$ref) ?? [];
    if (name !== undefined) return schemaName(decodeURIComponent(name));
    return schema.$ref.startsWith("#/") ? typeOf(follow(schema), depth + 1) : "unknown";
  }
  if (schema.enum) return schema.enum.map((one) => key(one)).join(" | ") || "never";
  if (schema.const !== undefined) return key(schema.const);
  for (const [word, sign] of [
    ["allOf", " & "],
    ["oneOf", " | "],
    ["anyOf", " | "],
  ]) {
    if (schema[word]?.length > 0) return `(${schema[word].map((one) => typeOf(one, depth + 1)).join(sign)})`;
  }
  const types = [schema.type].flat().map((type) => plainType(schema, type, depth));
  return [...types, ...(schema.nullable ? ["null"] : [])].join(" | ");
}

function plainType(schema, type, depth) {
  if (type === "string") return "string";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "boolean";
  if (type === "null") return "null";
  if (type === "array") return `Array<${typeOf(schema.items, depth + 1)}>`;
  if (!schema.properties) return type === "object" ? "Record<string, unknown>" : "unknown";
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties).map(
    ([name, one]) =>
      `${comment(one.description)}${key(name)}${required.has(name) ? "" : "?"}: ${typeOf(one, depth + 1)}`,
  );
  return `{ ${fields.join("; ")} }`;
}

const schemaIn = (holder) => holder?.schema ?? Object.values(holder?.content ?? {})[0]?.schema;
const lines = ["declare function send(method: string, path: string, args: object): Promise<unknown>;"];
for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
  lines.push(`${comment(schema.description)}export type ${schemaName(name)} = ${typeOf(schema)};`);
const table = [];
let number = 0;
for (const [path, item] of Object.entries(document.paths ?? {})) {
  for (const method of methods) {
    const operation = item[method];
    if (operation === undefined) continue;
    const id = `${typeName(operation.operationId ?? `${method} ${path}`)}_${number++}`;
    const found = new Map(
      [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => [
        JSON.stringify(one),
        follow(one),
      ]),
    );
    const fields = [...found.values()]
      .filter((one) => one.name !== undefined)
      .map(
        (one) =>
          `${comment(one.description)}${key(`${one.in}.${one.name}`)}${one.required ? "" : "?"}: ${typeOf(schemaIn(one))}`,
      );
    const body = schemaIn(follow(operation.requestBody));
    if (body !== undefined) fields.push(`body?: ${typeOf(body)}`);
    const answer = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"))?.[1];
    lines.push(
      `export interface Args_${id} { ${[...new Set(fields)].join("; ")} }`,
      `export type Result_${id} = ${typeOf(schemaIn(follow(answer)))};`,
      `${comment(operation.summary)}export const call_${id} = (args: Args_${id}): Promise<Result_${id}> => send(${key(method)}, ${key(path)}, args) as Promise<Result_${id}>;`,
    );
    const flags = [...found.values()].map((one) => [
      one.name,
      one.in,
      one.required === true,
      one.description ?? "",
    ]);
    table.push(`//= ${JSON.stringify([id, method, path, operation.summary ?? "", flags])}`);
  }
}
writeFileSync(output, `${lines.join("\n")}\n${table.join("\n")}\n`);
