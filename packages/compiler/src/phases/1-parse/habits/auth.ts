import { isArray, isObject, type Json, type JsonObject, own } from "@specwire/contract";
import { kebabCase } from "../formats.ts";
import { valueNearMiss } from "../near-misses.ts";
import type { Put } from "../rewrite/change.ts";
import { Items, Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

export const schemeTypes = ["oauth2", "api_key", "bearer_token", "basic", "mutual_tls", "none"];

/** A word in place of a scheme, schemes by name in place of a list, nothing for none. */
export function schemesInPlace({ pointer, value }: Looked): Habit | undefined {
  if (value === null)
    return {
      what: "Nothing stands here: `auth` says which credential the API takes.",
      how: "write auth: { type: bearer_token } or another, and auth: { type: none } for an API that asks for none.",
    };
  if (typeof value === "string") {
    const type = valueNearMiss(value, schemeTypes);
    const whole = type !== undefined && type !== "api_key" && type !== "oauth2";
    return {
      what: `\`auth\` is a map with \`type\`, not a word.`,
      how: `write auth: { type: ${type ?? "bearer_token"} }${whole ? "" : ", with what else the scheme needs"}`,
      meant: whole ? new Members([["type", type]]) : undefined,
    };
  }
  const map = mapOf(value);
  if (map === undefined || Object.keys(map).length === 0) return undefined;
  if (
    ["type", "kind", "auth_mode", "authType", "scheme", "method"].some(
      (key) => textOf(map, key) !== undefined,
    )
  )
    return undefined;
  const schemes = Object.entries(map);
  if (
    schemes.every(
      ([name, one]) => schemeTypes.includes(name) && isObject(one) && own(one, "type") === undefined,
    )
  ) {
    const items = schemes.map(
      ([name, one]) =>
        new Members([
          ["type", name],
          ...Object.keys(mapOf(one) ?? {}).map((key) => [key, copyOf(pointer, name, key)] as const),
        ]),
    );
    const [alone = "", ...more] = items;
    return {
      what: "A scheme says its `type`; several schemes are a list.",
      how: `write auth: ${more.length === 0 ? `{ type: ${schemes[0]?.[0]}, … }` : `[${schemes.map(([name]) => `{ type: ${name} }`).join(", ")}]`}`,
      meant: more.length === 0 ? alone : new Items(items),
    };
  }
  if (!schemes.every(([, one]) => textOf(one, "type") !== undefined)) return undefined;
  const [only] = schemes;
  const openapi = schemes.map(([name, one]) =>
    openapiScheme(under(pointer, name), one, schemes.length === 1 ? undefined : idOf(name)),
  );
  return {
    what: "Several schemes are a list here, each with its `id`; one alone is `auth` itself.",
    how: `write auth: ${schemes.length === 1 ? "{ type: … }" : `[${schemes.map(([name]) => `{ id: ${idOf(name)}, type: … }`).join(", ")}]`}`,
    meant: schemes.every(([, one]) => isUnderstood(one))
      ? schemes.length === 1 && only !== undefined
        ? (openapi[0] ?? "")
        : new Items(openapi.map((one) => one ?? ""))
      : undefined,
  };
}

export function idOf(name: string): string {
  return /^[a-z][a-z0-9_-]*$/.test(name) ? name.replaceAll("_", "-") : kebabCase(name);
}

/** A Security Scheme Object in our words, or a scheme as it stands, with its id. */
function openapiScheme(pointer: string, value: Json, id: string | undefined): Tree {
  const map = mapOf(value) ?? {};
  const type = schemeType(map);
  const flows = mapOf(map, "flows");
  const [flow] = flows === undefined ? [] : Object.keys(flows);
  const inner =
    flow === undefined
      ? []
      : Object.keys(mapOf(flows, flow) ?? {}).map(
          (key) => [key, copyOf(pointer, "flows", flow, key)] as const,
        );
  const rest = Object.keys(map).filter(
    (key) => !["type", "scheme", "bearerFormat", "flows", "flow"].includes(key),
  );
  const kept = rest.filter((key) => key !== "description" || type !== undefined);
  return new Members([
    ["type", type ?? copyOf(pointer, "type")],
    ["id", id],
    [
      "grant",
      grants[flow ?? textOf(map, "flow") ?? ""] === "client_credentials" ? "client_credentials" : undefined,
    ],
    ...kept.filter((key) => key !== "description").map((key) => [key, copyOf(pointer, key)] as const),
    ...inner,
  ]);
}

function schemeType(map: JsonObject): string | undefined {
  const type = textOf(map, "type") ?? "";
  if (type === "http") return httpSchemes[textOf(map, "scheme")?.toLowerCase() ?? ""];
  return valueNearMiss(type, schemeTypes);
}

const httpSchemes: Readonly<Record<string, string>> = { basic: "basic", bearer: "bearer_token" };
const grants: Readonly<Record<string, string>> = {
  clientCredentials: "client_credentials",
  application: "client_credentials",
  authorizationCode: "authorization_code",
  accessCode: "authorization_code",
};

/** Whether a Security Scheme Object says nothing that the format can't: Digest, several flows or other ones. */
function isUnderstood(value: Json): boolean {
  const map = mapOf(value) ?? {};
  if (own(map, "type") === "http" && schemeType(map) === undefined) return false;
  const flows = mapOf(map, "flows");
  const names =
    flows === undefined ? [textOf(map, "flow")].filter((one) => one !== undefined) : Object.keys(flows);
  return names.length <= 1 && names.every((name) => Object.hasOwn(grants, name));
}

/** OpenAPI's `securitySchemes`, alone or in `components`. */
export function securitySchemes({ value }: Looked): Habit | undefined {
  const root = mapOf(value);
  const outer = mapOf(root, "components");
  const inside = outer !== undefined && mapOf(outer, "securitySchemes") !== undefined;
  const at = inside ? "/components/securitySchemes" : "/securitySchemes";
  const map = inside ? mapOf(outer, "securitySchemes") : mapOf(root, "securitySchemes");
  if (root === undefined || map === undefined || Object.keys(map).length === 0) return undefined;
  const names = Object.keys(map);
  if (!names.every((name) => textOf(map[name], "type") !== undefined)) return undefined;
  const trees = names.map((name) =>
    openapiScheme(under(at, name), map[name] ?? null, names.length === 1 ? undefined : idOf(name)),
  );
  const over = inside ? "components" : "securitySchemes";
  const put: Put[] = [
    { name: "auth", value: names.length === 1 ? (trees[0] ?? "") : new Items(trees), over },
  ];
  const security = own(root, "security");
  const alone =
    names.length === 1 &&
    isArray(security) &&
    JSON.stringify(security.map((one) => (isObject(one) ? Object.keys(one) : one))) ===
      JSON.stringify([names]);
  const clear =
    own(root, "auth") === undefined &&
    (!inside || Object.keys(outer ?? {}).length === 1) &&
    Object.values(map).every(isUnderstood);
  return {
    member: over,
    what: "`securitySchemes` is OpenAPI; here the schemes are `auth`: one, or a list of them with ids.",
    how: `write auth: { type: api_key, in: header, name: X-Api-Key }, or another type: oauth2, bearer_token, basic.${Object.values(map).every(isUnderstood) ? "" : " Of HTTP schemes there are basic and bearer; each grant of OAuth, authorization code or client credentials, is a scheme of its own."}`,
    changes: clear ? [{ holder: "", remove: alone ? ["security"] : [], put }] : undefined,
    claims: [under("", over), "/auth", ...(alone ? ["/security"] : [])],
  };
}

/** OpenAPI's `flows`, or a map that is named after the type, around what stands beside `type`. */
export function nestedScheme({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined) return undefined;
  const flows = mapOf(map, "flows");
  const [flow, ...others] = Object.keys(flows ?? {});
  const type = textOf(map, "type") ?? "";
  const key =
    flow !== undefined
      ? "flows"
      : keyOf(map, `oauth2 oauth config apiKey api_key bearer basic ${type}`, isObject);
  if (key === undefined) return undefined;
  const path = flow === undefined ? [key] : [key, flow];
  const inner = flow === undefined ? mapOf(map, key) : mapOf(flows, flow);
  if (inner === undefined) return undefined;
  const grant = grants[flow ?? ""] === "client_credentials" ? "client_credentials" : undefined;
  const isKnown = flow === undefined || Object.hasOwn(grants, flow);
  const put: Put[] = [
    ...(grant === undefined || own(map, "grant") !== undefined
      ? []
      : [{ name: "grant", value: grant, over: key }]),
    ...Object.keys(inner).map((name): Put => ({ name, value: copyOf(pointer, ...path, name), over: key })),
  ];
  const clear =
    isKnown &&
    others.length === 0 &&
    put.length > 0 &&
    Object.keys(inner).every((name) => own(map, name) === undefined);
  return {
    member: key,
    what:
      flow === undefined
        ? `What a scheme needs stands beside \`type\`, not under \`${key}\`.`
        : "`flows` is OpenAPI; what a flow holds stands beside `type` here.",
    how:
      flow === undefined
        ? "move it to the left."
        : isKnown
          ? `move what stands under ${flow} beside type${grant === undefined ? "" : ", with grant: client_credentials"}.`
          : "only authorizationCode and clientCredentials can be used.",
    changes: clear ? [{ holder: pointer, put }] : undefined,
    claims: [pointer],
  };
}

/** `type: http` with OpenAPI's `scheme`. */
export function httpScheme({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const type = textOf(map, "type");
  if (map === undefined || type === undefined || !/^http$/i.test(type)) return undefined;
  const scheme = textOf(map, "scheme")?.toLowerCase();
  const meant = httpSchemes[scheme ?? "bearer"];
  return {
    member: "type",
    on: "value",
    what: "`type: http` is OpenAPI; here the scheme itself is the type.",
    how:
      meant === undefined
        ? "the format has bearer_token and basic; another HTTP scheme can't be written."
        : `write type: ${meant}${scheme === undefined ? "" : " in place of type and scheme"}.`,
    changes:
      meant !== undefined && scheme !== undefined
        ? [
            {
              holder: pointer,
              remove: ["scheme", "bearerFormat"].filter((key) => own(map, key) !== undefined),
              put: [{ name: "type", value: meant, over: "type" }],
            },
          ]
        : undefined,
    claims: [under(pointer, "type"), under(pointer, "scheme"), under(pointer, "bearerFormat")],
  };
}

/** A request line, or an id with another spelling, where the id of an operation is wanted. */
export function verifyOperation({ spec, value }: Looked): Habit | undefined {
  const operations = mapOf(mapOf(spec.data), "operations") ?? {};
  if (typeof value !== "string" || !/^[A-Z]+ \//.test(value)) return undefined;
  const ids = Object.keys(operations).filter(
    (id) => textOf(operations[id], "request") === value || textOf(operations[id], "use") === value,
  );
  const [id, ...others] = ids;
  return {
    on: "value",
    wanted: "the id of an operation",
    how: id === undefined ? "add the operation to `operations`, and name it by its id." : `write ${id}`,
    meant: id !== undefined && others.length === 0 ? id : undefined,
  };
}
