import { isArray, isObject, type Json, type JsonPointer, own, toPointer } from "@specwire/contract";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { valueNearMiss } from "./near-misses.ts";
import { isPlain } from "./plain-text.ts";
import type { Rule } from "./schema-at.ts";
import type { SpecText } from "./spec-text.ts";

// What newcomers write in the shape of other formats: OpenAPI's lists of parameters, a type's name in place of a
// schema, a pointer or a label alone.

/** How it is said here, and the repair where only that can be meant. */
export interface Answer {
  readonly note?: string;
  readonly fix?: Fix | undefined;
}

const types = ["string", "integer", "number", "boolean", "array", "object", "null"];
const places = ["path", "query", "header", "cookie"];

/** For a text or a list where a map is wanted. */
export function otherShape(
  spec: SpecText,
  pointer: JsonPointer,
  value: Json | undefined,
  rule: Rule | undefined,
): Answer | undefined {
  const key = pointer.slice(pointer.lastIndexOf("/") + 1);
  const rewrite = (map: Json): Fix | undefined => {
    const { node } = spec.placeOf(pointer);
    const text = flowText(map);
    return node.plain && text !== undefined
      ? spec.replace(node, text, { op: "replace", path: pointer, value: map })
      : undefined;
  };
  if (isArray(value)) {
    if (key === "parameters") return { note: byPlace(value) };
    return places.includes(key) && rule?.definition === "parameterSchemas"
      ? { note: `write a JSON Schema of an object: ${propertiesOf(value)}` }
      : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (rule?.definition === "secretText")
    return { note: `write ${said({ label: value })}`, fix: rewrite({ label: value }) };
  if (rule?.definition === "jsonSchema" || rule?.definition === "schemaOrBoolean") {
    const schema = schemaOf(value);
    return schema === undefined ? undefined : { note: `write ${said(schema)}`, fix: rewrite(schema) };
  }
  if (key === "next" && rule?.schema.properties?.pointer !== undefined) return nextOf(value, rewrite);
  return undefined;
}

function nextOf(value: string, rewrite: (map: Json) => Fix | undefined): Answer {
  if (/^link$/i.test(value)) return { note: "write { header: link }", fix: rewrite({ header: "link" }) };
  if (value.startsWith("/"))
    return { note: `write ${said({ pointer: value })}`, fix: rewrite({ pointer: value }) };
  const path = `/${value.replace(/^\$\.|^#\//, "").replaceAll(".", "/")}`;
  return {
    note: `say where it stands: ${said({ pointer: path })} in the body, or ${said({ header: value })}`,
  };
}

/** The schema that a type's name stands for. */
function schemaOf(written: string): Json | undefined {
  const list = /^(.+)\[\]$/.exec(written);
  if (list !== null) {
    const items = schemaOf(list[1] ?? "");
    return items === undefined ? undefined : { type: "array", items };
  }
  const type = valueNearMiss(written, types);
  return type === undefined ? undefined : { type };
}

/** OpenAPI's list of parameters as it is said here. */
function byPlace(list: readonly Json[]): string {
  const found = places.flatMap((place) => {
    const some = list.filter((one) => isObject(one) && one.in === place);
    return some.length === 0 ? [] : [`${place}: ${propertiesOf(some)}`];
  });
  const example = found.length === 0 ? ["query: { properties: { id: { type: string } } }"] : found;
  return `parameters are written by their place, each a JSON Schema of an object: ${example.join(", ")}`;
}

function propertiesOf(list: readonly Json[]): string {
  const named = list.flatMap((one): { name: string; schema: Json; required: boolean }[] => {
    if (typeof one === "string") return [{ name: one, schema: { type: "string" }, required: false }];
    if (!isObject(one) || typeof one.name !== "string") return [];
    const { schema = { type: typeof one.type === "string" ? one.type : "string" } } = one;
    return [{ name: one.name, schema, required: one.required === true }];
  });
  const shown = named.slice(0, 3);
  const properties = Object.fromEntries(shown.map(({ name, schema }) => [name, schema]));
  const required = shown.filter((one) => one.required).map(({ name }) => name);
  const map = said({ properties, ...(required.length > 0 && { required }) });
  return named.length > shown.length ? `${map} and so on` : map;
}

/** For a key of a map of parameters that stands where `properties` should; undefined where it is not one. */
export function parameterInPlace(spec: SpecText, parent: JsonPointer, key: string): Answer | undefined {
  const holder = spec.valueAt(parent);
  if (!isObject(holder) || own(holder, "properties") !== undefined) return undefined;
  const schemas = Object.entries(holder).map(([name, one]): [string, Json | undefined] => [
    name,
    typeof one === "string" ? schemaOf(one) : isObject(one) ? one : undefined,
  ]);
  if (schemas.find(([name]) => name === key)?.[1] === undefined) return undefined;
  const known = ["type", "description", "required", "$defs"];
  const certain = schemas.every(([name, schema]) => schema !== undefined && !known.includes(name));
  const map = { properties: Object.fromEntries(schemas.map(([name, schema]) => [name, schema ?? {}])) };
  const { node } = spec.placeOf(parent);
  const text = certain && !node.block && spec.source.text[node.start + 1] !== '"' ? flowText(map) : undefined;
  return {
    note: `parameters stand in \`properties\`: ${said({ properties: { [key]: own(map.properties, key) ?? {} } })}`,
    fix:
      text === undefined ? undefined : spec.replace(node, text, { op: "replace", path: parent, value: map }),
  };
}

/** For `content` in a body, as OpenAPI's Request Body Object has it. */
export function bodyContent(spec: SpecText, parent: JsonPointer): Answer | undefined {
  const body = spec.valueAt(parent);
  const content = isObject(body) ? own(body, "content") : undefined;
  if (!isObject(content)) return undefined;
  const [mediaType = "", ...others] = Object.keys(content);
  const json = mediaType === "application/json";
  const note = `body is the schema itself: what stands under \`schema\` here${json || mediaType === "" ? "" : `, with contentType: ${mediaType} beside body`}.`;
  const media = own(content, mediaType);
  const only = (value: Json | undefined, key: string) =>
    isObject(value) && Object.keys(value).length === 1 && own(value, key) !== undefined;
  const certain = json && others.length === 0 && only(body, "content") && only(media, "schema");
  return { note, fix: certain ? schemaAlone(spec, parent, mediaType) : undefined };
}

/** Takes away what stands around the schema, so that its lines stay as they are. */
function schemaAlone(spec: SpecText, parent: JsonPointer, mediaType: string): Fix | undefined {
  const pointer = parent + toPointer(["content", mediaType, "schema"]);
  const { node: outer } = spec.placeOf(parent);
  const { node: inner } = spec.placeOf(pointer);
  const { text } = spec.source;
  const value = spec.valueAt(pointer) ?? null;
  const patch = { op: "replace", path: parent, value } as const;
  if (!outer.block) return spec.replace(outer, spec.written(inner), patch);
  const lineOf = (offset: number) => text.lastIndexOf("\n", offset - 1) + 1;
  const starts = [lineOf(outer.start), inner.block ? lineOf(inner.start) : inner.start] as const;
  if (text.slice(starts[0], outer.start).trim() !== "") return undefined;
  if (!inner.block) return spec.replace({ start: outer.start, end: inner.start }, "", patch);
  return text.slice(starts[1], inner.start).trim() === ""
    ? spec.replace({ start: starts[0], end: starts[1] }, "", patch)
    : undefined;
}

const said = (value: Json): string => flowText(value) ?? JSON.stringify(value);

/** A value between YAML's brackets; undefined where some text of it would need quotes. */
function flowText(value: Json): string | undefined {
  if (typeof value === "string") return isPlain(value) ? value : undefined;
  const all = (texts: readonly (string | undefined)[], [open, close]: readonly [string, string]) =>
    texts.includes(undefined) ? undefined : `${open}${texts.join(", ")}${close}`;
  if (isArray(value)) return all(value.map(flowText), ["[", "]"]);
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([name, one]) => {
    const [key, text] = [flowText(name), flowText(one)];
    return key === undefined || text === undefined ? undefined : `${key}: ${text}`;
  });
  return members.length === 0 ? "{}" : all(members, ["{ ", " }"]);
}
