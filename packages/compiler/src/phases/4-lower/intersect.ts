import type { ArgumentType, ArrayType, Field, NumberType, ObjectType, StringType } from "@specwire/contract";
import { compareFields } from "./order.ts";
import { mapVariants, nullableType } from "./type-algebra.ts";
import { withinSize } from "./type-size.ts";

/** What an intersection needs to know beyond the two types. */
export interface Surroundings {
  /** The type that a reference names; undefined while that is being made. */
  readonly behind: (type: ArgumentType) => ArgumentType | undefined;
  /** Names of an object's members that are read-only: they are no fields, and never required. */
  readonly hidden: WeakMap<ArgumentType, ReadonlySet<string>>;
  /** Intersections of named types, by both names; undefined while they are being made. */
  readonly pairs: Map<string, ArgumentType | undefined>;
  /** Inside of other types a named one is not written out: schemas that refer to each other would have no end. */
  readonly inside?: true;
}

/** Two unions that would make more variants than this are not multiplied out: the first says what it says. */
const maxProduct = 32;

/**
 * What is of both types (JSON Schema `allOf`), or undefined where the two contradict each other. Never stricter
 * than the two together: what can't be said is left to the API.
 */
export function intersect(a: ArgumentType, b: ArgumentType, around: Surroundings): ArgumentType | undefined {
  if (a.kind === "any" || a === b) return b;
  if (b.kind === "any") return a;
  if (a.kind !== "reference" && b.kind !== "reference") return intersectOnce(a, b, around);
  if (around.inside) return richer(a, b, around);
  if (a.kind !== "reference" || b.kind !== "reference") return intersectOnce(a, b, around);
  if (a.name === b.name) return a;
  // Two recursive types meet again inside each other; each pair is made once.
  const key = `${a.name}\n${b.name}`;
  if (around.pairs.has(key)) return around.pairs.get(key) ?? a;
  around.pairs.set(key, undefined);
  const both = intersectOnce(a, b, around);
  around.pairs.set(key, both);
  return both;
}

function intersectOnce(a: ArgumentType, b: ArgumentType, around: Surroundings): ArgumentType | undefined {
  const [left, right] = [around.behind(a), around.behind(b)];
  // One that is still being made is a part of itself and adds nothing.
  if (left === undefined || left.kind === "any") return b;
  if (right === undefined || right.kind === "any") return a;
  if (saysNothing(left)) return ofObjects(b, around);
  if (saysNothing(right)) return ofObjects(a, around);
  const both = intersectKinds(left, right, around);
  const nullable = left.nullable && right.nullable;
  return both && nullable ? nullableType(both) : both;
}

/** `type: object` alone. */
function saysNothing(type: ArgumentType): boolean {
  return type.kind === "object" && type.properties.length === 0 && type.additional?.kind === "any";
}

/** A type as far as its values are objects. */
function ofObjects(type: ArgumentType, around: Surroundings): ArgumentType | undefined {
  const target = around.behind(type);
  if (target === undefined || target.kind === "object") return type;
  if (target.kind !== "union") return undefined;
  const isObject = (one: ArgumentType) => ["object", "union", undefined].includes(around.behind(one)?.kind);
  return target.variants.every(isObject)
    ? type
    : mapVariants(target, (one) => (isObject(one) ? one : undefined));
}

type Concrete = Exclude<ArgumentType, { readonly kind: "any" }>;

function intersectKinds(left: Concrete, right: Concrete, around: Surroundings): ArgumentType | undefined {
  if (
    left.kind === "union" &&
    right.kind === "union" &&
    left.variants.length * right.variants.length > maxProduct
  )
    return left;
  if (left.kind === "union") return mapVariants(left, (one) => intersect(one, right, around));
  if (right.kind === "union") return mapVariants(right, (one) => intersect(left, one, around));
  if (left.kind === "object" && right.kind === "object") return intersectObjects(left, right, around);
  if (left.kind === "array" && right.kind === "array") return intersectArrays(left, right, around);
  if (left.kind === "string" && right.kind === "string") return intersectStrings(left, right);
  if (isNumber(left) && isNumber(right)) return intersectNumbers(left, right);
  if (left.kind === "file" || right.kind === "file")
    return left.kind === right.kind || left.kind === "string" || right.kind === "string"
      ? { kind: "file" }
      : undefined;
  return left.kind === right.kind ? left : undefined;
}

function isNumber(type: ArgumentType): type is NumberType {
  return type.kind === "integer" || type.kind === "number";
}

function intersectObjects(left: ObjectType, right: ObjectType, around: Surroundings): ObjectType {
  const fields = new Map<string, Field>(left.properties.map((field) => [field.name, field]));
  for (const field of right.properties) {
    const before = fields.get(field.name);
    fields.set(field.name, before === undefined ? field : intersectFields(before, field, around));
  }
  // One that is closed means all the members that the parts know together: else none of them could be sent.
  const additional =
    left.additional && right.additional && intersectInside(left.additional, right.additional, around);
  const type: ObjectType = {
    kind: "object",
    properties: [...fields.values()].sort(compareFields),
    ...(additional && { additional }),
  };
  const hidden = [left, right].flatMap((one) => [...(around.hidden.get(one) ?? [])]);
  if (hidden.length > 0) around.hidden.set(type, new Set(hidden));
  return type;
}

/** Of two types inside of others. */
function intersectInside(a: ArgumentType, b: ArgumentType, around: Surroundings): ArgumentType {
  const both = intersect(a, b, around.inside ? around : { ...around, inside: true }) ?? a;
  return withinSize(both, [a, b]);
}

/** The one that names more members. */
function richer(a: ArgumentType, b: ArgumentType, around: Surroundings): ArgumentType {
  const members = (type: ArgumentType) => {
    const target = around.behind(type);
    return target?.kind === "object" ? target.properties.length : 0;
  };
  return members(b) > members(a) ? b : a;
}

function intersectFields(before: Field, after: Field, around: Surroundings): Field {
  const { required: _, ...rest } = { ...after, ...before };
  return {
    ...rest,
    type: intersectInside(before.type, after.type, around),
    ...((before.required || after.required) && { required: true as const }),
  };
}

function intersectArrays(left: ArrayType, right: ArrayType, around: Surroundings): ArrayType {
  return {
    kind: "array",
    items: intersectInside(left.items, right.items, around),
    ...narrower("minItems", Math.max, left.minItems, right.minItems),
    ...narrower("maxItems", Math.min, left.maxItems, right.maxItems),
  };
}

function intersectStrings(left: StringType, right: StringType): StringType {
  const { nullable: _, ...rest } = { ...right, ...left };
  return {
    ...rest,
    ...commonEnum(left.enum, right.enum),
    ...narrower("minLength", Math.max, left.minLength, right.minLength),
    ...narrower("maxLength", Math.min, left.maxLength, right.maxLength),
  };
}

function intersectNumbers(left: NumberType, right: NumberType): NumberType {
  return {
    kind: left.kind === "integer" || right.kind === "integer" ? "integer" : "number",
    ...commonEnum(left.enum, right.enum),
    ...narrower("minimum", Math.max, left.minimum, right.minimum),
    ...narrower("maximum", Math.min, left.maximum, right.maximum),
  };
}

/** The values of both lists; the first list where they have none in common, which can't be meant. */
function commonEnum<T>(
  left: readonly T[] | undefined,
  right: readonly T[] | undefined,
): { enum?: readonly T[] } {
  if (left === undefined || right === undefined) {
    const one = left ?? right;
    return one === undefined ? {} : { enum: one };
  }
  const common = left.filter((value) => right.includes(value));
  return { enum: common.length > 0 ? common : left };
}

function narrower<Name extends string>(
  name: Name,
  choose: (a: number, b: number) => number,
  left: number | undefined,
  right: number | undefined,
): { [K in Name]?: number } {
  const value = left === undefined || right === undefined ? (left ?? right) : choose(left, right);
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: number };
}

/** The type with these members required; those that nobody declares become members of any kind. */
export function withRequired(
  type: ArgumentType,
  names: readonly string[],
  around: Surroundings,
): ArgumentType {
  const target = around.behind(type);
  if (names.length === 0 || target === undefined) return type;
  if (target.kind === "union") return mapVariants(target, (one) => withRequired(one, names, around)) ?? type;
  if (target.kind !== "object") return type;
  const known = new Map(target.properties.map((field) => [field.name, field]));
  const hidden = around.hidden.get(target);
  // Where no other members are taken, one that nobody declares can't be meant.
  const isMeant = (name: string) => known.has(name) || target.additional !== undefined;
  const asked = names.filter((name) => !known.get(name)?.required && !hidden?.has(name) && isMeant(name));
  if (asked.length === 0) return type;
  for (const name of asked) {
    const before = known.get(name) ?? { name, type: target.additional ?? { kind: "any" } };
    known.set(name, { ...before, required: true });
  }
  const changed: ObjectType = { ...target, properties: [...known.values()].sort(compareFields) };
  if (hidden) around.hidden.set(changed, hidden);
  return type.kind !== "any" && type.nullable ? nullableType(changed) : changed;
}
