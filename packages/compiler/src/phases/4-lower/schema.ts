import type { ArgumentType, Field, Json, JsonObject } from "@specwire/contract";
import { isArray, isObject, own } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../2-resolve/json-schema.ts";
import { compareFields } from "./order.ts";
import { nonNegative, numberOf, stringsOf, textOf } from "./read.ts";
import { cleanText } from "./text.ts";
import { fileType, mergeObjects, nullableType, numericType, stringType, unionOf } from "./type-algebra.ts";

/** Descriptions of fields are cut to this many characters. */
const fieldDescriptionLength = 240;
/** Inline nesting beyond this is taken as any JSON; what is named by a reference may nest without end. */
const maxDepth = 40;

/**
 * Lowers JSON Schemas to argument types. References to objects, lists and unions become named types, each
 * lowered once, so that the work is linear in the document and recursion is ordinary.
 */
export class SchemaLowering {
  readonly types: Map<string, ArgumentType> = new Map<string, ArgumentType>();
  readonly #lookup: SchemaLookup;
  readonly #inProgress = new Set<string>();
  readonly #named = new Map<string, ArgumentType>();

  constructor(lookup: SchemaLookup) {
    this.#lookup = lookup;
  }

  lower(schema: JsonSchema | undefined, depth = 0): ArgumentType {
    if (!isObject(schema) || depth > maxDepth) return { kind: "any" };
    if (typeof schema.$ref === "string") return this.#reference(schema.$ref, schema);
    return this.#declared(schema, depth);
  }

  /** The fields of an object schema; read-only ones can't be sent. */
  fields(schema: JsonObject, depth = 0): Field[] {
    const required = new Set(stringsOf(schema.required));
    const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    return properties
      .flatMap(([name, property]) => {
        const target = this.follow(property);
        if (isObject(target) && target.readOnly === true) return [];
        return [this.field(name, property, required.has(name), depth)];
      })
      .sort(compareFields);
  }

  field(name: string, schema: Json, required: boolean, depth = 0): Field {
    const target = this.follow(schema);
    const at = (keyword: string) =>
      own(isObject(schema) ? schema : undefined, keyword) ??
      own(isObject(target) ? target : undefined, keyword);
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
    const target = this.#behind(type);
    if (target.kind === "object") return target.properties;
    if (target.kind !== "union" || seen.has(target)) return [];
    seen.add(target);
    return target.variants.flatMap((variant) => this.membersOf(variant, seen));
  }

  #reference(reference: string, schema: JsonObject): ArgumentType {
    const name = typeName(reference);
    const target = this.#lookup(reference);
    if (target === undefined) return { kind: "any" };
    const nullable = schema.nullable === true;
    if (!this.#named.has(name) && !this.#inProgress.has(name)) {
      this.#inProgress.add(name);
      this.#named.set(name, this.lower(target));
      this.#inProgress.delete(name);
    }
    const lowered = this.#named.get(name);
    if (lowered !== undefined && !["object", "array", "union"].includes(lowered.kind))
      return nullable ? nullableType(lowered) : lowered;
    // A name that is still in progress is recursive; its type is there when the outermost call returns.
    this.types.set(name, lowered ?? { kind: "any" });
    return nullable ? { kind: "reference", name, nullable } : { kind: "reference", name };
  }

  /** Fills the names that were met while they were in progress. Called once, after everything is lowered. */
  finish(): ReadonlyMap<string, ArgumentType> {
    for (const name of this.types.keys()) {
      const lowered = this.#named.get(name);
      if (lowered !== undefined) this.types.set(name, this.#endless(lowered) ? { kind: "any" } : lowered);
    }
    return this.types;
  }

  /** A chain of references that comes back to itself says nothing. */
  #endless(type: ArgumentType): boolean {
    let current = type;
    for (let hops = 0; hops < 20 && current.kind === "reference"; hops++) current = this.#behind(current);
    return current.kind === "reference";
  }

  #declared(schema: JsonObject, depth: number): ArgumentType {
    const types = typesOf(schema);
    const nullable = schema.nullable === true || types.includes("null") || enumOf(schema).includes(null);
    const combined = this.#combined(schema, depth);
    const kinds = types.filter((type) => type !== "null");
    const type =
      combined ??
      unionOf(
        (kinds.length === 0 ? [inferKind(schema)] : kinds).map((kind) => this.#single(schema, kind, depth)),
      );
    return nullable ? nullableType(type) : type;
  }

  /** allOf, oneOf and anyOf, with the keywords beside them; undefined where there are none of weight. */
  #combined(schema: JsonObject, depth: number): ArgumentType | undefined {
    const parts = schemasOf(schema.allOf);
    const alternatives = [...schemasOf(schema.oneOf), ...schemasOf(schema.anyOf)];
    // `anyOf: [{required: [a]}, {required: [b]}]` says nothing about types; the API judges it.
    const weighty = alternatives.filter((one) => !isRequirement(one));
    if (parts.length === 0 && weighty.length === 0) return undefined;
    const own =
      "properties" in schema || "additionalProperties" in schema
        ? this.#single(schema, "object", depth)
        : undefined;
    const behind = (type: ArgumentType) => this.#behind(type);
    const base = mergeObjects(
      [...(own ? [own] : []), ...parts.map((part) => this.lower(part, depth + 1))],
      behind,
      [schema, ...parts].flatMap((one) => (isObject(one) ? stringsOf(one.required) : [])),
    );
    if (weighty.length === 0) return base;
    const isNull = (one: JsonSchema) => isObject(one) && one.type === "null";
    const variants = weighty
      .filter((one) => !isNull(one))
      .map((one) => {
        const variant = this.lower(one, depth + 1);
        return base === undefined ? variant : (mergeObjects([base, variant], behind) ?? variant);
      });
    const discriminator = isObject(schema.discriminator)
      ? textOf(schema.discriminator.propertyName)
      : undefined;
    const union = unionOf(variants, discriminator);
    return weighty.some(isNull) ? nullableType(union) : union;
  }

  #behind(type: ArgumentType): ArgumentType {
    return type.kind === "reference" ? (this.#named.get(type.name) ?? type) : type;
  }

  #single(schema: JsonObject, kind: string, depth: number): ArgumentType {
    switch (kind) {
      case "string":
        if (
          schema.format === "binary" ||
          (schema.contentEncoding === undefined && schema.contentMediaType === "application/octet-stream")
        )
          return fileType;
        return stringType(schema, enumOf(schema));
      case "integer":
      case "number":
        return numericType(kind, schema, enumOf(schema));
      case "boolean":
        return { kind: "boolean" };
      case "file":
        return fileType;
      case "array":
        return {
          kind: "array",
          items: this.lower(isObject(schema.items) ? schema.items : true, depth + 1),
          ...numberOf("minItems", nonNegative(schema.minItems)),
          ...numberOf("maxItems", nonNegative(schema.maxItems)),
        };
      case "object": {
        const { additionalProperties } = schema;
        return {
          kind: "object",
          properties: this.fields(schema, depth),
          ...(additionalProperties !== false && {
            additional: this.lower(isObject(additionalProperties) ? additionalProperties : true, depth + 1),
          }),
        };
      }
      default:
        return { kind: "any" };
    }
  }
}

/** `#/components/schemas/simple-user` → `simple-user`; other places keep their whole pointer. */
function typeName(reference: string): string {
  return reference.replace(/^#\/components\/schemas\//, "");
}

function typesOf(schema: JsonObject): string[] {
  return isArray(schema.type) ? stringsOf(schema.type) : typeof schema.type === "string" ? [schema.type] : [];
}

function enumOf(schema: JsonObject): readonly Json[] {
  if (schema.const !== undefined) return [schema.const];
  return isArray(schema.enum) ? schema.enum : [];
}

function schemasOf(value: Json | undefined): JsonSchema[] {
  return isArray(value)
    ? value.filter((one): one is JsonObject | boolean => isObject(one) || typeof one === "boolean")
    : [];
}

function isRequirement(schema: JsonSchema): boolean {
  const keys = isObject(schema) ? Object.keys(schema) : [];
  return keys.length > 0 && keys.every((key) => key === "required");
}

/** A schema without `type` still says what it is about by its other keywords. */
function inferKind(schema: JsonObject): string {
  if ("properties" in schema || "additionalProperties" in schema) return "object";
  if ("items" in schema) return "array";
  const values = enumOf(schema).filter((value) => value !== null);
  if (values.length > 0 && values.every((value) => typeof value === "string")) return "string";
  if (values.length > 0 && values.every((value) => typeof value === "number")) return "number";
  if (schema.format === "binary" || "minLength" in schema || "maxLength" in schema || "pattern" in schema)
    return "string";
  return "any";
}
