import { isArray, type Json, own } from "@specwire/contract";
import { type Habit, isText, keyOf, type Looked, mapOf, namesIn } from "./habit.ts";

/** OpenAPI's requirements with scopes: the scopes of an operation stand in `scopes`. */
export function requirementWithScopes({ spec, pointer, value, holder }: Looked): Habit | undefined {
  if (!isArray(value) || holder === "") return undefined;
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const maps = value.map((one) => mapOf(one));
  const some = maps.findIndex(
    (one) => one !== undefined && Object.values(one).some((list) => isArray(list) && list.length > 0),
  );
  const [only] = maps;
  if (some === -1) return undefined;
  const names = Object.keys(only ?? {});
  const list = names.length === 1 ? own(only ?? {}, names[0] ?? "") : undefined;
  const scopes = isArray(list) ? list : [];
  const clear =
    maps.length === 1 &&
    names.length === 1 &&
    own(operation, "scopes") === undefined &&
    !isArray(own(mapOf(spec.data) ?? {}, "auth"));
  const wanted = scopes.length === 1 ? scopes : [scopes];
  return {
    member: some,
    what: "`security` names schemes; the scopes that an operation needs stand in its `scopes`.",
    how: `write scopes: ${JSON.stringify(wanted).replaceAll('"', "")}`,
    changes:
      clear && scopes.length > 0
        ? [{ holder, put: [{ name: "scopes", value: wanted as Json, over: "security" }] }]
        : undefined,
    claims: [pointer],
  };
}

/** A scope, or several in a text, where a list of alternatives is wanted. */
export function scopeText({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "scope scopes requiredScopes required_scopes oauthScopes", isText);
  if (map === undefined || key === undefined) return undefined;
  const words = namesIn(String(map[key]));
  const taken = key !== "scopes" && own(map, "scopes") !== undefined;
  // Several in one text are needed together, as in a request.
  const list: Json = words.length === 1 ? words : [words];
  return {
    member: key,
    what: "`scopes` is a list of alternatives, each a scope or a list of scopes needed together.",
    how: `write scopes: ${JSON.stringify(list).replaceAll('"', "").replaceAll(",", ", ")}`,
    meant: taken || words.length !== 1 ? undefined : list,
    named: "scopes",
  };
}

/** `[channels: read]`: the blank makes a map of a scope. */
export function scopeMaps({ value }: Looked): Habit | undefined {
  const [[name, text] = [], ...others] = Object.entries(mapOf(value) ?? {});
  if (name === undefined || typeof text !== "string" || others.length > 0) return undefined;
  return {
    what: "A blank after a colon makes a map of a scope.",
    how: `write ${name}:${text}`,
    meant: `${name}:${text}`,
  };
}
