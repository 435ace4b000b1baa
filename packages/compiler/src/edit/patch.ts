import { isArray, isObject, type Json, pointerTokens, toPointer } from "@specwire/contract";
import type { SpecEdit } from "./spec-edit.ts";

/** The data with edits; pointers are those of the data before all of them. */
export function applyPatch(data: Json, edits: readonly SpecEdit[]): Json {
  const at = new Map<string, SpecEdit>();
  const added = new Map<string, { readonly name: string; readonly value: Json }[]>();
  for (const edit of edits) {
    if (edit.op !== "add") at.set(edit.path, edit);
    else {
      const tokens = pointerTokens(edit.path);
      const name = tokens.pop() ?? "";
      const holder = toPointer(tokens);
      added.set(holder, [...(added.get(holder) ?? []), { name, value: edit.value }]);
    }
  }
  const visit = (value: Json, pointer: string): Json | undefined => {
    const edit = at.get(pointer);
    if (edit?.op === "remove") return undefined;
    if (edit?.op === "replace") return edit.value;
    const more = added.get(pointer) ?? [];
    if (isArray(value)) {
      const kept = value.flatMap((one, index) => visit(one, `${pointer}/${index}`) ?? []);
      return [...kept, ...more.map((one) => one.value)];
    }
    if (!isObject(value)) return value;
    const kept = Object.entries(value).flatMap(([name, one]): [string, Json][] => {
      const member = visit(one, pointer + toPointer([name]));
      return member === undefined ? [] : [[name, member]];
    });
    return Object.fromEntries([...kept, ...more.map(({ name, value: one }): [string, Json] => [name, one])]);
  };
  return visit(data, "") ?? null;
}
