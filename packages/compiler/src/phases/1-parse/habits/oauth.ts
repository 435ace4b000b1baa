import { isArray, isObject, type JsonObject, own } from "@specwire/contract";
import type { Change } from "../rewrite/change.ts";
import { Members, type Tree } from "../rewrite/tree.ts";
import {
  copyOf,
  distinct,
  type Habit,
  isSwitch,
  isText,
  keyOf,
  type Looked,
  mapOf,
  namesIn,
  textOf,
  under,
} from "./habit.ts";

/** Scopes as a list or a text, in place of a map with their meanings. */
export function scopesInPlace({ pointer, value }: Looked): Habit | undefined {
  const list = typeof value === "string" ? namesIn(value) : isArray(value) ? value : undefined;
  if (list === undefined || list.length === 0) return undefined;
  const pairs = list.map((one, index): readonly [string, Tree] | undefined => {
    if (typeof one === "string") {
      const [, scope, words] = /^(\S+?):\s+(\S.*)$/.exec(one) ?? [];
      return scope !== undefined && words !== undefined ? [scope, words] : [one, one];
    }
    const key = keyOf(mapOf(one), "name scope id value", isText);
    const text = keyOf(mapOf(one), "description summary label title meaning", isText);
    const scope = key === undefined ? undefined : textOf(one, key);
    if (scope !== undefined) return [scope, text === undefined ? scope : copyOf(pointer, index, text)];
    const members = isObject(one) ? Object.entries(one) : [];
    const [[name, held] = []] = members;
    return members.length === 1 && name !== undefined && typeof held === "string"
      ? [name, copyOf(pointer, index, name)]
      : undefined;
  });
  return {
    what: "`scopes` of a scheme is a map from each scope to what it lets an agent do.",
    how: `write scopes: { "${typeof list[0] === "string" ? list[0] : "cards:read"}": Read cards }`,
    meant: distinct(pairs),
  };
}

const requestParameters = new Set([
  "access_type",
  "prompt",
  "duration",
  "response_mode",
  "approval_prompt",
  "include_granted_scopes",
  "login_hint",
  "owner",
  "user_scope",
  "display",
  "force_verify",
  "token_access_type",
]);
const deviations = new Set([
  "scopeSeparator",
  "authParamNames",
  "responseType",
  "nonce",
  "redirectParamNames",
  "tokenRequestFormat",
  "tokenParamNames",
  "extraTokenParams",
  "extraExchangeParams",
  "extraRefreshParams",
  "tokenHeaders",
  "basicCredentials",
  "tokenResponseFormat",
  "tokenTypes",
  "tokenResponse",
  "success",
  "errorCodes",
  "expiresIn",
  "keep",
  "refresh",
]);

/** What belongs a level deeper in an oauth2 scheme: parameters of requests, and deviations. */
export function oauthLevel({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || map.type !== "oauth2") return undefined;
  const several = Object.keys(map).filter((one) => deviations.has(one));
  if (several.length > 1) return deviationsTogether(pointer, map, several);
  const key = Object.keys(map).find(
    (one) => requestParameters.has(one) || deviations.has(one) || one === "audience" || one === "resource",
  );
  if (key === undefined) return undefined;
  if (key === "responseType" && map[key] === "code")
    return {
      member: key,
      what: "`response_type` is `code` by itself.",
      how: "leave it out.",
      changes: [{ holder: pointer, remove: [key] }],
    };
  const isParameter = requestParameters.has(key);
  const isTarget = key === "audience" || key === "resource";
  const toConsent = isParameter || (isTarget && map.grant !== "client_credentials");
  const path = toConsent
    ? ["extraAuthParams"]
    : isTarget
      ? ["deviations", "extraTokenParams"]
      : ["deviations"];
  const found = own(map, key);
  return {
    member: key,
    what: toConsent
      ? `\`${key}\` is a parameter of the authorization request.`
      : isTarget
        ? `\`${key}\` is a parameter of token requests.`
        : `\`${key}\` is a deviation.`,
    how: `write ${path.join(": { ")}: { ${key}: … }${path.length > 1 ? " }" : ""}`,
    changes:
      (isParameter || isTarget) && typeof found !== "string" ? undefined : intoMap(pointer, map, key, path),
  };
}

function deviationsTogether(pointer: string, map: JsonObject, keys: readonly string[]): Habit {
  const inside = own(map, "deviations");
  const put = keys.map((key) => ({ name: key, value: copyOf(pointer, key) }));
  const members = new Members(put.map(({ name, value }) => [name, value]));
  const clear = isObject(inside)
    ? Object.keys(inside).length > 0 && keys.every((key) => own(inside, key) === undefined)
    : inside === undefined;
  return {
    member: keys[0] ?? "",
    what: `${keys.map((key) => `\`${key}\``).join(", ")} are deviations.`,
    how: `write deviations: { ${keys.map((key) => `${key}: …`).join(", ")} }`,
    changes: !clear
      ? undefined
      : inside === undefined
        ? [
            {
              holder: pointer,
              remove: keys.slice(1),
              put: [{ name: "deviations", value: members, over: keys[0] ?? "" }],
            },
          ]
        : [
            { holder: pointer, remove: keys },
            { holder: under(pointer, "deviations"), put },
          ],
    claims: keys.map((key) => under(pointer, key)),
  };
}

const rotations =
  /^(refresh_?tokens?_?rotation|rotates?_?refresh_?tokens?|rotating_?refresh_?tokens?|refresh_?tokens?_?rotates?|rotates?|rotation)$/i;

/** Whether refresh tokens rotate, in other words and a level too high. */
export function rotation({ pointer, value, rule }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = Object.keys(map ?? {}).find((one) => rotations.test(one));
  if (map === undefined || key === undefined || typeof own(map, key) !== "boolean") return undefined;
  const isInside = rule.definition === "deviations";
  const outer = isInside ? map : mapOf(map, "deviations");
  const at = isInside ? pointer : under(pointer, "deviations");
  const said = new Members([["rotates", own(map, key)]]);
  const clear =
    outer === undefined ? own(map, "deviations") === undefined : own(outer, "refresh") === undefined;
  const put = { name: "refresh", value: said };
  return {
    member: key,
    what: "Whether refresh tokens rotate is a deviation.",
    how: `write deviations: { refresh: { rotates: ${String(own(map, key))} } }`,
    changes: !clear
      ? undefined
      : isInside
        ? [{ holder: pointer, put: [{ ...put, over: key }] }]
        : outer === undefined
          ? [
              {
                holder: pointer,
                put: [{ name: "deviations", value: new Members([["refresh", said]]), over: key }],
              },
            ]
          : Object.keys(outer).length === 0
            ? undefined
            : [
                { holder: pointer, remove: [key] },
                { holder: at, put: [put] },
              ],
  };
}

/** The change that moves a member into maps below its own, which may not be there yet. */
export function intoMap(
  pointer: string,
  map: JsonObject,
  key: string,
  path: readonly string[],
): Change[] | undefined {
  const [first = "", ...rest] = path;
  const copy = copyOf(pointer, key);
  const around = (names: readonly string[]): Tree =>
    names.reduceRight<Tree>((tree, name) => new Members([[name, tree]]), copy);
  const outer = mapOf(map, first);
  if (outer === undefined)
    return own(map, first) === undefined
      ? [{ holder: pointer, put: [{ name: first, value: around([...rest, key]), over: key }] }]
      : undefined;
  const [second] = rest;
  const middle = second === undefined ? undefined : mapOf(outer, second);
  const holder = middle === undefined ? under(pointer, first) : under(pointer, first, second ?? "");
  const names = middle === undefined ? [...rest, key] : [key];
  const target = middle ?? outer;
  const [name = key, ...inner] = names;
  if (own(target, name) !== undefined || Object.keys(target).length === 0) return undefined;
  return [
    { holder: pointer, remove: [key] },
    { holder, put: [{ name, value: around(inner) }] },
  ];
}

/** A list of grants of which one is what is meant. */
export function grantList({ value }: Looked): Habit | undefined {
  if (!isArray(value)) return undefined;
  const grants = value.filter((one) => one !== "refresh_token");
  const [grant] = grants;
  const certain = grants.length === 1 && typeof grant === "string";
  return {
    what: "`grant` is one word; tokens are refreshed wherever there is a refresh token.",
    how: `write grant: ${typeof grant === "string" ? grant : "authorization_code"}`,
    meant: certain ? grant : undefined,
  };
}

/** A number of seconds, or whether tokens rotate, in place of the map that says so. */
export function deviationMaps({ value, name }: Looked): Habit | undefined {
  const meant: Tree | undefined =
    name === "expiresIn" && typeof value === "number" ? new Members([["default", value]]) : undefined;
  if (meant === undefined && !(name === "refresh" && typeof value === "boolean")) return undefined;
  return {
    what:
      name === "refresh"
        ? "Tokens are refreshed by themselves; `refresh` is a map of how."
        : "`expiresIn` is a map.",
    how:
      name === "refresh"
        ? "leave it out, or write refresh: { rotates: true } where each refresh brings a new refresh token."
        : `write expiresIn: { default: ${String(value)} }`,
    meant,
  };
}

const separators: Readonly<Record<string, string>> = {
  comma: ",",
  space: " ",
  blank: " ",
  plus: "+",
  semicolon: ";",
};

export function separatorWord({ value }: Looked): Habit | undefined {
  const meant =
    typeof value === "string" && Object.hasOwn(separators, value.toLowerCase())
      ? separators[value.toLowerCase()]
      : undefined;
  if (meant === undefined) return undefined;
  return {
    on: "value",
    what: "`scopeSeparator` is the character itself.",
    how: `write scopeSeparator: ${JSON.stringify(meant)}`,
    meant,
  };
}

/** PKCE in words; S256 is the method. */
export function pkceWord({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const method =
    map === undefined ? value : (own(map, "method") ?? own(map, "code_challenge_method") ?? "S256");
  const isOn = map === undefined || own(map, "enabled") === undefined || own(map, "enabled") === true;
  const known = Object.keys(map ?? {}).every((key) =>
    /^(enabled|required|method|code_challenge_method)$/.test(key),
  );
  if (typeof method !== "string" || !/^(s256|required|enabled|optional|yes|on)$/i.test(method) || !known)
    return undefined;
  return {
    on: "value",
    what: "`pkce` is true or false; the method is S256.",
    how: "write pkce: true",
    meant: isOn ? true : undefined,
  };
}

/** PKCE said by what is not done. */
export function pkceDenied({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(
    map,
    "disablePkce disable_pkce disablePKCE pkceDisabled pkce_disabled noPkce no_pkce skipPkce skip_pkce withoutPkce",
    isSwitch,
  );
  if (map === undefined || key === undefined) return undefined;
  const isOff = own(map, key) === true;
  return {
    member: key,
    what: "Whether the code exchange is protected is `pkce`.",
    how: isOff ? "write pkce: false, and why in `reason`; or leave it out, which is safer." : "leave it out.",
    changes:
      own(map, "pkce") !== undefined
        ? undefined
        : isOff
          ? [{ holder: pointer, put: [{ name: "pkce", value: false, over: key }] }]
          : [{ holder: pointer, remove: [key] }],
    claims: [under(pointer, key)],
  };
}

const urlNames: Readonly<Record<string, string>> = {
  authorize: "authorizationUrl",
  authorization: "authorizationUrl",
  auth: "authorizationUrl",
  consent: "authorizationUrl",
  token: "tokenUrl",
  access_token: "tokenUrl",
  accessToken: "tokenUrl",
  refresh: "refreshUrl",
  revoke: "revocationUrl",
  revocation: "revocationUrl",
  authorizationUrl: "authorizationUrl",
  tokenUrl: "tokenUrl",
  refreshUrl: "refreshUrl",
  revocationUrl: "revocationUrl",
};

/** The URLs of an oauth2 scheme in a map of their own. */
export function urlsInside({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "urls endpoints url uris", isObject);
  const inner = mapOf(map, key ?? "");
  if (map === undefined || map.type !== "oauth2" || key === undefined || inner === undefined)
    return undefined;
  const pairs = Object.keys(inner).map((name) => [name, own(urlNames, name)] as const);
  const put = pairs.map(([name, meant]) => ({
    name: meant ?? name,
    value: copyOf(pointer, key, name),
    over: key,
  }));
  const clear =
    pairs.every(([, meant]) => meant !== undefined && own(map, meant) === undefined) &&
    new Set(pairs.map(([, meant]) => meant)).size === pairs.length;
  return {
    member: key,
    what: "The URLs of a scheme stand beside its `type`.",
    how: "write authorizationUrl: and tokenUrl: with what stands inside.",
    changes: clear ? [{ holder: pointer, put }] : undefined,
    claims: [under(pointer, key), under(pointer, "authorizationUrl"), under(pointer, "tokenUrl")],
  };
}

/** A URL with parameters beside it, as a map. */
export function urlMap({ spec, pointer, value, name, holder }: Looked): Habit | undefined {
  const map = mapOf(value);
  const url = textOf(map, "url");
  if (map === undefined || url === undefined) return undefined;
  const scheme = mapOf(spec.valueAt(holder)) ?? {};
  const [params, ...others] = Object.keys(map).filter((key) => key !== "url");
  const isKnown =
    params === undefined ||
    (name === "authorizationUrl" && /^(params|query|parameters|extraParams)$/.test(params));
  const put = [
    { name, value: copyOf(pointer, "url"), over: name },
    ...(params === undefined
      ? []
      : [{ name: "extraAuthParams", value: copyOf(pointer, params), over: name }]),
  ];
  const clear =
    isKnown && others.length === 0 && (params === undefined || own(scheme, "extraAuthParams") === undefined);
  return {
    what: `\`${name}\` is the URL itself${params === undefined ? "" : "; parameters of the authorization request are `extraAuthParams`"}.`,
    how: `write ${name}: ${url}`,
    changes: clear ? [{ holder, put }] : undefined,
    claims: [pointer],
  };
}
