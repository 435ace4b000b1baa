import { isObject, type Json, type JsonObject, type JsonPointer, own } from "@specwire/contract";
import { kebabCase } from "../formats.ts";
import type { Put } from "../rewrite/change.ts";
import { Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, type Looked, mapOf, textOf, under } from "./habit.ts";
import { operationIdOf } from "./operations.ts";

const methods = ["get", "head", "query", "post", "put", "patch", "delete"];

/** Paths with methods below, as OpenAPI has them: `paths` at the top, or among the operations. */
export function pathItems({ spec, pointer, value, name }: Looked): Habit | undefined {
  const inside = name !== "";
  const at = inside ? pointer : "/paths";
  const all = Object.entries((inside ? mapOf(value) : mapOf(value, "paths")) ?? {});
  const isItem = (one: Json) =>
    isObject(one) && Object.keys(one).some((method) => methods.includes(method.toLowerCase()));
  const paths = all.filter(([path, one]) => path.startsWith("/") && isItem(one));
  const [first] = paths;
  if (first === undefined || (!inside && paths.length < all.length)) return undefined;
  const shared = paths.some(([, item]) =>
    Object.keys(item as JsonObject).some((method) => !methods.includes(method.toLowerCase())),
  );
  const put = paths.flatMap(([path, item]): (Put | undefined)[] =>
    Object.entries(item as JsonObject).map(([method, one]) => operationOf(at, path, method, one)),
  );
  const ids = put.map((one) => one?.name);
  const taken = inside
    ? ids.some((id) => id !== undefined && all.some(([other]) => other === id))
    : own(mapOf(spec.data) ?? {}, "operations") !== undefined;
  const certain = !shared && !taken && !ids.includes(undefined) && new Set(ids).size === ids.length;
  const known = put.filter((one) => one !== undefined);
  const whole = new Members(known.map((one) => [one.name, one.value]));
  return {
    at: inside ? under(at, first[0]) : at,
    what: "Paths with methods below are OpenAPI; here each operation has an id and a `request` line.",
    how: `write operations: { ${ids[0] ?? "cards.list"}: { request: GET ${first[0]} } }`,
    changes: !certain
      ? undefined
      : inside
        ? [{ holder: at, put: known }]
        : [{ holder: "", put: [{ name: "operations", value: whole, over: "paths" }] }],
    claims: inside ? paths.map(([path]) => under(at, path)) : [at, "/operations"],
    names: inside ? paths.map(([path]) => under(at, path)) : [],
  };
}

function operationOf(at: JsonPointer, path: string, method: string, value: Json): Put | undefined {
  const operation = mapOf(value);
  const id =
    operation &&
    operationIdOf(textOf(operation, "operationId") ?? `${pathWords(path)}.${method.toLowerCase()}`);
  if (operation === undefined || id === undefined) return undefined;
  const members = Object.keys(operation).filter((member) => member !== "operationId");
  const tree: Tree = new Members([
    ["request", `${method.toUpperCase()} ${path}`],
    ...members.map((member) => [member, copyOf(at, path, method, member)] as const),
  ]);
  return { name: id, value: tree, over: path };
}

function pathWords(path: string): string {
  return path
    .split("/")
    .filter((part) => part !== "" && !part.startsWith("{"))
    .map((part) => kebabCase(part))
    .join(".");
}
