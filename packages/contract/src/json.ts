/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Pointer (RFC 6901): `""` is the whole value, `/a/0` a place inside it. */
export type JsonPointer = string;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Array.isArray` that keeps the element type of a readonly JSON array. */
export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** An object's own member; what is inherited (`constructor`, `__proto__`) does not exist. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The value at a JSON Pointer, or undefined where the pointer leads nowhere. */
export function valueAt(value: Json | undefined, pointer: JsonPointer): Json | undefined {
  let current: Json | undefined = value;
  for (const token of pointerTokens(pointer)) {
    if (isArray(current)) current = /^(0|[1-9]\d*)$/.test(token) ? current[Number(token)] : undefined;
    else if (isObject(current)) current = own(current, token);
    else return undefined;
  }
  return current;
}

/** The reference tokens of a JSON Pointer, unescaped. */
export function pointerTokens(pointer: JsonPointer): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A JSON Pointer from its reference tokens. */
export function toPointer(tokens: readonly (string | number)[]): JsonPointer {
  return tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A record without a prototype, so that a key named `__proto__` is only a key. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
