import type { Json } from "@specwire/contract";
import { isArray, isObject, own } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../../2-resolve/json-schema.ts";
import { bodyMembers } from "../../3-check/arguments.ts";

const longestChain = 20;
const deepest = 4;
/** Of a thing that needs none of its members, so many show what it is like. */
const mostMembers = 3;
/** Where a document says nothing but the format: values that anybody would read as an example. */
const byFormat: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T09:00:00Z",
  email: "ada@example.com",
  uri: "https://example.com",
  url: "https://example.com",
  hostname: "www.example.com",
  ipv4: "203.0.113.10",
  "phone-number": "+12025550123",
  "iso-country-code": "US",
};

/**
 * What a schema itself gives as an example, or the value that it has by itself; of an object that says nothing as a
 * whole, what its members say.
 */
export function schemaSample(
  schema: JsonSchema | undefined,
  lookup: SchemaLookup,
  depth = 0,
): Json | undefined {
  let current = schema;
  for (let hops = 0; hops < longestChain && isObject(current); hops++) {
    const { const: only, default: usual, enum: values, format, items, pattern } = current;
    const [value] = isArray(values) ? values : [];
    const found = stated(current) ?? only ?? usual ?? value;
    if (found !== undefined) return found;
    if (typeof format === "string" && own(byFormat, format) !== undefined) return own(byFormat, format);
    if (typeof pattern === "string") return ofPattern(pattern);
    if (typeof current.$ref === "string") {
      current = lookup(current.$ref);
      continue;
    }
    if (depth > deepest) return undefined;
    if (current.type === "array" && isObject(items)) {
      const item = schemaSample(items, lookup, depth + 1);
      return item === undefined ? undefined : [item];
    }
    if (isObject(current.properties) || isArray(current.allOf)) {
      const whole = membersSample(current, lookup, depth + 1);
      if (whole !== undefined) return whole;
    }
    const [variant] = [current.allOf, current.anyOf, current.oneOf].flatMap((one) =>
      isArray(one) ? one : [],
    );
    current = isObject(variant) ? variant : undefined;
  }
  return undefined;
}

/** All that is required, if all of it is known; else some of what is given as an example. */
function membersSample(schema: JsonSchema, lookup: SchemaLookup, depth: number): Json | undefined {
  const { members, required } = bodyMembers(schema, lookup);
  const names = required.size > 0 ? [...required] : [...members.keys()];
  const entries: [string, Json][] = [];
  for (const name of names) {
    const member = members.get(name);
    const isReadOnly = isObject(member) && member.readOnly === true;
    const value = isReadOnly
      ? undefined
      : required.size > 0
        ? schemaSample(member, lookup, depth)
        : schemaExample(member, lookup);
    if (value !== undefined) entries.push([name, value]);
    else if (required.size > 0 && !isReadOnly) return undefined;
    if (required.size === 0 && entries.length === mostMembers) break;
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What a schema gives as an example in so many words. */
export function schemaExample(schema: JsonSchema | undefined, lookup: SchemaLookup): Json | undefined {
  let current = schema;
  for (let hops = 0; hops < longestChain && isObject(current); hops++) {
    const found = stated(current);
    if (found !== undefined || typeof current.$ref !== "string") return found;
    current = lookup(current.$ref);
  }
  return undefined;
}

function stated(schema: JsonSchema): Json | undefined {
  if (!isObject(schema)) return undefined;
  const [first] = isArray(schema.examples) ? schema.examples : [];
  return schema.example ?? first;
}

/** Of ids that say by their first letters what they are of: `^AC[0-9a-fA-F]{32}$`. Other patterns tell nobody a value. */
function ofPattern(pattern: string): string | undefined {
  const [, start = "", characters = "", count = ""] =
    /^\^\(?([A-Za-z][\w-]*)(?:\|[\w-]+)*\)?\[([\w-]+)\]\{(\d{1,2})\}\$$/.exec(pattern) ?? [];
  const one = /^.*a-/.test(characters)
    ? "a"
    : /A-/.test(characters)
      ? "A"
      : /0-9/.test(characters)
        ? "1"
        : "";
  return start === "" || one === "" ? undefined : `${start}${one.repeat(Number(count))}`;
}
