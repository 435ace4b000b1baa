import { readFileSync } from "node:fs";
import { isArray, isObject, type Json, type JsonObject, own, toPointer, valueAt } from "@specwire/contract";
import { Ajv2020 } from "ajv/dist/2020.js";

const schema = JSON.parse(
  readFileSync(new URL("../../../schema/connector.schema.json", import.meta.url), "utf8"),
) as JsonObject;
const root = "";
const ajv = new Ajv2020({ strict: false });
ajv.addSchema(schema, "format");

/** A place of the format that can hold a string or a name, and where a spec fills it. */
export interface Filled {
  readonly id: string;
  readonly pointer: string;
  readonly on: "value" | "key";
  /** Deeper in a definition that contains itself; its places are those of the outermost one, once more. */
  readonly nested: boolean;
}

/** Every place of the format that can hold a string or a name: found by walking its JSON Schema. */
export function positionsOfFormat(): Set<string> {
  const found = new Set<string>();
  walkSchema(root, "", [], found);
  return found;
}

/** Where a spec fills those places, and its objects that take no other names than those of the format. */
export function filledBy(spec: Json): {
  readonly filled: readonly Filled[];
  readonly closed: readonly string[];
} {
  const visit: Visit = { filled: [], closed: [] };
  walkInstance({ at: root, id: "", within: [], path: [], nested: false }, spec, visit);
  return visit;
}

interface Visit {
  readonly filled: Filled[];
  readonly closed: string[];
}

/** A place in an instance: of which schema it is, and how it was reached. */
interface Step {
  readonly at: string;
  readonly id: string;
  readonly within: readonly string[];
  readonly path: readonly string[];
  readonly nested: boolean;
}

interface Node {
  readonly at: string;
  readonly schema: JsonObject;
  /** The definitions that were entered to get here. */
  readonly within: readonly string[];
}

/** The schema at a place, references followed; undefined where it leads into a definition that it is part of. */
function enter(at: string, within: readonly string[]): Node | undefined {
  const here = valueAt(schema, at);
  if (!isObject(here)) throw new Error(`no schema at ${at}`);
  const { $ref } = here;
  if (typeof $ref !== "string") return { at, schema: here, within };
  const target = $ref.slice(1);
  return within.includes(target) ? undefined : enter(target, [...within, target]);
}

const nameOf = (at: string) => (at.startsWith("/$defs/") ? at.slice("/$defs/".length) : "");

/** The alternatives of a schema with what they are called in ids: a list of the same things is not another place. */
function alternativesOf(node: Node): { readonly at: string; readonly label: string }[] {
  const list = node.schema.oneOf;
  return (isArray(list) ? list : []).map((one, index) => {
    const at = `${node.at}/oneOf/${index}`;
    const name = isObject(one) && typeof one.$ref === "string" ? nameOf(one.$ref.slice(1)) : "";
    return { at, label: name === "" || name === "authScheme" ? "" : `<${name}>` };
  });
}

function holdsText({ schema: one }: Node): boolean {
  const types = isArray(one.type) ? one.type : one.type === undefined ? [] : [one.type];
  return types.includes("string") || isAnything(one);
}

function isAnything(one: JsonObject): boolean {
  return one.type === undefined && one.oneOf === undefined && one.properties === undefined;
}

function walkSchema(at: string, id: string, within: readonly string[], found: Set<string>): void {
  const node = enter(at, within);
  if (node === undefined) return;
  const { schema: here } = node;
  if (holdsText(node)) found.add(id);
  if (isAnything(here)) found.add(`${id}/*name`);
  for (const { at: alternative, label } of alternativesOf(node))
    walkSchema(alternative, id + label, node.within, found);
  for (const name of Object.keys(isObject(here.properties) ? here.properties : {}))
    walkSchema(node.at + toPointer(["properties", name]), `${id}/${name}`, node.within, found);
  for (const pattern of Object.keys(isObject(here.patternProperties) ? here.patternProperties : {})) {
    found.add(`${id}/~${pattern}name`);
    walkSchema(node.at + toPointer(["patternProperties", pattern]), `${id}/~${pattern}`, node.within, found);
  }
  if (isObject(here.additionalProperties)) {
    found.add(`${id}/*name`);
    walkSchema(`${node.at}/additionalProperties`, `${id}/*`, node.within, found);
  }
  if (isObject(here.items)) walkSchema(`${node.at}/items`, listId(node, id), node.within, found);
  else if (here.type === "array") for (const one of ["", "/*name"]) found.add(`${listId(node, id)}${one}`);
}

/** A scheme and a list of schemes are one place. */
function listId(node: Node, id: string): string {
  return node.at.startsWith("/$defs/auth/") ? id : `${id}[]`;
}

function walkInstance(step: Step, value: Json, visit: Visit): void {
  const direct = enter(step.at, step.within);
  const node = direct ?? enter(step.at, []);
  if (node === undefined) return;
  const { schema: here } = node;
  const nested = step.nested || direct === undefined;
  const into = (at: string, id: string, member: Json, ...more: string[]) =>
    walkInstance({ at, id, within: node.within, path: [...step.path, ...more], nested }, member, visit);
  const isName = (id: string, name: string) =>
    visit.filled.push({ id, pointer: toPointer([...step.path, name]), on: "key", nested });
  const { id } = step;
  if (isAnything(here)) {
    walkAnything({ ...step, nested }, value, visit);
    return;
  }
  if (typeof value === "string" && holdsText(node))
    visit.filled.push({ id, pointer: toPointer(step.path), on: "value", nested });
  for (const { at, label } of alternativesOf(node)) if (fits(at, value)) into(at, id + label, value);
  if (isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isObject(here.items)) into(`${node.at}/items`, listId(node, id), item, String(index));
      else if (here.type === "array") {
        const path = [...step.path, String(index)];
        walkAnything({ ...step, id: listId(node, id), path, nested }, item, visit);
      }
    }
  } else if (isObject(value)) {
    if (here.additionalProperties === false) visit.closed.push(toPointer(step.path));
    const properties = isObject(here.properties) ? here.properties : {};
    const patterns = Object.keys(isObject(here.patternProperties) ? here.patternProperties : {});
    for (const [key, member] of Object.entries(value)) {
      const pattern = patterns.find((one) => new RegExp(one, "u").test(key));
      if (own(properties, key) !== undefined)
        into(node.at + toPointer(["properties", key]), `${id}/${key}`, member, key);
      else if (pattern !== undefined) {
        isName(`${id}/~${pattern}name`, key);
        into(node.at + toPointer(["patternProperties", pattern]), `${id}/~${pattern}`, member, key);
      } else if (isObject(here.additionalProperties)) {
        isName(`${id}/*name`, key);
        into(`${node.at}/additionalProperties`, `${id}/*`, member, key);
      }
    }
  }
}

function walkAnything(step: Step, value: Json, visit: Visit): void {
  const { id, path, nested } = step;
  if (typeof value === "string") visit.filled.push({ id, pointer: toPointer(path), on: "value", nested });
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const inner = [...path, key];
    if (!isArray(value))
      visit.filled.push({ id: `${id}/*name`, pointer: toPointer(inner), on: "key", nested });
    walkAnything({ ...step, path: inner }, member as Json, visit);
  }
}

function fits(at: string, value: Json): boolean {
  const validate = ajv.getSchema(`format#${at.replaceAll("%", "%25")}`);
  if (validate === undefined) throw new Error(`no schema at ${at}`);
  return validate(value) === true;
}
