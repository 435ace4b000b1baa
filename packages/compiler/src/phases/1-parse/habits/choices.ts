import { isArray, isObject, type Json, own } from "@specwire/contract";
import type { Put } from "../rewrite/change.ts";
import { Members, type Tree } from "../rewrite/tree.ts";
import { type Habit, type Looked, mapOf, under } from "./habit.ts";

const single = /^(enum|options?|select|dropdown|choices?|picklist|radio|static_?select)$/i;
const several = /^(multi[-_]?(options|select|choice|picklist)|check_?box(es)?)$/i;
const lists = ["options", "choices", "enum", "values", "allowed", "allowedValues", "allowed_values", "oneOf"];
const valueKeys = ["value", "const", "id", "key"];
const labelKeys = ["name", "label", "title", "text", "description", "display", "displayName", "enabled"];

/** Choices of a form: a type of their own, or values with labels, where JSON Schema lists the values. */
export function choices({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined) return undefined;
  const { type } = map;
  const isSingle = typeof type === "string" && single.test(type);
  const isMany = typeof type === "string" && several.test(type);
  const key = lists.find((one) => isArray(own(map, one)) || isLabelled(map, one));
  if (key === undefined || (!isSingle && !isMany && !needsSaying(map, key))) return undefined;
  const values = valuesOf(own(map, key));
  const kind = values && kindOf(values);
  const meant = isSingle || isMany || type === undefined ? kind : undefined;
  const listed: readonly (readonly [string, Tree])[] = [
    ...(meant === undefined ? [] : [["type", meant] as const]),
    ["enum", (values ?? []) as Json],
  ];
  const tree: readonly (readonly [string, Tree])[] = isMany
    ? [
        ["type", "array"],
        ["items", new Members(listed)],
      ]
    : listed;
  const first = type === undefined || meant === undefined ? key : "type";
  const put = tree.map(([name, one]): Put => ({ name, value: one, over: first }));
  const names = new Set(Object.keys(map).filter((one) => one !== key && one !== "type"));
  const clear =
    values !== undefined &&
    (meant !== undefined || kind !== undefined) &&
    !tree.some(([name]) => names.has(name));
  return {
    member: first,
    what:
      isSingle || isMany
        ? `${JSON.stringify(type)} is no type of JSON Schema: \`enum\` lists the values beside one.`
        : "`enum` lists the values alone; what they mean is told by `description`.",
    how: `write ${isMany ? "type: array, items: " : ""}${isMany ? "{ " : ""}${meant === undefined ? "" : `type: ${meant}, `}enum: [${(values ?? []).slice(0, 5).map(String).join(", ")}]${isMany ? " }" : ""}`,
    changes: clear ? [{ holder: pointer, remove: first === key ? [] : [key], put }] : undefined,
    claims: [under(pointer, "type"), under(pointer, key), under(pointer, "enum")],
  };
}

type Schema = NonNullable<ReturnType<typeof mapOf>>;

/** A map from each value to its label. */
function isLabelled(map: Schema, key: string): boolean {
  const held = key === "oneOf" ? undefined : mapOf(map, key);
  return (
    held !== undefined &&
    Object.keys(held).length > 0 &&
    Object.values(held).every((one) => typeof one === "string")
  );
}

// JSON Schema has `enum` with any values, and `oneOf` with schemas.
function needsSaying(map: Schema, key: string): boolean {
  const held = own(map, key);
  if (key === "oneOf")
    return (
      isArray(held) &&
      held.length > 0 &&
      held.every((one) => !isObject(one) && !isArray(one) && typeof one !== "boolean")
    );
  if (isObject(held)) return typeof map.type === "string" || key === "enum";
  const labelled =
    isArray(held) && held.length > 0 && held.every((one) => isObject(one) && valuesOf([one]) !== undefined);
  if (key === "enum") return labelled && map.type !== "object";
  return labelled || (typeof map.type === "string" && valuesOf(held) !== undefined);
}

function valuesOf(held: Json | undefined): readonly Json[] | undefined {
  if (isObject(held)) return Object.keys(held);
  if (!isArray(held) || held.length === 0) return undefined;
  const values = held.map((one) => {
    if (!isObject(one)) return isArray(one) ? undefined : one;
    const key =
      valueKeys.find((name) => own(one, name) !== undefined) ??
      (own(one, "name") === undefined ? undefined : "name");
    const others = Object.keys(one).filter(
      (name) => name !== key && (!labelKeys.includes(name) || (name === "enabled" && one[name] === false)),
    );
    return key === undefined || others.length > 0 || isObject(own(one, key)) ? undefined : own(one, key);
  });
  return values.every((one) => one !== undefined) ? values : undefined;
}

function kindOf(values: readonly Json[]): string | undefined {
  if (values.every((one) => typeof one === "string")) return "string";
  if (values.every((one) => typeof one === "boolean")) return "boolean";
  if (values.every((one) => Number.isInteger(one))) return "integer";
  return values.every((one) => typeof one === "number") ? "number" : undefined;
}
