import type { ArgumentType, Field, Json, JsonObject } from "@specwire/contract";
import { isArray, isObject, own } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../2-resolve/json-schema.ts";
import { intersect, type Surroundings, withRequired } from "./intersect.ts";
import {
  enumOf,
  inferKind,
  isNullSchema,
  isRequirement,
  kindsOf,
  requiredOf,
  schemasOf,
  typesOf,
} from "./keywords.ts";
import { compareFields } from "./order.ts";
import { nonNegative, numberOf, stringsOf, textOf } from "./read.ts";
import { cleanText } from "./text.ts";
import {
  booleanType,
  fixedWords,
  nullableType,
  numericType,
  stringType,
  type Telling,
  unionOf,
  wordsOf,
} from "./type-algebra.ts";
import { withinSize } from "./type-size.ts";

/** Descriptions of fields are cut to this many characters. */
const fieldDescriptionLength = 240;
/** Inline nesting beyond this is taken as any JSON; what is named by a reference may nest without end. */
const maxDepth = 40;
/** A name that is met deeper in a chain of names than this is lowered by itself, later: stacks have an end. */
const deepestChain = 250;
/** Beside a reference these only describe. */
const annotations: ReadonlySet<string> = new Set(
  "$ref $dynamicRef description summary title default example examples deprecated nullable readOnly writeOnly xml externalDocs $comment".split(
    " ",
  ),
);

/**
 * Lowers JSON Schemas to argument types. References to objects, lists and unions become named types, each
 * lowered once, so that the work is linear in the document and recursion is ordinary.
 */
export class SchemaLowering {
  readonly types: Map<string, ArgumentType> = new Map<string, ArgumentType>();
  /** Members of answers that were looked at (`shownMembers`); many operations answer with the same. */
  readonly shown: WeakMap<JsonObject, ReadonlyMap<string, JsonSchema>> = new WeakMap();
  readonly #lookup: SchemaLookup;
  readonly #inProgress = new Set<string>();
  readonly #named = new Map<string, ArgumentType>();
  readonly #later = new Map<string, JsonSchema>();
  #stack = 0;
  readonly #around: Surroundings;

  constructor(lookup: SchemaLookup) {
    this.#lookup = lookup;
    this.#around = { behind: (type) => this.#known(type), hidden: new WeakMap(), pairs: new Map() };
  }

  lower(schema: JsonSchema | undefined, depth = 0): ArgumentType {
    if (!isObject(schema) || depth > maxDepth) return { kind: "any" };
    const reference = schema.$ref ?? schema.$dynamicRef;
    this.#stack++;
    const lowered =
      typeof reference === "string"
        ? this.#reference(reference, schema, depth)
        : this.#declared(schema, depth);
    this.#stack--;
    return lowered;
  }

  /** The fields of an object schema; read-only ones can't be sent. */
  fields(schema: JsonObject, depth = 0): Field[] {
    const required = new Set(stringsOf(schema.required));
    const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    return properties
      .flatMap(([name, property]) =>
        this.#isHidden(property) ? [] : [this.field(name, property, required.has(name), depth)],
      )
      .sort(compareFields);
  }

  /** Whether nobody may send a member: it is read-only, or nothing is accepted for it. */
  #isHidden(property: Json): boolean {
    if (property === false || (isObject(property) && property.readOnly === true)) return true;
    const target = this.follow(property);
    return isObject(target) && target.readOnly === true;
  }

  field(name: string, schema: Json, required: boolean, depth = 0): Field {
    const target = this.follow(schema);
    const places = [schema, target, this.#onlyVariant(target)].filter(isObject);
    const at = (keyword: string) =>
      places.map((place) => own(place, keyword)).find((value) => value !== undefined);
    const description = cleanText(
      textOf(at("description")) ?? textOf(at("title")) ?? "",
      fieldDescriptionLength,
    );
    const apiDefault = at("default");
    return {
      name,
      ...(description !== "" && { description }),
      ...(required && { required }),
      type: this.lower(isObject(schema) ? schema : true, depth + 1),
      ...(apiDefault !== undefined && { apiDefault }),
      ...(at("deprecated") === true && { deprecated: true as const }),
    };
  }

  /** `anyOf: [{ … }, { type: null }]`: what is said of the value stands in the one variant that is not null. */
  #onlyVariant(schema: JsonSchema): JsonSchema | undefined {
    if (!isObject(schema)) return undefined;
    const variants = [...schemasOf(schema.oneOf), ...schemasOf(schema.anyOf)];
    const [only, ...others] = variants.filter((one) => !isNullSchema(one));
    return others.length === 0 && only !== undefined ? this.follow(only) : undefined;
  }

  /** The schema behind a chain of references. */
  follow(schema: Json | undefined): JsonSchema {
    let current: JsonSchema = isObject(schema) ? schema : true;
    for (let hops = 0; hops < 20 && isObject(current) && typeof current.$ref === "string"; hops++) {
      current = this.#lookup(current.$ref) ?? true;
    }
    return current;
  }

  /** A type's members, those of all its variants for a union. */
  membersOf(type: ArgumentType, seen: Set<ArgumentType> = new Set()): readonly Field[] {
    const target = this.behind(type);
    if (target.kind === "object") return target.properties;
    if (target.kind !== "union" || seen.has(target)) return [];
    seen.add(target);
    return target.variants.flatMap((variant) => this.membersOf(variant, seen));
  }

  #reference(reference: string, schema: JsonObject, depth: number): ArgumentType {
    const type = this.#namedType(reference);
    // JSON Schema of OpenAPI 3.1: what stands beside a reference counts as well.
    const beside = Object.keys(schema).some((key) => !annotations.has(key) && !key.startsWith("x-"));
    const { $ref: _, $dynamicRef: __, ...rest } = schema;
    const both = beside
      ? withinSize(
          withRequired(
            intersect(this.#declared(rest, depth), type, this.#around) ?? type,
            requiredOf(rest),
            this.#around,
          ),
          [type],
        )
      : type;
    return schema.nullable === true ? nullableType(both) : both;
  }

  #namedType(reference: string): ArgumentType {
    const name = typeName(reference);
    const target = this.#lookup(reference);
    if (target === undefined) return { kind: "any" };
    if (this.#named.has(name) || this.#inProgress.has(name)) this.#later.delete(name);
    else if (this.#stack > deepestChain) this.#later.set(name, target);
    else {
      this.#inProgress.add(name);
      this.#named.set(name, this.lower(target));
      this.#inProgress.delete(name);
    }
    const lowered = this.#named.get(name);
    if (lowered !== undefined && !["object", "array", "union"].includes(lowered.kind)) return lowered;
    // A name that is still in progress is recursive; its type is there when the outermost call returns.
    this.types.set(name, lowered ?? { kind: "any" });
    return { kind: "reference", name };
  }

  /** Fills the names that were met while they were in progress. Called once, after everything is lowered. */
  finish(): ReadonlyMap<string, ArgumentType> {
    for (const [name, target] of this.#later) {
      this.#later.delete(name);
      if (!this.#named.has(name)) this.#named.set(name, this.lower(target));
    }
    for (const name of this.types.keys()) {
      const lowered = this.#named.get(name);
      if (lowered !== undefined) this.types.set(name, this.#endless(lowered) ? { kind: "any" } : lowered);
    }
    return this.types;
  }

  /** A chain of references that comes back to itself says nothing. */
  #endless(type: ArgumentType): boolean {
    let current = type;
    for (let hops = 0; hops < 20 && current.kind === "reference"; hops++) current = this.behind(current);
    return current.kind === "reference";
  }

  /** The type that a reference names; the type itself where it is none. */
  behind(type: ArgumentType): ArgumentType {
    return type.kind === "reference" ? (this.#named.get(type.name) ?? type) : type;
  }

  /** The type at the end of a chain of references, or undefined where it is still being made. */
  #known(type: ArgumentType): ArgumentType | undefined {
    let current: ArgumentType | undefined = type;
    for (let hops = 0; hops < 20 && current?.kind === "reference"; hops++)
      current = this.#named.get(current.name);
    if (current === undefined || current.kind === "reference") return undefined;
    return type.kind === "reference" && type.nullable ? nullableType(current) : current;
  }

  #declared(schema: JsonObject, depth: number): ArgumentType {
    const types = typesOf(schema);
    const values = enumOf(schema);
    const kinds = kindsOf(types, values) ?? [inferKind(schema)];
    const own = unionOf(kinds.map((kind) => this.#single(schema, kind, depth)));
    const parts = schemasOf(schema.allOf);
    const nullable = schema.nullable === true || types.includes("null") || values.includes(null);
    const alternatives = [schemasOf(schema.oneOf), schemasOf(schema.anyOf)];
    if (parts.length === 0 && alternatives.every((one) => one.length === 0)) {
      const type = withRequired(own, stringsOf(schema.required), this.#around);
      return nullable ? nullableType(type) : type;
    }
    let type = own;
    const added: ArgumentType[] = [];
    const add = (part: ArgumentType) => {
      added.push(part);
      // Parts that contradict each other can't be meant: the first says the most, the API judges the rest.
      type = intersect(type, part, this.#around) ?? type;
    };
    for (const part of parts) add(this.lower(part, depth + 1));
    for (const list of alternatives) {
      const union = this.#alternatives(list, schema, depth);
      if (union) add(union);
    }
    type = withRequired(type, requiredOf(schema), this.#around);
    if (depth > 0) type = withinSize(type, added);
    return nullable ? nullableType(type) : type;
  }

  /** oneOf or anyOf; undefined where they say nothing about types. */
  #alternatives(list: readonly JsonSchema[], schema: JsonObject, depth: number): ArgumentType | undefined {
    // `anyOf: [{required: [a]}, {required: [b]}]` says nothing about types; the API judges it.
    if (list.some(isRequirement)) return undefined;
    const variants = list.filter((one) => !isNullSchema(one));
    if (variants.length === 0) return undefined;
    const types = variants.map((one) => this.lower(one, depth + 1));
    const union = unionOf(types, this.#telling(schema, variants, types));
    return list.length > variants.length ? nullableType(union) : union;
  }

  /** What tells variants apart: the Discriminator Object, else a member with a fixed word in each. */
  #telling(
    schema: JsonObject,
    variants: readonly JsonSchema[],
    types: readonly ArgumentType[],
  ): Telling | undefined {
    const behind = types.map((type) => this.behind(type));
    const stated = isObject(schema.discriminator) ? schema.discriminator : undefined;
    const property = textOf(stated?.propertyName);
    if (property === undefined) return fixedWords(behind);
    const mapping = isObject(stated?.mapping) ? Object.entries(stated.mapping) : [];
    const words = variants.map((variant, index) => {
      const reference = isObject(variant) ? textOf(variant.$ref) : undefined;
      const name = reference?.split("/").pop();
      const mapped = mapping.flatMap(([word, target]) =>
        reference !== undefined && (target === reference || target === name) ? [word] : [],
      );
      if (mapped.length > 0) return mapped;
      const fixed = wordsOf(behind[index] ?? { kind: "any" }, property);
      return fixed.length > 0 ? fixed : name === undefined ? [] : [name];
    });
    return { property, words };
  }

  #single(schema: JsonObject, kind: string, depth: number): ArgumentType {
    switch (kind) {
      case "string":
        return stringType(schema, enumOf(schema));
      case "integer":
      case "number":
        return numericType(kind, schema, enumOf(schema));
      case "boolean":
        return booleanType(enumOf(schema));
      case "file":
        return { kind: "string", format: "binary" };
      case "array":
        return {
          kind: "array",
          items: this.#items(schema, depth),
          ...numberOf("minItems", nonNegative(schema.minItems)),
          ...numberOf("maxItems", maxItemsOf(schema)),
        };
      case "object":
        return this.#object(schema, depth);
      default:
        return { kind: "any" };
    }
  }

  /** The items of a list; of a tuple whatever its places take. */
  #items({ items, prefixItems }: JsonObject, depth: number): ArgumentType {
    // Draft 4 writes a tuple as a list of `items`.
    const places = [...schemasOf(prefixItems), ...schemasOf(items)];
    const rest = isObject(items) ? [items] : items === false || places.length > 0 ? [] : [true];
    const open = isArray(prefixItems) && items === undefined ? [true] : [];
    return unionOf([...places, ...rest, ...open].map((one) => this.lower(one, depth + 1)));
  }

  #object(schema: JsonObject, depth: number): ArgumentType {
    const { additionalProperties, unevaluatedProperties, patternProperties } = schema;
    const patterns = isObject(patternProperties) ? Object.values(patternProperties) : [];
    const closed = additionalProperties === false || unevaluatedProperties === false;
    // A pattern is never executed, so a name is taken for any of them.
    const rest = closed ? [] : [isObject(additionalProperties) ? additionalProperties : true];
    const others = [...patterns.filter((one) => one !== false), ...rest] as JsonSchema[];
    const type: ArgumentType = {
      kind: "object",
      properties: this.fields(schema, depth),
      ...(others.length > 0 && { additional: unionOf(others.map((one) => this.lower(one, depth + 1))) }),
    };
    const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    const hidden = properties.filter(([, one]) => this.#isHidden(one)).map(([name]) => name);
    if (hidden.length > 0) this.#around.hidden.set(type, new Set(hidden));
    return type;
  }
}

/** `#/components/schemas/simple-user` → `simple-user`; other places keep their whole pointer. */
function typeName(reference: string): string {
  return reference.replace(/^#\/components\/schemas\//, "");
}

function maxItemsOf({ prefixItems, items, maxItems }: JsonObject): number | undefined {
  const stated = nonNegative(maxItems);
  const tuple = isArray(prefixItems) && items === false ? prefixItems.length : undefined;
  return stated === undefined || tuple === undefined ? (stated ?? tuple) : Math.min(stated, tuple);
}
