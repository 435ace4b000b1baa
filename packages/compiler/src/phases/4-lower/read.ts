import type { Json } from "@specwire/contract";
import { isArray } from "@specwire/contract";

// Documents are wrong in every way; what is not of the asked shape counts as absent.

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function stringsOf(value: Json | undefined): string[] {
  return isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function finite(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function nonNegative(value: Json | undefined): number | undefined {
  const number = finite(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

/** `{ [name]: value }`, or nothing where the value is absent. */
export function numberOf<Name extends string>(
  name: Name,
  value: number | undefined,
): { [K in Name]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: number };
}
