import type { ArgumentType, Field, Json, JsonObject } from "@specwire/contract";
import { isSeen, resolveType } from "@specwire/contract";
import { plainWords } from "./plain-words.ts";

type NamedTypes = Readonly<Record<string, ArgumentType>>;

/** Deeper values are taken as any JSON; what is wrong with them is found before anything is sent all the same. */
const deepest = 4;
const mostVariants = 8;
const longestDescription = 160;

/** The longest list of values that is written out: models read a schema at every turn. */
const mostValues = 60;

/** Names that clients and models take as the name of a property. */
const plainName = /^[a-zA-Z0-9_.-]{1,64}$/;

/**
 * The schema of an argument in the part of JSON Schema that every client understands: no references, no
 * patterns, no formats, no names that a model's interface refuses. It says less than the type, never more.
 */
export function schemaOf(declared: ArgumentType, types: NamedTypes, depth = 0): JsonObject {
  const type = resolveType(declared, types);
  if (type.kind === "any" || depth > deepest) return {};
  const schema = plainSchema(type, types, depth);
  if (!type.nullable || Object.keys(schema).length === 0) return schema;
  return typeof schema.type === "string" && schema.enum === undefined
    ? { ...schema, type: [schema.type, "null"] }
    : { anyOf: [schema, { type: "null" }] };
}

/** With its description and what is sent where nothing is given. */
export function fieldSchema(
  field: Field & { readonly default?: Json },
  types: NamedTypes,
  depth = 0,
): JsonObject {
  const description = [
    field.deprecated ? "Deprecated." : "",
    field.description === undefined ? "" : quoted(field.description),
    formatWords(resolveType(field.type, types)),
  ].filter(Boolean);
  const stated = field.default ?? field.apiDefault;
  const isShort = stated !== undefined && JSON.stringify(stated).length <= longestDescription;
  return {
    ...schemaOf(field.type, types, depth),
    ...(description.length > 0 && { description: description.join(" ") }),
    ...(isShort && typeof stated !== "string" && { default: stated }),
    ...(isShort && typeof stated === "string" && isSeen(stated) && { default: stated }),
  };
}

/** In words: clients refuse what does not fit a format, and what an API takes is the API's to say. */
function formatWords(type: ArgumentType): string {
  const format = type.kind === "string" ? type.format : undefined;
  return format !== undefined && /^[a-z][a-z0-9-]{1,30}$/.test(format) ? `Format: ${format}.` : "";
}

/** A document's words, marked as such. */
export function quoted(text: string, length: number = longestDescription): string {
  const words = plainWords(text, length);
  return words === "" ? "" : `"${words}"`;
}

function plainSchema(
  type: Exclude<ArgumentType, { readonly kind: "any" }>,
  types: NamedTypes,
  depth: number,
): JsonObject {
  switch (type.kind) {
    case "array":
      return { type: "array", items: schemaOf(type.items, types, depth + 1) };
    case "object":
      return objectSchema(type.properties, type.additional !== undefined, types, depth);
    case "union":
      return unionSchema(type.variants, types, depth);
    case "file":
      return { type: "string", description: "path of a file, below the folder of this server" };
    case "reference":
      return {};
    case "string":
      return {
        ...withValues("string", type.enum),
        ...(type.minLength !== undefined && { minLength: type.minLength }),
        ...(type.maxLength !== undefined && { maxLength: type.maxLength }),
      };
    case "boolean":
      return withValues("boolean", type.enum);
    default: {
      const { minimum, maximum } = type;
      return {
        ...withValues(type.kind, type.enum),
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    }
  }
}

function withValues(type: string, values: readonly (string | number | boolean)[] | undefined): JsonObject {
  if (values === undefined || values.length > mostValues) return { type };
  // A value with characters that nobody sees is taken, and not shown.
  const shown = values.filter((one) => typeof one !== "string" || isSeen(one));
  return shown.length === values.length ? { type, enum: shown } : { type };
}

function objectSchema(
  fields: readonly Field[],
  isOpen: boolean,
  types: NamedTypes,
  depth: number,
): JsonObject {
  if (depth >= deepest) return { type: "object" };
  const named = fields.filter((field) => plainName.test(field.name) && field.name !== "__proto__");
  const required = named.filter((field) => field.required).map((field) => field.name);
  return {
    type: "object",
    ...(named.length > 0 && {
      properties: Object.fromEntries(
        named.map((field) => [field.name, fieldSchema(field, types, depth + 1)]),
      ),
    }),
    ...(required.length > 0 && { required }),
    ...(named.length === fields.length && !isOpen && { additionalProperties: false }),
  };
}

function unionSchema(variants: readonly ArgumentType[], types: NamedTypes, depth: number): JsonObject {
  if (variants.length > mostVariants) return {};
  const all = variants.map((variant) => schemaOf(variant, types, depth + 1));
  if (all.some((one) => Object.keys(one).length === 0)) return {};
  const different = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  const [only] = different;
  return different.length === 1 && only !== undefined ? only : { anyOf: different };
}
