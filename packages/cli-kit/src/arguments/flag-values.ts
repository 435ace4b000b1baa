import {
  type ArgumentType,
  exactNumber,
  isArray,
  type Json,
  type ObjectType,
  parseExact,
  resolveType,
} from "@specwire/contract";

export type TypedValue = { readonly value: Json } | { readonly problem: string };

/** Turns the path of a file into what the arguments carry: a reference, or its bytes in an encoding. */
export type AddFile = (path: string, encoding?: "base64" | "base64url") => Json;

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
      // "@" is in no such encoding.
      return { value: type.encoding && text.startsWith("@") ? addFile(text.slice(1), type.encoding) : text };
    case "integer":
    case "number":
      return numberOf(text);
    case "boolean":
      return { value: text === "true" ? true : text === "false" ? false : text };
    case "file":
      return { value: addFile(text.startsWith("@") ? text.slice(1) : text) };
    case "any":
      return { value: jsonOf(text) ?? text };
    case "object":
      return objectOf(text, type);
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
    const whole = text.startsWith("[") ? jsonOf(text) : undefined;
    if (isArray(whole)) {
      values.push(...whole);
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
  return { value: (exactNumber(text) as Json | undefined) ?? text };
}

function objectOf(text: string, { properties }: ObjectType): TypedValue {
  const value = jsonOf(text);
  if (value !== undefined) return { value };
  const problem = jsonProblem(text);
  const required = properties.filter((one) => one.required);
  const names = (required.length > 0 ? required : properties).slice(0, 4).map(({ name }) => name);
  const shape = names.length > 0 ? `, like {${names.map((name) => `"${name}":…`).join(",")}}` : "";
  return { problem: `takes an object as JSON${shape} (${problem})` };
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
    const number = exactNumber(text) as Json | undefined;
    if (number !== undefined) return { value: number };
  }
  if (has("object", "array", "any") && /^\s*[[{]/.test(text)) {
    const value = jsonOf(text);
    if (value !== undefined) return { value };
  }
  if (has("file") && !has("string")) return { value: addFile(text.startsWith("@") ? text.slice(1) : text) };
  const list = resolved.find((variant) => variant.kind === "array");
  if (list?.kind === "array" && !has("string")) return arrayItem(text, list.items, types, addFile);
  return { value: text };
}

/** The JSON value that text is, or undefined. */
export function jsonOf(text: string): Json | undefined {
  try {
    return parseExact(text);
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
