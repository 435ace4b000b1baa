import type { Field } from "@specwire/contract";

/** By UTF-16 code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Required fields first, then by name: an order of the fields' own, whatever the order of the keys. */
export function compareFields(a: Field, b: Field): number {
  return Number(b.required ?? false) - Number(a.required ?? false) || compareText(a.name, b.name);
}

/** The record with its keys sorted. */
export function sortedRecord<T>(record: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...record].sort(([a], [b]) => compareText(a, b)));
}

/** Plain data with the keys of every object sorted, for values that are passed on as they were written. */
export function sortedDeep<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortedDeep) as T;
  if (typeof value !== "object" || value === null) return value;
  return sortedRecord(Object.entries(value).map(([key, member]) => [key, sortedDeep(member)])) as T;
}
