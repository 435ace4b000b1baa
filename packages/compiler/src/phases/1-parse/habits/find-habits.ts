import { isArray, isObject, type Json, type JsonPointer } from "@specwire/contract";
import { memberRule, type Rule, schemaAt } from "../schema-at.ts";
import type { SpecText } from "../spec-text.ts";
import { reportHabit, under } from "./habit.ts";
import { recognisers } from "./recognisers.ts";

/**
 * Reports what is written as other formats have it, piece by piece, and answers which places that explains: a list
 * of parameters is one mistake, not one for each of its keys.
 */
export function findHabits(spec: SpecText): (pointer: JsonPointer, isName: boolean) => boolean {
  const claims = new Set<JsonPointer>();
  const names = new Set<JsonPointer>();
  const visit = (
    value: Json,
    pointer: JsonPointer,
    name: string,
    holder: JsonPointer,
    rule: Rule,
    kinds: readonly string[],
  ): void => {
    const looked = { spec, pointer, name, value, rule, holder };
    for (const kind of kinds) {
      for (const recognise of recognisers[kind] ?? []) {
        for (const habit of [recognise(looked) ?? []].flat()) {
          for (const claim of reportHabit(looked, habit)) claims.add(claim);
          for (const one of habit.names ?? []) names.add(one);
        }
      }
    }
    const inner = (key: string, one: Json) => {
      const at = under(pointer, key);
      if (isClaimed(claims, at)) return;
      const found = isArray(value)
        ? rule.schema.items && schemaAt(spec.judged, at)
        : memberRule(rule.schema, key) && schemaAt(spec.judged, at);
      if (found === undefined) return;
      const place = `${kinds[0] ?? ""}/${isArray(value) ? "*" : key}`;
      visit(
        one,
        at,
        key,
        pointer,
        found,
        found.definition === undefined ? [place] : [found.definition, place],
      );
    };
    if (isArray(value)) for (const [index, one] of value.entries()) inner(String(index), one);
    else if (isObject(value)) for (const [key, one] of Object.entries(value)) inner(key, one);
  };
  const root = schemaAt(spec.judged, "");
  if (root !== undefined) visit(spec.data, "", "", "", root, ["spec"]);
  return (pointer, isName) => isClaimed(claims, pointer) || (isName && names.has(pointer));
}

function isClaimed(claims: ReadonlySet<JsonPointer>, pointer: JsonPointer): boolean {
  if (claims.size === 0) return false;
  for (let end = pointer.length; end !== -1; end = end === 0 ? -1 : pointer.lastIndexOf("/", end - 1))
    if (claims.has(pointer.slice(0, end))) return true;
  return false;
}
