import { isArray, isObject, type Json, type JsonPointer, own } from "@specwire/contract";
import { schema as format } from "../../../../gen/validate-connector.js";
import { kebabCase } from "../formats.ts";
import type { Change, Put } from "../rewrite/change.ts";
import { Items, Members } from "../rewrite/tree.ts";
import { copyOf, distinct, type Habit, isText, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";
import { operationIdOf } from "./operations.ts";

const known = Object.keys(format.properties ?? {});

/** Operations that slipped out of `operations`, to the top. */
export function operationsAtTop({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const operations = mapOf(map, "operations");
  if (map === undefined || operations === undefined || Object.keys(operations).length === 0) return undefined;
  const found = Object.keys(map).filter((key) => {
    const one = mapOf(map, key);
    const says =
      ["request", "use"].some((name) => textOf(one, name) !== undefined) ||
      textOf(one, "method") !== undefined;
    return !known.includes(key) && says && operationIdOf(key) !== undefined;
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const put = found.map((key): Put => ({ name: key, value: copyOf("", key) }));
  return {
    at: under("", first),
    what: `${found.map((key) => `\`${key}\``).join(", ")} ${found.length === 1 ? "is an operation" : "are operations"} and ${found.length === 1 ? "belongs" : "belong"} into \`operations\`.`,
    how: "indent it as the others are.",
    changes: found.every((key) => own(operations, key) === undefined)
      ? [
          { holder: "", remove: found },
          { holder: "/operations", put },
        ]
      : undefined,
    claims: found.map((key) => under("", key)),
  };
}

/** Keys without an id, which the format needs to tell them apart: what their headers are called names them. */
export function keysWithoutId({ pointer, value }: Looked): readonly Habit[] {
  if (!isArray(value)) return [];
  const ids = value.map((one) => textOf(one, "id") ?? idOfKey(textOf(one, "name") ?? ""));
  return value.flatMap((one, index): Habit[] => {
    const map = mapOf(one);
    const id = ids[index];
    const [first] = Object.keys(map ?? {});
    if (map === undefined || first === undefined || id === undefined || own(map, "id") !== undefined)
      return [];
    const at = under(pointer, index);
    return [
      {
        at,
        what: "Each key has an `id`, which names it where it is asked for.",
        how: `write id: ${id}`,
        changes:
          ids.filter((other) => other === id).length === 1
            ? [
                {
                  holder: at,
                  put: [
                    { name: "id", value: id, over: first },
                    { name: first, value: copyOf(at, first), over: first },
                  ],
                },
              ]
            : undefined,
        claims: [under(at, "id")],
      },
    ];
  });
}

function idOfKey(name: string): string | undefined {
  const id = kebabCase(name.replace(/^x-/i, ""));
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) ? id : undefined;
}

/** The API's codes with ours as a list of pairs, in place of a map. */
export function codeList({ value }: Looked): Habit | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const pairs = value.map((one): readonly [string, string] | undefined => {
    const members = Object.entries(mapOf(one) ?? {});
    const texts = isArray(one)
      ? one
      : members.length === 1
        ? members.flat()
        : members.map(([, text]) => text);
    const ours = texts.find((text) => typeof text === "string" && ourCode.test(text));
    const [from, ...others] = texts.filter((text) => text !== ours);
    return typeof ours === "string" && typeof from === "string" && others.length === 0
      ? [from, ours]
      : undefined;
  });
  return {
    what: "`map` is a map from the API's code to ours, not a list.",
    how: `write map: { ${pairs[0]?.join(": ") ?? "invalid_auth: AUTH_REQUIRED"} }`,
    meant: distinct(pairs),
  };
}

const ourCode =
  /^(API_ERROR|NOT_FOUND|CONFLICT|INVALID_REQUEST|FORBIDDEN|SERVER_ERROR|AUTH_REQUIRED|REAUTH_REQUIRED|SCOPE_REQUIRED|RATE_LIMITED)$/;

/** A variable's value, its choices, or nothing, in place of where the value comes from. */
export function variableValue({ spec, value, name }: Looked): Habit | undefined {
  const texts = isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
  const isValue = typeof value === "string" && /^[\w.-]+$/.test(value);
  if (typeof value !== "string" && !texts && value !== null) return undefined;
  // With OAuth, it may be told by the token response as well.
  const auth = own(mapOf(spec.data) ?? {}, "auth");
  const isTold = JSON.stringify(auth ?? null).includes('"oauth2"');
  const isAsked = value === null || (typeof value === "string" && /^user$/i.test(value));
  const isWord = [value].flat().some((one) => one !== null && noValue.test(one));
  const member = isAsked || isWord ? undefined : texts ? "enum" : isValue ? "default" : undefined;
  // A default in a host is where credentials go unasked: only its author may say that.
  const clear = member === "default" ? !isInHost(spec.data, name) : isAsked || member === "enum";
  return {
    on: "value",
    what: "A variable says where its value comes from: `from` is user, tokenResponse or redirect.",
    how: `write ${name}: { from: user${member === undefined ? "" : `, ${member}: ${texts ? `[${value.join(", ")}]` : String(value)}`} }${member === "default" && !clear ? ", without the default where each account has its own." : ""}`,
    meant:
      !isTold && clear
        ? new Members([["from", "user"], ...(member === undefined ? [] : [[member, value] as const])])
        : undefined,
  };
}

// Words of sources, kinds and types, and what stands for a value that is not known yet.
const noValue =
  /^(user|input|prompt|env|environment|config|setting|tokenResponse|redirect|callback|string|text|str|required|optional|true|false|any|none|label|name|domain|host(name)?|sub-?domain|origin|url|uri|uuid|id|slug|number|integer|example|placeholder|change-?me|value|todo|tbd|x+|(your|my|the|some)[-_.].*|.*[-_.](here|name|id)|example[-_.].*)$/i;

/** Whether a URL of the spec has the variable before its path, as far as any has it. */
export function isInHost(data: Json, name: string): boolean {
  const { operations: _, variables: __, ...rest } = mapOf(data) ?? {};
  const uses = usesOf(rest, "", `{${name}}`);
  return (
    uses.length === 0 ||
    uses.some(({ text }) => (text.split("://").at(-1) ?? "").split(/[/?#]/)[0]?.includes(`{${name}}`))
  );
}

/** `source: user` in place of `from`. */
export function variableSource({ value, pointer }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "source valueFrom value_from origin", (one) =>
    /^(user|tokenResponse|redirect)$/.test(String(isObject(one) || isArray(one) ? "" : one)),
  );
  if (map === undefined || key === undefined || own(map, "from") !== undefined) return undefined;
  return {
    member: key,
    what: "A variable says with `from` where its value comes from.",
    how: `write from: ${textOf(map, key)}`,
    meant: copyOf(pointer, key),
    named: "from",
    claims: [under(pointer, key), under(pointer, "from")],
  };
}

/** An account in a map of its own, or a request in place of the operation that makes it. */
export function verifyMap({ spec, pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const account = mapOf(map, "account");
  if (map !== undefined && account !== undefined) {
    const names: Readonly<Record<string, string>> = { id: "accountId", label: "label", name: "label" };
    const put = Object.keys(account).map(
      (key): Put => ({
        name: own(names, key) ?? key,
        value: copyOf(pointer, "account", key),
        over: "account",
      }),
    );
    const known =
      Object.keys(account).every((key) => own(names, key) !== undefined) &&
      new Set(put.map(({ name }) => name)).size === put.length;
    return {
      member: "account",
      what: "Where an answer names the account stands beside `operation`.",
      how: "write accountId: /id and label: /name",
      changes:
        known && put.every(({ name }) => own(map, name) === undefined)
          ? [{ holder: pointer, put }]
          : undefined,
    };
  }
  const key = keyOf(map, "path url endpoint request", isText);
  if (map === undefined || key === undefined || own(map, "operation") !== undefined) return undefined;
  const path = (textOf(map, key) ?? "").replace(/^[A-Z]+ /, "");
  const method = textOf(map, "method") ?? "GET";
  const operations = mapOf(mapOf(spec.data), "operations") ?? {};
  const ids = Object.keys(operations).filter(
    (id) => textOf(operations[id], "request") === `${method} ${path}`,
  );
  const [id, ...others] = ids;
  return {
    member: key,
    what: "`verify` names an operation by its id.",
    how:
      id === undefined
        ? "add the operation to `operations`, and name it by its id."
        : `write operation: ${id}`,
    changes:
      id === undefined || others.length > 0
        ? undefined
        : [
            {
              holder: pointer,
              remove: own(map, "method") === undefined ? [] : ["method"],
              put: [{ name: "operation", value: id, over: key }],
            },
          ],
    claims: [under(pointer, key), under(pointer, "operation"), under(pointer, "method")],
  };
}

/** Names of variables with other characters; what names them is renamed with them. */
export function variableNames({ spec, pointer, value }: Looked): readonly Habit[] {
  if (!isObject(value)) return [];
  return Object.keys(value)
    .filter((name) => !/^[A-Za-z]\w*$/.test(name))
    .map((name): Habit => {
      const meant = name.replaceAll(/[^\w]+/g, "_");
      const { operations: _, variables, ...rest } = mapOf(spec.data) ?? {};
      const uses = usesOf(rest, "", `{${name}}`);
      const changes: Change[] = [
        { holder: pointer, put: [{ name: meant, value: copyOf(pointer, name), over: name }] },
        ...uses.map(({ holder, member, text }) => ({
          holder,
          put: [{ name: member, value: text.replaceAll(`{${name}}`, `{${meant}}`), over: member }],
        })),
      ];
      return {
        member: name,
        wanted: "the name of a variable",
        how: `write ${meant}, and {${meant}} where it is used.`,
        changes: /^[A-Za-z]\w*$/.test(meant) && own(value, meant) === undefined ? changes : undefined,
        claims: uses.map(({ holder, member }) => under(holder, member)),
        names: [under(pointer, name)],
      };
    });
}

function usesOf(
  value: Json,
  holder: JsonPointer,
  written: string,
): readonly { readonly holder: JsonPointer; readonly member: string; readonly text: string }[] {
  const entries = isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  return [...entries].flatMap(([key, one]) =>
    typeof one === "string"
      ? one.includes(written)
        ? [{ holder, member: String(key), text: one }]
        : []
      : usesOf(one, under(holder, key), written),
  );
}

/** Statuses in place of rules. */
export function unchangedRules({ pointer, value }: Looked): Habit | undefined {
  const isStatus = (one: Json | undefined) =>
    !isObject(one) && !isArray(one) && /^[1-5]\d\d$/.test(String(one));
  const list = isArray(value) ? value : [value];
  if (list.length === 0 || !list.every((one) => isStatus(one) || mapOf(one) !== undefined)) return undefined;
  if (isArray(value) && value.every((one) => mapOf(one) !== undefined)) return undefined;
  const rules = list.map((one, index) =>
    isStatus(one)
      ? new Members([["status", Number(one)]])
      : isArray(value)
        ? copyOf(pointer, index)
        : copyOf(pointer),
  );
  return {
    what: "`unchanged` is a list of rules, each with the `status` by which the API says that it was so already.",
    how: "write unchanged: [{ status: 409 }]",
    meant: new Items(rules),
  };
}
