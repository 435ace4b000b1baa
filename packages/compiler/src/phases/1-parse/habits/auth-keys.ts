import { isObject, own } from "@specwire/contract";
import { Items, Members } from "../rewrite/tree.ts";
import { idOf } from "./auth.ts";
import { copyOf, type Habit, isText, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

/** `header: Authorization` with `scheme: Bearer`, in the place of `name` and `prefix`. */
export function headerAndScheme({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const scheme = textOf(map, "scheme") ?? textOf(map, "tokenPrefix") ?? textOf(map, "headerPrefix");
  if (map === undefined || scheme === undefined || !/^[A-Za-z]+ ?$/.test(scheme)) return undefined;
  if (!["bearer_token", "oauth2", "api_key"].includes(textOf(map, "type") ?? "")) return undefined;
  const key = keyOf(map, "scheme tokenPrefix headerPrefix") ?? "scheme";
  const isDefault = /^bearer ?$/i.test(scheme) && map.type !== "api_key";
  const header = textOf(map, "header");
  const remove = [
    ...(isDefault ? [key] : []),
    ...(header === "Authorization" && map.type !== "api_key" ? ["header"] : []),
  ];
  const prefix = `${scheme.trim()} `;
  return {
    member: key,
    what: isDefault
      ? "A bearer token goes into `Authorization` after `Bearer ` by itself."
      : "What stands before a credential is `prefix`, its blank included.",
    how: isDefault ? `leave \`${key}\` out.` : `write prefix: ${JSON.stringify(prefix)}`,
    changes:
      own(map, "prefix") === undefined
        ? [{ holder: pointer, remove, put: isDefault ? [] : [{ name: "prefix", value: prefix, over: key }] }]
        : undefined,
    claims: [under(pointer, key), ...remove.map((one) => under(pointer, one))],
  };
}

/** Keys by id in place of a list of keys. */
export function keysByName({ pointer, value }: Looked): Habit | undefined {
  if (
    !isObject(value) ||
    Object.keys(value).length === 0 ||
    !Object.values(value).every((one) => isObject(one))
  )
    return undefined;
  const keys = Object.entries(value).map(
    ([name, one]) =>
      new Members([
        ["id", own(mapOf(one) ?? {}, "id") === undefined ? idOf(name) : undefined],
        ...Object.keys(mapOf(one) ?? {}).map((key) => [key, copyOf(pointer, name, key)] as const),
      ]),
  );
  return {
    what: "`keys` is a list, each key with its `id`.",
    how: `write keys: [{ id: ${idOf(Object.keys(value)[0] ?? "key")}, in: header, name: X-Api-Key }]`,
    meant: new Items(keys),
  };
}

/** A whole header line in the place of a header's name. */
export function headerLine({ spec, value, holder, name }: Looked): Habit | undefined {
  const [, header, prefix] =
    /^([\w-]+):\s*(\w+ )?(?:\{\{?[\w .-]+\}\}?|<[\w .-]+>|\$\{?\w+\}?|%\w+%?|\w*(?:key|token)\w*)?$/i.exec(
      typeof value === "string" ? value : "",
    ) ?? [];
  if (header === undefined) return undefined;
  const scheme = mapOf(spec.valueAt(holder)) ?? {};
  const stated = own(scheme, "prefix");
  const clear = stated === undefined || stated === (prefix ?? "");
  // What the type itself would put before the credential, which the line does not have.
  const usual = textOf(scheme, "type") === "api_key" || scheme.type === undefined ? "" : "Bearer ";
  const shown = prefix ?? "";
  const more =
    stated === undefined && (prefix !== undefined || shown !== usual)
      ? [{ name: "prefix", value: shown, over: name }]
      : [];
  return {
    on: "value",
    wanted: "a header's name",
    how: `write ${name}: ${header}${more.length > 0 ? ` and prefix: ${JSON.stringify(shown)}` : ""}; the credential follows by itself.`,
    changes: clear ? [{ holder, put: [{ name, value: header, over: name }, ...more] }] : undefined,
  };
}

/** `header: X-Key` or `query: key` in place of `in` and `name`. */
export function placeAsKey({ pointer, value, rule }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "header query cookie headerName queryParam header_name query_param", isText);
  if (
    map === undefined ||
    key === undefined ||
    (map.type !== "api_key" && rule.definition !== "key") ||
    own(map, "in") !== undefined ||
    own(map, "name") !== undefined
  )
    return undefined;
  const place = /^h/.test(key) ? "header" : /^q/.test(key) ? "query" : "cookie";
  const name = textOf(map, key) ?? "";
  return {
    member: key,
    what: "Where a key goes is said by `in` and `name`.",
    how: `write in: ${place}, name: ${name}`,
    changes: /^[\w.-]+$/.test(name)
      ? [
          {
            holder: pointer,
            put: [
              { name: "in", value: place, over: key },
              { name: "name", value: name, over: key },
            ],
          },
        ]
      : undefined,
    claims: [under(pointer, key), under(pointer, "in"), under(pointer, "name")],
  };
}
