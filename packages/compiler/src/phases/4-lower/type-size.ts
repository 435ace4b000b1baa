import type { ArgumentType } from "@specwire/contract";

/**
 * An intersection has no name, so it is written out wherever it is used; one that holds others holds copies of
 * copies. One that is larger than this is not written out inside of another type.
 */
const largestInside = 1000;

const sizes = new WeakMap<ArgumentType, number>();

/** How many types are written to write this one; a named one is one. */
export function sizeOf(type: ArgumentType): number {
  const known = sizes.get(type);
  if (known !== undefined) return known;
  const size = 1 + insideOf(type);
  sizes.set(type, size);
  return size;
}

function insideOf(type: ArgumentType): number {
  const sum = (types: readonly ArgumentType[]) => types.reduce((total, one) => total + sizeOf(one), 0);
  if (type.kind === "array") return sizeOf(type.items);
  if (type.kind === "union") return sum(type.variants);
  if (type.kind === "object")
    return sum([
      ...type.properties.map((field) => field.type),
      ...(type.additional ? [type.additional] : []),
    ]);
  return "enum" in type ? Math.floor((type.enum?.length ?? 0) / 8) : 0;
}

/** The type where it can be written out inside of another, else the first of its parts that has a name, else any JSON. */
export function withinSize(type: ArgumentType, parts: readonly ArgumentType[]): ArgumentType {
  if (sizeOf(type) <= largestInside) return type;
  return parts.find((part) => part.kind === "reference") ?? { kind: "any" };
}
