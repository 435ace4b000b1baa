import { isArray, isObject, own } from "@specwire/contract";
import { schema as format } from "../../../../gen/validate-connector.js";
import { Members, type Tree } from "../rewrite/tree.ts";
import type { FormatSchema } from "../schema-at.ts";
import { copyOf, distinct, type Habit, isText, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

const oauth2 = Object.keys((format as FormatSchema).$defs?.oauth2?.properties ?? {});

/** What stands beside `deviations`, or inside of one of them, among the deviations. */
export function notADeviation({ pointer, value, holder, spec, rule }: Looked): Habit | undefined {
  const map = mapOf(value);
  const scheme = mapOf(spec.valueAt(holder)) ?? {};
  const known = Object.keys(rule.schema.properties ?? {});
  const unknown = Object.keys(map ?? {}).filter((key) => !known.includes(key));
  const up = unknown.find((key) => oauth2.includes(key));
  if (map === undefined) return undefined;
  if (up !== undefined) {
    const removed =
      Object.keys(map).length === 1 ? { holder, remove: ["deviations"] } : { holder: pointer, remove: [up] };
    return {
      member: up,
      what: `\`${up}\` is no deviation: it stands beside them.`,
      how: "indent it less.",
      changes:
        own(scheme, up) === undefined
          ? [removed, { holder, put: [{ name: up, value: copyOf(pointer, up) }] }]
          : undefined,
    };
  }
  const target = unknown.find(
    (key) => (key === "audience" || key === "resource") && isText(own(map, key) ?? null),
  );
  if (target === undefined) return undefined;
  const free = own(map, "extraTokenParams") === undefined;
  return {
    member: target,
    what: `\`${target}\` is a parameter of token requests.`,
    how: `write extraTokenParams: { ${target}: ${textOf(map, target)} }`,
    meant: free ? new Members([[target, copyOf(pointer, target)]]) : undefined,
    named: "extraTokenParams",
  };
}

/** Parameters as a list of names and values, or as a query. */
export function parameterPairs({ pointer, value, name }: Looked): Habit | undefined {
  const pairs =
    typeof value === "string"
      ? value.split("&").map((one): readonly [string, Tree] | undefined => {
          const [, key, text] = /^([\w.-]+)=([^%+]*)$/.exec(one) ?? [];
          return key === undefined || text === undefined ? undefined : [key, text];
        })
      : isArray(value)
        ? value.map((one, index): readonly [string, Tree] | undefined => {
            const key = textOf(one, "name") ?? textOf(one, "key");
            const members = Object.keys(mapOf(one) ?? {});
            if (key !== undefined)
              return textOf(one, "value") === undefined ? undefined : [key, copyOf(pointer, index, "value")];
            const [only] = members;
            return members.length === 1 && only !== undefined
              ? [only, copyOf(pointer, index, only)]
              : undefined;
          })
        : [];
  if (pairs.length === 0) return undefined;
  return {
    what: `\`${name}\` is a map from a parameter to its value.`,
    how: `write ${name}: { ${pairs[0]?.[0] ?? "audience"}: … }`,
    meant: distinct(pairs),
  };
}

/** How refresh tokens behave, in a word or under another key. */
export function refreshWords({ value, pointer }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "rotating rotate rotation rotated", (one) => typeof one === "boolean");
  const isWord = typeof value === "string" && /^rotat(es|ing|ion|e)$/i.test(value);
  if (!isWord && key === undefined) return undefined;
  const said = {
    what: "Whether refresh tokens rotate is `rotates`.",
    how: "write refresh: { rotates: true }",
  };
  if (key === undefined) return { ...said, meant: new Members([["rotates", true]]) };
  const free = map !== undefined && own(map, "rotates") === undefined;
  return { ...said, member: key, meant: free ? copyOf(pointer, key) : undefined, named: "rotates" };
}

/** What a scope means, in a map of its own, or not said at all. */
export function scopeMeanings({ pointer, value }: Looked): readonly Habit[] {
  return Object.entries(mapOf(value) ?? {}).flatMap(([scope, held]): Habit[] => {
    const key = keyOf(mapOf(held), "description summary label title", isText);
    if (held !== null && key === undefined) return [];
    const alone = held === null || Object.keys(mapOf(held) ?? {}).length === 1;
    return [
      {
        member: scope,
        what: "A scope has what it lets an agent do, as a text.",
        how: `write ${JSON.stringify(scope)}: Read cards`,
        meant: alone ? (key === undefined ? scope : copyOf(pointer, scope, key)) : undefined,
        claims: [under(pointer, scope)],
      },
    ];
  });
}

/** A scheme in a map of its own, several in one text, or in words for what they are to each other. */
export function schemesNeeded({ value, pointer }: Looked): Habit | undefined {
  const what =
    "`security` is a list of alternatives, each the id of a scheme or a list of ids needed together.";
  const any = keyOf(mapOf(value), "anyOf oneOf any or", isArray);
  const all = keyOf(mapOf(value), "allOf all and", isArray);
  const [key, ...others] = Object.keys(mapOf(value) ?? {});
  if (key !== undefined && others.length === 0 && (any ?? all) === key)
    return {
      what,
      how: any === undefined ? "write security: [[first, second]]" : "write security: with the list itself.",
      meant: any === undefined ? [own(mapOf(value) ?? {}, key) ?? null] : copyOf(pointer, key),
    };
  return undefined;
}

/** One alternative of `security` as a map, or as a text of several. */
export function alternative({ value }: Looked): Habit | undefined {
  const [key, ...others] = Object.keys(mapOf(value) ?? {});
  const id =
    key !== undefined && /^(scheme|id|name|type)$/.test(key) && others.length === 0
      ? textOf(value, key)
      : undefined;
  const joined = typeof value === "string" ? value.split(/\s*(?:\+|&&?|\band\b)\s*/) : [];
  const ids = joined.length > 1 && joined.every((one) => /^[a-z][a-z0-9_-]*$/.test(one)) ? joined : undefined;
  const meant = id ?? ids;
  if (meant === undefined) return undefined;
  return {
    what: "An alternative is the id of a scheme, or a list of ids needed together.",
    how: `write ${typeof meant === "string" ? meant : `[${meant.join(", ")}]`}`,
    meant,
  };
}

/** The values of a variable with their labels, or by label. */
export function variableValues({ value }: Looked): Habit | undefined {
  const list = isArray(value)
    ? value.map((one) => (isObject(one) ? (textOf(one, "value") ?? textOf(one, "id")) : one))
    : Object.keys(mapOf(value) ?? {});
  const texts = list.every((one) => typeof one === "string");
  if (list.length === 0 || (isArray(value) && value.every((one) => !isObject(one)))) return undefined;
  return {
    what: "`enum` of a variable lists its values alone.",
    how: `write enum: [${list.filter((one) => typeof one === "string").join(", ")}]`,
    meant: texts ? list : undefined,
  };
}
