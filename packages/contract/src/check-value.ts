import type {
  ArgumentType,
  ArgumentTypes,
  ArrayType,
  FileReference,
  NumberType,
  ObjectType,
  StringType,
  UnionType,
} from "./argument-type.ts";
import { isExactNumber, roundedNumber } from "./exact-number.ts";
import { resolveType } from "./flags.ts";
import { FoldedNames } from "./folded-name.ts";
import { isArray, isObject, type Json, own } from "./json.ts";

/** Called for each thing that is wrong, with the members that lead to its place. */
export type ReportValue = (path: readonly string[], message: string, more?: ValueFinding) => void;

export interface ValueFinding {
  readonly missing?: true;
  /** The values that would be accepted. */
  readonly allowed?: readonly string[];
}

/** What is known of values under the variants of unions, so that nested unions stay linear. */
type Verdicts = Map<ArgumentType, Map<Json, boolean>>;

const maxDepth = 64;
const shownEnumValues = 12;

/** Reports what is wrong with a value of a declared type. Never runs a `pattern`. */
export function checkValue(
  value: Json,
  declared: ArgumentType,
  types: ArgumentTypes,
  path: readonly string[],
  report: ReportValue,
  depth = 0,
  verdicts: Verdicts = new Map(),
): void {
  const type = resolveType(declared, types);
  if (depth > maxDepth || (type.kind === "any" && isDeeper(value, maxDepth - depth)))
    report(path, "is nested too deeply");
  else if (type.kind === "any" || (value === null && type.nullable)) return;
  else if (type.kind === "union") checkUnion(value, type, types, path, report, depth, verdicts);
  else if (value === null) report(path, `must be ${describeType(type)}, not null`);
  else if (type.kind === "array" && isArray(value))
    checkArray(value, type, types, path, report, depth, verdicts);
  else if (type.kind === "object" && isObject(value) && !isExactNumber(value))
    checkObject(value, type, types, path, report, depth, verdicts);
  else {
    const [message, more] = scalarProblem(value, type);
    if (message !== undefined) report(path, message, more);
  }
}

function checkArray(
  value: readonly Json[],
  type: ArrayType,
  types: ArgumentTypes,
  path: readonly string[],
  report: ReportValue,
  depth: number,
  verdicts: Verdicts,
): void {
  if (type.minItems !== undefined && value.length < type.minItems)
    report(path, `needs at least ${type.minItems} items`);
  if (type.maxItems !== undefined && value.length > type.maxItems)
    report(path, `takes at most ${type.maxItems} items`);
  value.forEach((item, index) => {
    checkValue(item, type.items, types, [...path, String(index)], report, depth + 1, verdicts);
  });
}

function checkObject(
  value: { readonly [key: string]: Json },
  type: ObjectType,
  types: ArgumentTypes,
  path: readonly string[],
  report: ReportValue,
  depth: number,
  verdicts: Verdicts,
): void {
  const properties = new Map(type.properties.map((field) => [field.name, field]));
  for (const field of type.properties) {
    if (field.required && !Object.hasOwn(value, field.name))
      report([...path, field.name], "is required", { missing: true });
  }
  for (const [key, member] of Object.entries(value)) {
    const declared = properties.get(key)?.type;
    const memberType = declared ?? type.additional;
    const near = declared === undefined && properties.size > 0 ? declaredNames(type).met(key) : undefined;
    if (memberType === undefined) report([...path, key], "is not a field of this object");
    // Whoever judged the declared member would not have judged this one.
    else if (near !== undefined) report([...path, key], `is read as ${near} by some servers; say ${near}`);
    else checkValue(member, memberType, types, [...path, key], report, depth + 1, verdicts);
  }
}

const namesOfTypes = new WeakMap<ObjectType, FoldedNames>();

function declaredNames(type: ObjectType): FoldedNames {
  const known = namesOfTypes.get(type);
  if (known !== undefined) return known;
  const names = new FoldedNames();
  for (const { name } of type.properties) names.add(name);
  namesOfTypes.set(type, names);
  return names;
}

function checkUnion(
  value: Json,
  type: UnionType,
  types: ArgumentTypes,
  path: readonly string[],
  report: ReportValue,
  depth: number,
  verdicts: Verdicts,
): void {
  if (type.variants.some((variant) => accepts(value, variant, types, depth, verdicts))) return;
  const told = toldVariant(value, type);
  if (told === "unknown") {
    const { property = "", mapping = {} } = type.discriminator ?? {};
    const [message, more] = enumProblem(
      isObject(value) ? (own(value, property) ?? null) : null,
      Object.keys(mapping),
    );
    report([...path, property], message, more);
    return;
  }
  const resolved = type.variants.map((variant) => resolveType(variant, types));
  const meant =
    told === undefined ? resolved.filter((one) => mayMean(value, one)) : [resolveType(told, types)];
  const [only] = meant;
  // Where one variant alone can be meant, what is wrong with it says more than the list of all of them.
  if (only !== undefined && meant.length === 1 && only.kind !== "union")
    checkValue(value, only, types, path, report, depth + 1, verdicts);
  else if (
    told === undefined &&
    type.discriminator &&
    isObject(value) &&
    !Object.hasOwn(value, type.discriminator.property)
  ) {
    const allowed = Object.keys(type.discriminator.mapping);
    report([...path, type.discriminator.property], "is required", { missing: true, allowed });
  } else report(path, `must be ${describeType({ ...type, variants: resolved })}`);
}

/** The variant that an object's discriminating member names. */
function toldVariant(
  value: Json,
  { discriminator, variants }: UnionType,
): ArgumentType | "unknown" | undefined {
  if (discriminator === undefined || !isObject(value)) return undefined;
  const word = own(value, discriminator.property);
  if (typeof word !== "string") return undefined;
  const place = own(discriminator.mapping, word);
  return place === undefined ? "unknown" : variants[place];
}

function accepts(
  value: Json,
  type: ArgumentType,
  types: ArgumentTypes,
  depth: number,
  verdicts: Verdicts,
): boolean {
  const known = verdicts.get(type) ?? new Map<Json, boolean>();
  verdicts.set(type, known);
  const before = known.get(value);
  if (before !== undefined) return before;
  // A variant that leads back to its own union accepts nothing by itself.
  known.set(value, false);
  let fine = true;
  const refuse: ReportValue = () => {
    fine = false;
  };
  checkValue(value, type, types, [], refuse, depth + 1, verdicts);
  known.set(value, fine);
  return fine;
}

/** Whether a value has the JSON type of a variant, and an object the fixed words of its members. */
function mayMean(value: Json, type: ArgumentType): boolean {
  switch (type.kind) {
    case "integer":
    case "number":
      return roundedNumber(value) !== undefined;
    case "string":
    case "boolean":
      return typeof value === type.kind;
    case "array":
      return isArray(value);
    case "object":
      if (!isObject(value) || isExactNumber(value)) return false;
      return type.properties.every(({ name, type: by }) => {
        const word = own(value, name);
        return (
          typeof word !== "string" || by.kind !== "string" || by.enum?.length !== 1 || by.enum[0] === word
        );
      });
    case "file":
      return isFileReference(value);
    default:
      return true;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function scalarProblem(value: Json, type: ArgumentType): [message?: string, more?: ValueFinding] {
  switch (type.kind) {
    case "string":
      return typeof value === "string" ? stringProblem(value, type) : ["must be a string"];
    case "integer":
    case "number": {
      const number = roundedNumber(value);
      return number === undefined ? [`must be ${describeType(type)}`] : numberProblem(value, number, type);
    }
    case "boolean":
      if (typeof value !== "boolean") return ["must be true or false"];
      return type.enum && !type.enum.includes(value) ? enumProblem(value, type.enum) : [];
    case "file":
      return isFileReference(value) ? [] : ["must be a file"];
    default:
      return [`must be ${describeType(type)}`];
  }
}

function stringProblem(value: string, type: StringType): [message?: string, more?: ValueFinding] {
  if (type.enum && !type.enum.includes(value)) return enumProblem(value, type.enum);
  if (type.encoding && !isEncoded(value, type.encoding)) return [`is not ${type.encoding}`];
  const length = lengthOf(value, type);
  if (type.minLength !== undefined && length < type.minLength)
    return [type.minLength === 1 ? "must not be empty" : `must have at least ${type.minLength} characters`];
  if (type.maxLength !== undefined && length > type.maxLength)
    return [`must have at most ${type.maxLength} characters; it has ${length}`];
  return [];
}

/**
 * Whether text can be bytes in an encoding (RFC 4648 sections 4 and 5), lines and either alphabet allowed. Plain base64
 * is padded.
 */
export function isEncoded(text: string, encoding: "base64" | "base64url"): boolean {
  const plain = text.replace(/[\r\n]+/g, "");
  if (!/^[\w+/-]*={0,2}$/.test(plain)) return false;
  const over = plain.length % 4;
  const isUnpadded = encoding === "base64url" || /[-_]/.test(plain);
  return over === 0 || (isUnpadded && over > 1 && !plain.endsWith("="));
}

/** In code points, as JSON Schema counts; counted only where the cheaper measure could be wrong. */
function lengthOf(
  value: string,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: StringType,
): number {
  const units = value.length;
  if (units <= maxLength && (units >= 2 * minLength || units < minLength)) return units;
  let points = 0;
  for (const _ of value) points += 1;
  return points;
}

function numberProblem(
  value: Json,
  number: number,
  type: NumberType,
): [message?: string, more?: ValueFinding] {
  const isWhole = isExactNumber(value) ? /^-?\d+$/.test(value.$number) : Number.isInteger(number);
  if (type.kind === "integer" && !isWhole) return ["must be a whole number"];
  if (type.enum && !type.enum.includes(number)) return enumProblem(number, type.enum);
  if (type.minimum !== undefined && number < type.minimum) return [`must be at least ${type.minimum}`];
  if (type.maximum !== undefined && number > type.maximum) return [`must be at most ${type.maximum}`];
  return [];
}

function enumProblem(value: Json, values: readonly (string | number | boolean)[]): [string, ValueFinding] {
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
