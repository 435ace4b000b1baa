import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import { deepest } from "./parse-text.ts";

/** Where a visited object stands. `path` is reused: copy what is kept. */
export interface NodePlace {
  readonly path: readonly (string | number)[];
  readonly holder: object;
  /** Whether it stands where only a map of names or a text may: a reference here has to be replaced. */
  readonly inPlace: boolean;
}

/** Their members are names, each with something that OpenAPI or JSON Schema describes. */
const maps: ReadonlySet<string> = new Set(
  `paths webhooks pathItems responses callbacks content encoding headers schemas requestBodies securitySchemes
  securityDefinitions mediaTypes additionalOperations properties patternProperties definitions $defs
  dependentSchemas dependencies x-ms-paths x-webhooks`.split(/\s+/),
);

/** Maps in which `x-…` is no name. */
const extensible: ReadonlySet<string> = new Set(["paths", "responses", "webhooks"]);

/** What stands here is data, whatever it looks like. */
const data: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "links"]);

const texts: ReadonlySet<string> = new Set(["description", "summary", "title"]);

/** Whether a text is expected under a key. */
export function isText(key: string | number | undefined): boolean {
  return typeof key === "string" && texts.has(key);
}

/** Whether a reference to a place has to pass what {@link eachNode} takes for data. */
export function passesData(token: string): boolean {
  return data.has(token) || (token.startsWith("x-") && !maps.has(token));
}

/**
 * Visits every object that the words of OpenAPI and JSON Schema describe, once, and nothing in data. What lies
 * deeper than {@link deepest} is cut off: `tooDeep` hears of it.
 */
export function eachNode(
  root: Json,
  shares: boolean,
  visit: (node: JsonObject, place: NodePlace) => void,
  tooDeep: (path: readonly (string | number)[]) => void,
): void {
  const path: (string | number)[] = [];
  const seen = shares ? new Set<object>() : undefined;

  const cut = (holder: object, key: string | number) => {
    if (path.length < deepest) return false;
    tooDeep(path);
    (holder as Record<string | number, Json>)[key] = true;
    return true;
  };

  const node = (value: Json, holder: object, inPlace: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    if (seen?.has(value)) return;
    seen?.add(value);
    if (isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const item = value[index];
        if (typeof item !== "object" || item === null) continue;
        path.push(index);
        if (!cut(value, index)) node(item, value, false);
        path.pop();
      }
      return;
    }
    visit(value as JsonObject, { path, holder, inPlace });
    members(value as JsonObject, false, false);
  };

  /** A map of names; a string for `$ref` makes it a reference to such a map. */
  const map = (value: Json, holder: object, key: string): void => {
    if (isArray(value) || !isObject(value)) {
      node(value, holder, false);
      return;
    }
    if (seen?.has(value)) return;
    seen?.add(value);
    if (typeof value.$ref === "string") visit(value, { path, holder, inPlace: true });
    members(value, true, extensible.has(key), key === "content");
  };

  const members = (value: JsonObject, named: boolean, extended: boolean, inPlace = false): void => {
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (typeof member !== "object" || member === null) continue;
      if (named ? extended && key.startsWith("x-") : passesData(key)) {
        if (key === "default" || key === "enum" || key === "const") shorten(member, value, key);
        continue;
      }
      path.push(key);
      if (!cut(value, key)) {
        if (named) node(member, value, inPlace);
        else if (key === "components") components(member, value);
        else if (maps.has(key)) map(member, value, key);
        else if (key === "parameters" && !isArray(member)) map(member, value, key);
        else node(member, value, texts.has(key) || key === "parameters");
      }
      path.pop();
    }
  };

  const components = (value: Json, holder: JsonObject): void => {
    if (!isObject(value)) return;
    if (typeof value.$ref === "string") visit(value, { path, holder, inPlace: true });
    for (const [key, member] of Object.entries(value)) {
      if (key === "examples" || key === "links" || key.startsWith("x-")) continue;
      path.push(key);
      map(member, value, key);
      path.pop();
    }
  };

  /** Data is kept as it is, but for its depth. */
  const shorten = (value: Json, holder: object, key: string | number): void => {
    path.push(key);
    if (!cut(holder, key) && typeof value === "object" && value !== null && !seen?.has(value)) {
      seen?.add(value);
      for (const [name, member] of Object.entries(value)) shorten(member, value, name);
    }
    path.pop();
  };

  node(root, [root], false);
}
