import { isObject, type Json, type JsonObject, own } from "@specwire/contract";
import type { Put } from "../rewrite/change.ts";
import { Members, type Tree } from "../rewrite/tree.ts";
import {
  copyOf,
  type Habit,
  isObjectWith,
  isSwitch,
  isText,
  keyOf,
  type Looked,
  mapOf,
  textOf,
  under,
} from "./habit.ts";

const methodOf = (map: JsonObject): string =>
  /^[A-Za-z]+/.exec(textOf(map, "request") ?? textOf(map, "method") ?? "")?.[0].toUpperCase() ?? "";

/** `readOnly: true`, `mutates: true`: what an operation does, as a switch in place of `access`. */
export function accessSwitch({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(
    map,
    "readOnly read_only readonly safe mutates mutation write sideEffects side_effects",
    isSwitch,
  );
  const method = map === undefined ? "" : methodOf(map);
  if (map === undefined || key === undefined || method === "") return undefined;
  const reads = /^(read|safe)/i.test(key) === (own(map, key) === true);
  const usual = (method === "GET" || method === "HEAD" || method === "QUERY") === reads;
  const meant = reads ? "read" : "write";
  const access = own(map, "access");
  const contradicts = access !== undefined && access !== meant;
  return {
    member: key,
    what: "What an operation does is `access`; a GET reads and everything else writes by itself.",
    how: contradicts
      ? `keep what is true: access: ${meant}, or \`access\` as it stands here.`
      : usual
        ? "leave it out."
        : `write access: ${meant}`,
    changes: contradicts
      ? undefined
      : usual
        ? [{ holder: pointer, remove: [key] }]
        : own(map, "access") === undefined
          ? [{ holder: pointer, put: [{ name: "access", value: meant, over: key }] }]
          : undefined,
  };
}

/** The kind of an operation, which its method says already. */
export function kindOfOperation({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "type kind", isText);
  if (map === undefined || key === undefined) return undefined;
  const reads = methodOf(map) === "GET";
  const fits = (
    reads ? /^(query|read|list|get|search|fetch)$/i : /^(mutation|action|write|create|update|delete)$/i
  ).test(textOf(map, key) ?? "");
  if (!fits || methodOf(map) === "") return undefined;
  const access = own(map, "access");
  const contradicts = access !== undefined && access !== (reads ? "read" : "write");
  return {
    member: key,
    what: `The format has no \`${key}\` of an operation: its method says what it does.`,
    how: contradicts ? "leave it out, or `access`: they contradict each other." : "leave it out.",
    changes: contradicts ? undefined : [{ holder: pointer, remove: [key] }],
  };
}

/** `auth` in an operation: whether it needs a credential, or which. */
export function authInOperation({ spec, pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "auth authentication authenticated requiresAuth requires_auth");
  const held = map === undefined || key === undefined ? undefined : own(map, key);
  if (map === undefined || key === undefined || held === undefined || isObject(held)) return undefined;
  const auth = own(mapOf(spec.data) ?? {}, "auth");
  const schemes = [auth].flat().map((one) => textOf(one, "id") ?? textOf(one, "type"));
  const isUsual = held === true || held === "required";
  const named = typeof held === "string" && schemes.includes(held);
  const none = held === false || held === "none";
  return {
    member: key,
    what: "Which credential an operation needs is `security`; without, one of `auth`.",
    how: isUsual ? "leave it out." : `write security: [${none ? "" : (schemes[0] ?? "api_key")}]`,
    changes:
      own(map, "security") !== undefined
        ? undefined
        : isUsual
          ? [{ holder: pointer, remove: [key] }]
          : named || none
            ? [{ holder: pointer, put: [{ name: "security", value: none ? [] : [held], over: key }] }]
            : undefined,
  };
}

/** What is asked for of the answer's form, where it is JSON anyway. */
export function acceptsJson({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "accept Accept", (one) => one === "application/json" || one === "json");
  if (key === undefined) return undefined;
  return {
    member: key,
    what: "JSON is asked for by itself; `response` says where an answer is something else.",
    how: "leave it out.",
    changes: [{ holder: pointer, remove: [key] }],
  };
}

/** One scope with its meaning, where the operation names it. */
export function scopesByName({ value }: Looked): Habit | undefined {
  const [scope, ...others] = Object.keys(mapOf(value) ?? {});
  if (scope === undefined) return undefined;
  return {
    what: "`scopes` of an operation is a list: alternatives, each a scope or a list of scopes needed together.",
    how: `write scopes: [${scope}]`,
    meant: others.length === 0 ? [scope] : undefined,
  };
}

/** One schema for all arguments, as tools for models have it: its members go by the place in the request. */
export function toolSchema({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const method = map === undefined ? "" : methodOf(map);
  const key = keyOf(
    map,
    "inputSchema input_schema input parameters params args schema",
    isObjectWith("properties"),
  );
  if (map === undefined || key === undefined || method === "" || own(map, "use") !== undefined)
    return undefined;
  const schema = mapOf(map, key) ?? {};
  const properties = mapOf(schema, "properties") ?? {};
  const line = textOf(map, "request") ?? "";
  const place = ["GET", "HEAD", "DELETE"].includes(method) ? "query" : "body";
  const names = Object.keys(properties);
  const inPath = names.filter((name) => line.includes(`{${name}}`));
  const rest = names.filter((name) => !inPath.includes(name));
  const required = own(schema, "required");
  const needed = Array.isArray(required) ? required.filter((name: Json) => rest.includes(String(name))) : [];
  const membersOf = (some: readonly string[]): Tree =>
    new Members(some.map((name) => [name, copyOf(pointer, key, "properties", name)]));
  const put: Put[] = [
    ...(inPath.length === 0
      ? []
      : [{ name: "path", value: new Members([["properties", membersOf(inPath)]]), over: key }]),
    ...(rest.length === 0
      ? []
      : [
          {
            name: place,
            value: new Members([
              ["type", place === "body" ? "object" : undefined],
              ["properties", membersOf(rest)],
              ["required", needed.length > 0 ? (needed as Json) : undefined],
              [
                "additionalProperties",
                place === "body" && own(schema, "additionalProperties") === false ? false : undefined,
              ],
            ]),
            over: key,
          },
        ]),
  ];
  const isWhole = Object.keys(schema).every((one) =>
    ["type", "properties", "required", "description", "additionalProperties", "$schema"].includes(one),
  );
  const clear =
    isWhole &&
    put.length > 0 &&
    own(schema, "additionalProperties") !== true &&
    put.every(({ name }) => own(map, name) === undefined) &&
    // Elsewhere `params` is the query, whatever the method.
    (place !== "body" || rest.length === 0 || !/^(params|parameters|args)$/.test(key)) &&
    (required === undefined ||
      (Array.isArray(required) && required.every((name) => names.includes(String(name)))));
  return {
    member: key,
    what: `\`${key}\` is how a tool is described to a model; here the place in the request is said: path, query, header or body.`,
    how: `write ${put.map(({ name }) => `${name}: { properties: … }`).join(", ")}`,
    changes: clear ? [{ holder: pointer, put }] : undefined,
    claims: [key, ...put.map(({ name }) => name)].map((one) => under(pointer, one)),
  };
}

const placeNames: Readonly<Record<string, string>> = {
  pathParams: "path",
  path_params: "path",
  pathParameters: "path",
  path_parameters: "path",
  urlParams: "path",
  queryParams: "query",
  query_params: "query",
  queryParameters: "query",
  query_parameters: "query",
  queryString: "query",
  query_string: "query",
  headerParams: "header",
  header_params: "header",
  headerParameters: "header",
};

/** The place of parameters under another name; what stands there is judged as what it is then. */
export function placeWords({ pointer, value }: Looked): readonly Habit[] {
  const map = mapOf(value) ?? {};
  return Object.keys(map).flatMap((key): Habit[] => {
    const place = own(placeNames, key);
    const held = own(map, key);
    if (place === undefined || typeof held !== "object" || held === null) return [];
    return [
      {
        member: key,
        what: `\`${key}\` is \`${place}\` here.`,
        how: `write ${place}: { properties: { id: { type: string } } }`,
        meant: own(map, place) === undefined ? copyOf(pointer, key) : undefined,
        named: place,
      },
    ];
  });
}
