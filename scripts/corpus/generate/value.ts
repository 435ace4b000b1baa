import { isArray, isObject, type Json, type JsonObject } from "../original.ts";
import { between, pick, type Random } from "./random.ts";
import { type FlatSchema, flatten } from "./schema.ts";
import { type Alphabet, makeText } from "./text.ts";

export interface ValueOptions {
  readonly document: JsonObject;
  readonly random: Random;
  readonly alphabet: Alphabet;
  /** How likely an optional member is stated, at the top; deeper it is less. */
  readonly optional: number;
  /** Makes the value of a `format: binary` string. */
  readonly file: () => Json;
}

/** Deeper than this only what is required, and soon nothing at all. */
const wantedDepth = 4;
const lastDepth = 14;

/** A value that a schema accepts, as far as the schema can be followed. */
export function makeValue(schema: Json | undefined, options: ValueOptions, depth = 0): Json {
  const { document, random } = options;
  const flat = flatten(document, schema, random);
  if (flat.const !== undefined) return flat.const;
  if (isArray(flat.enum)) {
    const values = flat.enum.filter((one) => one !== null && fitsType(one, flat));
    if (values.length > 0) return pick(random, values) as Json;
    if (flat.enum.length > 0) return null;
  }
  switch (kindOf(flat)) {
    case "object":
      return makeObject(flat, options, depth);
    case "array":
      return makeList(flat, options, depth);
    case "integer":
      return makeNumber(flat, random, true);
    case "number":
      return makeNumber(flat, random, /^u?int\d/.test(String(flat.format)));
    case "boolean":
      return random() < 0.5;
    case "null":
      return null;
    case "file":
      return options.file();
    default:
      return flat.format === "binary" ? options.file() : makeText(flat, random, options.alphabet);
  }
}

function kindOf(flat: FlatSchema): string {
  const types = isArray(flat.type) ? flat.type.filter((one) => one !== "null") : [flat.type];
  const [type] = types;
  if (typeof type === "string") return type;
  if (isArray(flat.type) && flat.type.length > 0) return "null";
  if ("properties" in flat || "additionalProperties" in flat || "minProperties" in flat) return "object";
  if ("items" in flat) return "array";
  if ("minimum" in flat || "maximum" in flat || "multipleOf" in flat) return "number";
  return "string";
}

/** Some documents list `"1"` for a number; then only what has the type is valid. */
function fitsType(value: Json, flat: FlatSchema): boolean {
  const types = isArray(flat.type) ? flat.type : flat.type === undefined ? [] : [flat.type];
  if (types.length === 0) return true;
  const own = isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  return types.includes(own) || (own === "integer" && types.includes("number"));
}

function makeObject(flat: FlatSchema, options: ValueOptions, depth: number): Json {
  const { random } = options;
  const required = new Set(isArray(flat.required) ? flat.required : []);
  const properties = isObject(flat.properties) ? Object.entries(flat.properties) : [];
  const likely = depth >= wantedDepth ? 0 : options.optional / (depth + 1);
  const result: Record<string, Json> = {};
  for (const [name, property] of properties) {
    const target = flatten(options.document, property as Json, () => 0);
    if (target.readOnly === true || property === false) continue;
    if (!required.has(name) && random() >= likely) continue;
    if (depth < lastDepth) result[name] = makeValue(property as Json, options, depth + 1);
  }
  for (const name of required) {
    const declared = properties.some(([one]) => one === name);
    if (typeof name === "string" && !declared && depth < lastDepth)
      result[name] = makeValue(
        isObject(flat.additionalProperties) ? flat.additionalProperties : {},
        options,
        depth + 1,
      );
  }
  const extra = isObject(flat.additionalProperties) ? flat.additionalProperties : undefined;
  const least = typeof flat.minProperties === "number" ? flat.minProperties : 0;
  const wanted = Math.max(least, properties.length === 0 && extra && random() < options.optional ? 1 : 0);
  for (let number = 1; Object.keys(result).length < wanted && number < 20; number++) {
    const left = properties.find(([name]) => !(name in result));
    if (left !== undefined) result[left[0]] = makeValue(left[1] as Json, options, depth + 1);
    else if (flat.additionalProperties !== false)
      result[`key${number}`] = makeValue(extra ?? {}, options, depth + 1);
  }
  return result;
}

function makeList(flat: FlatSchema, options: ValueOptions, depth: number): Json {
  const { random } = options;
  const least = typeof flat.minItems === "number" ? flat.minItems : 0;
  const most = typeof flat.maxItems === "number" ? flat.maxItems : Number.POSITIVE_INFINITY;
  const wanted = depth >= wantedDepth ? least : Math.max(least, Math.min(most, between(random, 1, 2)));
  const items: Json[] = [];
  for (let tries = 0; items.length < wanted && tries < wanted * 5 + 5; tries++) {
    const item = makeValue(flat.items ?? {}, options, depth + 1);
    const known =
      flat.uniqueItems === true && items.some((one) => JSON.stringify(one) === JSON.stringify(item));
    if (!known) items.push(item);
  }
  return items;
}

function makeNumber(flat: FlatSchema, random: Random, whole: boolean): number {
  const step =
    typeof flat.multipleOf === "number" && flat.multipleOf > 0 ? flat.multipleOf : whole ? 1 : 0.25;
  const bound = (inclusive: Json | undefined, exclusive: Json | undefined, sign: 1 | -1) => {
    const plain = typeof inclusive === "number" ? inclusive : undefined;
    if (exclusive === true && plain !== undefined) return plain + sign * step;
    if (typeof exclusive === "number") {
      const inside = exclusive + sign * step;
      return plain === undefined ? inside : sign === 1 ? Math.max(plain, inside) : Math.min(plain, inside);
    }
    return plain;
  };
  const low = bound(flat.minimum, flat.exclusiveMinimum, 1);
  const high = bound(flat.maximum, flat.exclusiveMaximum, -1);
  const from = low ?? (high === undefined ? 1 : high - 50 * step);
  const to = Math.min(high ?? from + 50 * step, from + 50 * step);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  if (first > last) return from + (to - from) / 2;
  const value = between(random, first, last) * step;
  return Number(value.toPrecision(12));
}
