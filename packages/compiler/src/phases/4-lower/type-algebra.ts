import type { ArgumentType, Field, FileType, Json, JsonObject } from "@specwire/contract";
import { compareFields } from "./order.ts";
import { finite, nonNegative, numberOf, textOf } from "./read.ts";

export const fileType: FileType = { kind: "file" };

/** An enum with more values than this is an annotation's job: the API judges. */
const maxEnumValues = 500;
const maxVariants = 30;

export function stringType(schema: JsonObject, values: readonly Json[]): ArgumentType {
  const strings = [...new Set(values.filter((value) => typeof value === "string"))];
  const format = textOf(schema.format);
  const pattern = textOf(schema.pattern);
  return {
    kind: "string",
    ...(strings.length > 0 && strings.length <= maxEnumValues && { enum: strings }),
    ...numberOf("minLength", nonNegative(schema.minLength)),
    ...numberOf("maxLength", nonNegative(schema.maxLength)),
    ...(format !== undefined && format.length <= 40 && { format }),
    ...(pattern !== undefined && pattern.length <= 200 && { pattern }),
  };
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

export function nullableType(type: ArgumentType): ArgumentType {
  return type.kind === "any" || type.nullable ? type : { ...type, nullable: true };
}

/** The union of types: nested ones flattened, equal ones once, one alone as itself. */
export function unionOf(types: readonly ArgumentType[], discriminator?: string): ArgumentType {
  const flat = types.flatMap((type) => (type.kind === "union" && !type.nullable ? type.variants : [type]));
  const unique = [...new Map(flat.map((type) => [JSON.stringify(type), type])).values()];
  const [only] = unique;
  if (unique.some((type) => type.kind === "any") || unique.length > maxVariants) return { kind: "any" };
  if (unique.length === 1 && only !== undefined) return only;
  if (unique.length === 0) return { kind: "any" };
  return { kind: "union", variants: unique, ...(discriminator !== undefined && { discriminator }) };
}

/**
 * What `allOf` of these types is. `behind` gives the type a reference names, where it is known; one that is not
 * is a part of itself and adds nothing. `required` are the names that `allOf` requires beside its parts.
 */
export function mergeObjects(
  types: readonly ArgumentType[],
  behind: (type: ArgumentType) => ArgumentType,
  required: readonly string[] = [],
): ArgumentType | undefined {
  const telling = types.filter((type) => !["any", "reference"].includes(behind(type).kind));
  const [first] = telling;
  if (first === undefined) return types.length === 0 ? undefined : { kind: "any" };
  const objects = telling.map(behind).filter((type) => type.kind === "object");
  const [firstObject] = objects;
  // Scalars and unions in an allOf: the first says the most; the API judges the rest.
  if (firstObject === undefined || objects.length !== telling.length) return first;
  const asksMore = firstObject.properties.some((field) => !field.required && required.includes(field.name));
  if (telling.length === 1 && !asksMore) return first;
  const properties = new Map<string, Field>();
  for (const object of objects) {
    for (const field of object.properties) {
      const before = properties.get(field.name);
      const merged = before === undefined || before.type.kind === "any" ? field : before;
      const needed = before?.required || field.required || required.includes(field.name);
      properties.set(field.name, needed ? { ...merged, required: true } : merged);
    }
  }
  const closed = objects.some((object) => object.additional === undefined);
  return {
    kind: "object",
    properties: [...properties.values()].sort(compareFields),
    ...(!closed && firstObject.additional && { additional: firstObject.additional }),
  };
}
