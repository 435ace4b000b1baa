import { readFileSync } from "node:fs";
import { isArray, isObject, type Json, own, toPointer } from "@specwire/contract";
import type { Position } from "./substitute.ts";

/**
 * What a field of one of OpenAPI's objects holds: `text`; a `word` that decides what the rest means; anything; an
 * object by its name; a list or a map of those. The names of a map are free (`*`), or decide something (`=`).
 */
type Field = string | readonly [string] | { readonly [name: string]: string | readonly [string] };

const objects = JSON.parse(
  readFileSync(new URL("../document/objects.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Readonly<Record<string, Field>>>>;

/** Every fixed field of every object of OpenAPI 3.1 that can hold text or names, as `Object Name/field`. */
export const fieldsOfOpenApi: readonly string[] = Object.entries(objects).flatMap(([name, fields]) =>
  Object.keys(fields).map((field) => `${name}/${field}`),
);

export interface DocumentPositions {
  /** The fields that the document fills. */
  readonly fields: ReadonlySet<string>;
  /** Texts and names that say something, but change the meaning of nothing else. */
  readonly free: readonly Position[];
}

export function positionsOfDocument(document: Json): DocumentPositions {
  const visit = { fields: new Set<string>(), free: [] as Position[] };
  visitObject(document, "OpenAPI Object", [], visit);
  return visit;
}

interface Visit {
  readonly fields: Set<string>;
  readonly free: Position[];
}

function visitObject(value: Json, name: string, path: readonly string[], visit: Visit): void {
  const fields = own(objects, name);
  if (fields === undefined) throw new Error(`OpenAPI has no ${name}`);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    // A Callback is a map itself; `x-` is how extensions start.
    const field = [key, ...(key.startsWith("x-") ? ["x-"] : []), "*", "="].find((one) =>
      Object.hasOwn(fields, one),
    );
    if (field === undefined) continue;
    visit.fields.add(`${name}/${field}`);
    if (field === "*" || field === "x-") visit.free.push({ pointer: toPointer([...path, key]), on: "key" });
    visitField(member, fields[field] ?? "text", [...path, key], visit);
  }
}

function visitField(value: Json, field: Field, path: readonly string[], visit: Visit): void {
  if (typeof field === "string") {
    if (Object.hasOwn(objects, field)) visitObject(value, field, path, visit);
    else if (field === "anything") visitAnything(value, path, visit);
    else if (field === "text" && typeof value === "string")
      visit.free.push({ pointer: toPointer(path), on: "value" });
  } else if (Array.isArray(field)) {
    for (const [index, item] of (isArray(value) ? value : []).entries())
      visitField(item, field[0] as string, [...path, String(index)], visit);
  } else {
    const [[kind = "*", inner = "anything"] = []] = Object.entries(field);
    for (const [key, member] of Object.entries(isObject(value) ? value : {})) {
      const at = [...path, key];
      if (kind === "*") visit.free.push({ pointer: toPointer(at), on: "key" });
      visitField(member, inner, at, visit);
    }
  }
}

function visitAnything(value: Json, path: readonly string[], visit: Visit): void {
  if (typeof value === "string") visit.free.push({ pointer: toPointer(path), on: "value" });
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, key];
    if (!isArray(value)) visit.free.push({ pointer: toPointer(at), on: "key" });
    visitAnything(member as Json, at, visit);
  }
}
