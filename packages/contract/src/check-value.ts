import type {
  ArgumentType,
  ArrayType,
  FileReference,
  NumberType,
  ObjectType,
  StringType,
} from "./argument-type.ts";
import { resolveType } from "./flags.ts";
import { isArray, isObject, type Json } from "./json.ts";

/** Called for each thing that is wrong, with the members that lead to its place. */
export type ReportValue = (path: readonly string[], message: string, more?: ValueFinding) => void;

export interface ValueFinding {
  readonly missing?: true;
  /** The values that would be accepted. */
  readonly allowed?: readonly string[];
}

type Types = Readonly<Record<string, ArgumentType>>;

const maxDepth = 64;
const shownEnumValues = 12;

/** Reports what is wrong with a value of a declared type. Never runs a `pattern`. */
export function checkValue(
  value: Json,
  declared: ArgumentType,
  types: Types,
  path: readonly string[],
  report: ReportValue,
  depth = 0,
): void {
  const type = resolveType(declared, types);
  if (type.kind === "any") return;
  if (depth > maxDepth) report(path, "is nested too deeply");
  else if (value === null) {
    if (!type.nullable) report(path, `must be ${describeType(type)}, not null`);
  } else if (type.kind === "array" && isArray(value)) checkArray(value, type, types, path, report, depth);
  else if (type.kind === "object" && isObject(value)) checkObject(value, type, types, path, report, depth);
  else if (type.kind === "union") {
    if (!type.variants.some((variant) => accepts(value, variant, types, depth)))
      report(path, `must be ${describeType(type)}`);
  } else {
    const [message, more] = scalarProblem(value, type);
    if (message !== undefined) report(path, message, more);
  }
}

function checkArray(
  value: readonly Json[],
  type: ArrayType,
  types: Types,
  path: readonly string[],
  report: ReportValue,
  depth: number,
): void {
  if (type.minItems !== undefined && value.length < type.minItems)
    report(path, `needs at least ${type.minItems} items`);
  if (type.maxItems !== undefined && value.length > type.maxItems)
    report(path, `takes at most ${type.maxItems} items`);
  value.forEach((item, index) => {
    checkValue(item, type.items, types, [...path, String(index)], report, depth + 1);
  });
}

function checkObject(
  value: { readonly [key: string]: Json },
  type: ObjectType,
  types: Types,
  path: readonly string[],
  report: ReportValue,
  depth: number,
): void {
  const properties = new Map(type.properties.map((field) => [field.name, field]));
  for (const field of type.properties) {
    if (field.required && !Object.hasOwn(value, field.name))
      report([...path, field.name], "is required", { missing: true });
  }
  for (const [key, member] of Object.entries(value)) {
    const memberType = properties.get(key)?.type ?? type.additional;
    if (memberType === undefined) report([...path, key], "is not a field of this object");
    else checkValue(member, memberType, types, [...path, key], report, depth + 1);
  }
}

function accepts(value: Json, type: ArgumentType, types: Types, depth: number): boolean {
  let fine = true;
  const refuse: ReportValue = () => {
    fine = false;
  };
  checkValue(value, type, types, [], refuse, depth + 1);
  return fine;
}

function scalarProblem(value: Json, type: ArgumentType): [message?: string, more?: ValueFinding] {
  switch (type.kind) {
    case "string":
      return typeof value === "string" ? stringProblem(value, type) : ["must be a string"];
    case "integer":
    case "number":
      return typeof value === "number" && Number.isFinite(value)
        ? numberProblem(value, type)
        : [`must be ${describeType(type)}`];
    case "boolean":
      return typeof value === "boolean" ? [] : ["must be true or false"];
    case "file":
      return isFileReference(value) ? [] : ["must be a file"];
    default:
      return [`must be ${describeType(type)}`];
  }
}

function stringProblem(value: string, type: StringType): [message?: string, more?: ValueFinding] {
  if (type.enum && !type.enum.includes(value)) return enumProblem(value, type.enum);
  if (type.minLength !== undefined && value.length < type.minLength)
    return [type.minLength === 1 ? "must not be empty" : `must have at least ${type.minLength} characters`];
  if (type.maxLength !== undefined && value.length > type.maxLength)
    return [`must have at most ${type.maxLength} characters; it has ${value.length}`];
  return [];
}

function numberProblem(value: number, type: NumberType): [message?: string, more?: ValueFinding] {
  if (type.kind === "integer" && !Number.isInteger(value)) return ["must be a whole number"];
  if (type.enum && !type.enum.includes(value)) return enumProblem(value, type.enum);
  if (type.minimum !== undefined && value < type.minimum) return [`must be at least ${type.minimum}`];
  if (type.maximum !== undefined && value > type.maximum) return [`must be at most ${type.maximum}`];
  return [];
}

function enumProblem(value: Json, values: readonly (string | number)[]): [string, ValueFinding] {
  const allowed = values.map(String);
  const shown = allowed.slice(0, shownEnumValues).join(", ");
  const rest = allowed.length > shownEnumValues ? ` … (${allowed.length} in all)` : "";
  return [`can't be ${JSON.stringify(value)}; allowed: ${shown}${rest}`, { allowed }];
}

export function isFileReference(value: Json | FileReference): value is { readonly $file: string } {
  return isObject(value) && typeof value.$file === "string" && Object.keys(value).length === 1;
}

/** A type in words: `an integer`, `a string or a list`. */
export function describeType(type: ArgumentType): string {
  switch (type.kind) {
    case "string":
      return type.enum ? "one of its listed values" : "a string";
    case "integer":
      return "an integer";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "array":
      return "a list";
    case "object":
    case "reference":
      return "an object";
    case "file":
      return "a file";
    case "any":
      return "any JSON";
    case "union":
      return [...new Set(type.variants.map(describeType))].join(" or ");
  }
}
