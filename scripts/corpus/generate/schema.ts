import { isArray, isObject, type Json, type JsonObject, resolved } from "../original.ts";
import { pick, type Random } from "./random.ts";

/** A schema with nothing left to choose: no reference, no `allOf`, `oneOf`, `anyOf`. */
export type FlatSchema = JsonObject;

const depthLimit = 24;

/** Resolves references, joins `allOf` and chooses one of `oneOf` and of `anyOf`. */
export function flatten(
  document: JsonObject,
  schema: Json | undefined,
  random: Random,
  depth = 0,
): FlatSchema {
  const target = resolved(document, schema);
  if (!isObject(target) || depth > depthLimit) return {};
  const { allOf, oneOf, anyOf, ...own } = target;
  let flat: FlatSchema = isObject(schema) && "$ref" in schema ? own : (own as FlatSchema);
  for (const part of isArray(allOf) ? allOf : [])
    flat = join(flat, flatten(document, part, random, depth + 1));
  for (const choice of [oneOf, anyOf]) {
    if (!isArray(choice) || choice.length === 0) continue;
    const chosen = pick(random, choice.filter((one) => !isNull(resolved(document, one))) as Json[]);
    if (chosen === undefined) continue;
    flat = join(flat, flatten(document, chosen, random, depth + 1));
    const told = discriminatorValue(document, target, chosen);
    if (told !== undefined) flat = join(flat, told);
  }
  return flat;
}

const isNull = (schema: Json | undefined) => isObject(schema) && schema.type === "null";

/** OpenAPI Discriminator Object: the mapping's key, else the name of the component. */
function discriminatorValue(document: JsonObject, schema: JsonObject, chosen: Json): FlatSchema | undefined {
  const { discriminator } = schema;
  if (!isObject(discriminator) || typeof discriminator.propertyName !== "string") return undefined;
  const reference = isObject(chosen) && typeof chosen.$ref === "string" ? chosen.$ref : undefined;
  if (reference === undefined) return undefined;
  const name = reference.split("/").pop() ?? "";
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
  const key = mapping.find(([, to]) => to === reference || to === name)?.[0] ?? name;
  const property = discriminator.propertyName;
  const declared = flatten(document, resolved(document, chosen), () => 0, depthLimit - 2).properties;
  const values = isObject(declared) ? resolved(document, declared[property]) : undefined;
  // A document that lists other values than its mapping contradicts itself; its own list is what is checked.
  if (isObject(values) && isArray(values.enum) && !values.enum.includes(key)) return undefined;
  return { properties: { [property]: { type: "string", enum: [key] } }, required: [property] };
}

/** Both at once, as `allOf` says: names joined, the narrower of two bounds, what both list of an enum. */
function join(one: FlatSchema, other: FlatSchema): FlatSchema {
  const result: Record<string, Json | undefined> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = result[key];
    if (before === undefined) result[key] = value;
    else if (key === "properties" && isObject(before) && isObject(value)) {
      const all: Record<string, Json | undefined> = { ...before };
      for (const [name, property] of Object.entries(value))
        all[name] = name in all ? { allOf: [all[name] as Json, property as Json] } : property;
      result[key] = all;
    } else if (key === "required" && isArray(before) && isArray(value))
      result[key] = [...new Set([...before, ...value])];
    else if (key === "enum" && isArray(before) && isArray(value))
      result[key] = before.filter((item) => value.includes(item));
    else if (/^(min|exclusiveMin)/.test(key) && typeof before === "number" && typeof value === "number")
      result[key] = Math.max(before, value);
    else if (/^(max|exclusiveMax)/.test(key) && typeof before === "number" && typeof value === "number")
      result[key] = Math.min(before, value);
    else if (key === "additionalProperties" && (before === false || value === false)) result[key] = false;
    else if (key === "nullable") result[key] = before === true && value === true;
  }
  return result;
}
