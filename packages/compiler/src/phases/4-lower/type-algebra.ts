import type { ArgumentType, Discriminator, FileType, Json, JsonObject, UnionType } from "@specwire/contract";
import { sortedRecord } from "./order.ts";
import { finite, nonNegative, numberOf, textOf } from "./read.ts";

export const fileType: FileType = { kind: "file" };

/** An enum with more values than this is an annotation's job: the API judges. */
const maxEnumValues = 500;
const maxVariants = 60;

export function stringType(schema: JsonObject, values: readonly Json[]): ArgumentType {
  const strings = [...new Set(values.filter((value) => typeof value === "string"))];
  const format = isBinary(schema) ? "binary" : textOf(schema.format);
  const pattern = textOf(schema.pattern);
  const encoding = encodingOf(schema, format, strings.length > 0);
  return {
    kind: "string",
    ...(strings.length > 0 && strings.length <= maxEnumValues && { enum: strings }),
    ...numberOf("minLength", nonNegative(schema.minLength)),
    ...numberOf("maxLength", nonNegative(schema.maxLength)),
    ...(format !== undefined && format.length <= 40 && { format }),
    ...(pattern !== undefined && pattern.length <= 200 && { pattern }),
    ...(encoding && { encoding }),
  };
}

/** Documents say of most bytes only in words that they are in base64. Who has "@" in front means a file: base64 has none. */
const saysBase64 = /\bbase-?64[- ]?encod(ed|ing)\b|\b(in|as|using) base-?64\b(?![- ]?(url|enc))/i;
const saysOther = /\bbase-?64[- ]?url|(url|web)[- ]?safe|utf-?8|plain|text mode/i;

function encodingOf(
  schema: JsonObject,
  format: string | undefined,
  isChoice: boolean,
): "base64" | "base64url" | undefined {
  if (format === "byte" || schema.contentEncoding === "base64") return "base64";
  if (format === "base64url" || schema.contentEncoding === "base64url") return "base64url";
  if (isChoice || format !== undefined || schema.contentEncoding !== undefined) return undefined;
  const words = textOf(schema.description) ?? "";
  return saysBase64.test(words) && !saysOther.test(words) ? "base64" : undefined;
}

/**
 * Bytes as they are: `format: binary` of OpenAPI 3.0, a media type without an encoding since 3.1. RFC 2045 section 6
 * has names for no encoding too: `binary`, and `7bit` and `8bit`, which say nothing more.
 */
function isBinary(schema: JsonObject): boolean {
  const encoding = textOf(schema.contentEncoding)?.toLowerCase();
  if (encoding === "binary") return true;
  if (encoding !== undefined && encoding !== "7bit" && encoding !== "8bit") return false;
  const media = textOf(schema.contentMediaType);
  return schema.format === "binary" || (media !== undefined && !/^text\/|[/+](json|xml)$/i.test(media));
}

export function numericType(
  kind: "integer" | "number",
  schema: JsonObject,
  values: readonly Json[],
): ArgumentType {
  const numbers = [...new Set(values.filter((value) => typeof value === "number"))];
  // Draft 4 and OpenAPI 3.0 write `exclusiveMinimum: true` beside `minimum`; later drafts write the number.
  const bound = (inclusive: Json | undefined, exclusive: Json | undefined, sign: 1 | -1) => {
    const limit = finite(inclusive);
    const beyond = exclusive === true ? limit : finite(exclusive);
    if (beyond === undefined) return limit;
    // Next to a whole number is the next whole number; next to any other there is no number to name.
    const nearest = kind === "integer" ? sign * (Math.floor(sign * beyond) + 1) : beyond;
    if (limit === undefined || exclusive === true) return nearest;
    return sign === 1 ? Math.max(limit, nearest) : Math.min(limit, nearest);
  };
  return {
    kind,
    ...(numbers.length > 0 && numbers.length <= maxEnumValues && { enum: numbers }),
    ...numberOf("minimum", bound(schema.minimum, schema.exclusiveMinimum, 1)),
    ...numberOf("maximum", bound(schema.maximum, schema.exclusiveMaximum, -1)),
  };
}

export function booleanType(values: readonly Json[]): ArgumentType {
  const allowed = [true, false].filter((one) => values.includes(one));
  return { kind: "boolean", ...(allowed.length === 1 && { enum: allowed }) };
}

export function nullableType(type: ArgumentType): ArgumentType {
  return type.kind === "any" || type.nullable ? type : { ...type, nullable: true };
}

/** What tells the variants of a union apart: for each of them the words that mean it. */
export interface Telling {
  readonly property: string;
  readonly words: readonly (readonly string[])[];
}

/** The union of types: nested ones flattened, equal ones once, one alone as itself. */
export function unionOf(types: readonly ArgumentType[], telling?: Telling): ArgumentType {
  const flat = types.flatMap((type, index) =>
    type.kind === "union" && !type.nullable && (telling === undefined || !type.discriminator)
      ? type.variants.map((variant) => ({ variant, index }))
      : [{ variant: type, index }],
  );
  const unique = new Map(flat.map(({ variant }) => [JSON.stringify(variant), variant]));
  const variants = [...unique.values()];
  const [only] = variants;
  if (only === undefined || variants.some(({ kind }) => kind === "any") || variants.length > maxVariants)
    return { kind: "any" };
  if (variants.length === 1) return only;
  const keys = [...unique.keys()];
  const mapping: [string, number][] = flat.flatMap(({ variant, index }) =>
    (telling?.words[index] ?? []).map((word): [string, number] => [
      word,
      keys.indexOf(JSON.stringify(variant)),
    ]),
  );
  const places = new Set(mapping.map(([, place]) => place));
  // A word that is missing for one of them would send its values to another.
  const isWhole = telling !== undefined && places.size === variants.length;
  return {
    kind: "union",
    variants,
    ...(isWhole && { discriminator: { property: telling.property, mapping: sortedRecord(mapping) } }),
  };
}

/** The union with each variant replaced, or left out; what tells them apart stays. */
export function mapVariants(
  union: UnionType,
  change: (variant: ArgumentType) => ArgumentType | undefined,
): ArgumentType | undefined {
  const changed = union.variants.map(change);
  const kept = changed.flatMap((type, index) => (type === undefined ? [] : [{ type, index }]));
  if (kept.length === 0) return undefined;
  const telling =
    union.discriminator &&
    tellingOf(
      union.discriminator,
      kept.map(({ index }) => index),
    );
  const type = unionOf(
    kept.map(({ type }) => type),
    telling,
  );
  return union.nullable ? nullableType(type) : type;
}

function tellingOf({ property, mapping }: Discriminator, places: readonly number[]): Telling {
  const words = places.map((place) =>
    Object.entries(mapping).flatMap(([word, one]) => (one === place ? [word] : [])),
  );
  return { property, words };
}

/** The member that has one fixed word in each of the variants, another one in each. */
export function fixedWords(variants: readonly ArgumentType[]): Telling | undefined {
  const [first] = variants;
  if (variants.length < 2 || first?.kind !== "object") return undefined;
  for (const { name } of first.properties) {
    const words = variants.map((variant) => wordsOf(variant, name));
    const all = words.flat();
    if (words.every((one) => one.length > 0) && new Set(all).size === all.length)
      return { property: name, words };
  }
  return undefined;
}

/** The words that a required member of a variant may be. */
export function wordsOf(variant: ArgumentType, name: string): readonly string[] {
  const field = variant.kind === "object" ? variant.properties.find((one) => one.name === name) : undefined;
  return field?.required && field.type.kind === "string" ? (field.type.enum ?? []) : [];
}
