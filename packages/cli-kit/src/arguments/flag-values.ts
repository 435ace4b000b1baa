import { type ArgumentType, isArray, type Json, resolveType } from "@specwire/contract";

export type TypedValue = { readonly value: Json } | { readonly problem: string };

/** Turns the path of a file into a reference that the arguments carry. */
export type AddFile = (path: string) => Json;

type NamedTypes = Readonly<Record<string, ArgumentType>>;

/**
 * What was typed, as a value of the flag's type. Text that does not fit stays text: the contract's check says
 * what is wrong with it, in the same words for every caller.
 */
export function typedValue(
  text: string,
  declared: ArgumentType,
  types: NamedTypes,
  addFile: AddFile,
): TypedValue {
  const type = resolveType(declared, types);
  if (type.kind !== "any" && type.nullable && text === "null") return { value: null };
  switch (type.kind) {
    case "string":
      return { value: text };
    case "integer":
    case "number":
      return numberOf(text);
    case "boolean":
      return { value: text === "true" ? true : text === "false" ? false : text };
    case "file":
      return { value: addFile(text.startsWith("@") ? text.slice(1) : text) };
    case "any":
      return exactJson(text) ?? { value: text };
    case "object":
      return objectOf(text);
    case "array":
      return arrayItem(text, type.items, types, addFile);
    case "union":
      return unionOf(text, type.variants, types, addFile);
    case "reference":
      return { value: text };
  }
}

/** All that was typed for a repeatable flag. */
export function typedList(
  texts: readonly string[],
  items: ArgumentType,
  types: NamedTypes,
  addFile: AddFile,
): TypedValue {
  const values: Json[] = [];
  for (const text of texts) {
    const whole = text.startsWith("[") ? exactJson(text) : undefined;
    if (whole && "problem" in whole) return whole;
    if (isArray(whole?.value)) {
      values.push(...whole.value);
      continue;
    }
    const one = typedValue(text, items, types, addFile);
    if ("problem" in one) return one;
    values.push(one.value);
  }
  return { value: values };
}

function arrayItem(text: string, items: ArgumentType, types: NamedTypes, addFile: AddFile): TypedValue {
  return typedList([text], items, types, addFile);
}

function numberOf(text: string): TypedValue {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text.trim())) return { value: text };
  const value = Number(text);
  // A number that JavaScript can't hold would reach the API as another one.
  if (/^-?\d+$/.test(text.trim()) && !Number.isSafeInteger(value))
    return { problem: `is ${text.trim()}, which is too large to be sent exactly` };
  return { value };
}

function objectOf(text: string): TypedValue {
  const exact = exactJson(text);
  if (exact !== undefined) return exact;
  const problem = jsonProblem(text);
  return { problem: `takes an object as JSON (${problem}); its members may have flags of their own` };
}

/** The first variant that the text looks like; a string takes whatever is left. */
function unionOf(
  text: string,
  variants: readonly ArgumentType[],
  types: NamedTypes,
  addFile: AddFile,
): TypedValue {
  const resolved = variants.map((variant) => resolveType(variant, types));
  const has = (...kinds: readonly ArgumentType["kind"][]) =>
    resolved.some((variant) => kinds.includes(variant.kind));
  if (text === "null" && resolved.some((variant) => variant.kind !== "any" && variant.nullable))
    return { value: null };
  if (has("boolean") && (text === "true" || text === "false")) return { value: text === "true" };
  const listed = resolved.some((variant) => variant.kind === "string" && variant.enum?.includes(text));
  if (listed) return { value: text };
  // Where any text is accepted, a number that was typed is text: a title of "2024" is no number.
  const open = resolved.some((variant) => variant.kind === "string" && variant.enum === undefined);
  if (has("integer", "number") && !open) {
    const number = numberOf(text);
    if ("problem" in number || typeof number.value === "number") return number;
  }
  if (has("object", "array", "any") && /^\s*[[{]/.test(text)) {
    const exact = exactJson(text);
    if (exact !== undefined) return exact;
  }
  if (has("file") && !has("string")) return { value: addFile(text.startsWith("@") ? text.slice(1) : text) };
  const list = resolved.find((variant) => variant.kind === "array");
  if (list?.kind === "array" && !has("string")) return arrayItem(text, list.items, types, addFile);
  return { value: text };
}

/** The JSON value that text is, unless a number in it would reach the API as another one. */
function exactJson(text: string): TypedValue | undefined {
  const value = jsonOf(text);
  if (value === undefined) return undefined;
  const problem = roundedNumber(text);
  return problem === undefined ? { value } : { problem };
}

class Rounded {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Where valid JSON has a number that JavaScript can't hold, and what is wrong with it. */
export function roundedNumber(text: string): string | undefined {
  if (!/\d{16}|[eE]\+?\d{3}/.test(text)) return undefined;
  const reviver = (_: string, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source ?? "";
    const isExact = Number.isFinite(value) && (!/^-?\d+$/.test(source) || Number.isSafeInteger(value));
    return typeof value === "number" && !isExact ? new Rounded(source) : value;
  };
  const find = (value: unknown, path: string): string | undefined => {
    if (value instanceof Rounded)
      return `${path && `(${path.slice(1)}) `}is ${value.source}, which is too large to be sent exactly`;
    if (typeof value !== "object" || value === null) return undefined;
    for (const [name, member] of Object.entries(value)) {
      const found = find(member, `${path}.${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(JSON.parse(text, reviver as (key: string, value: unknown) => unknown), "");
}

/** The JSON value that text is, or undefined. */
export function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return "it is valid";
  } catch (error) {
    return error instanceof Error ? error.message : "it is not valid JSON";
  }
}
