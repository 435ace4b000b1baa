import { isArray, isObject, type Json, type JsonObject, own } from "@specwire/contract";
import { schema as format } from "../../../../gen/validate-connector.js";
import { keyNearMiss } from "../near-misses.ts";
import type { Put } from "../rewrite/change.ts";
import { Copy, Items, Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";

const known = Object.keys(format.properties ?? {}).filter((key) => key !== "$schema");
const isKnown = (key: string) => known.includes(key) || keyNearMiss(key, known) !== undefined;

const wrappers = [
  ..."connector spec metadata info config definition specwire api service meta provider connection".split(
    " ",
  ),
];

/** `metadata:` and `spec:` as in Kubernetes, everything below `connector:`, OpenAPI's `info:`. */
export function wrapped({ value }: Looked): Habit | undefined {
  if (!isObject(value)) return undefined;
  const found = wrappers.filter((key) => {
    const inner = mapOf(value, key);
    return inner !== undefined && Object.keys(inner).length > 0 && Object.keys(inner).every(isKnown);
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const members = found.flatMap((key) => Object.keys(mapOf(value, key) ?? {}));
  const outside = Object.keys(value).filter((key) => !found.includes(key));
  const clear = new Set([...members, ...outside]).size === members.length + outside.length;
  const versions = ["apiVersion", "kind"].filter((key) => own(value, key) !== undefined);
  const number: Put[] =
    outside.includes("connector") || members.includes("connector")
      ? []
      : [{ name: "connector", value: 1, over: versions[0] ?? first }];
  const put = found.flatMap((key) =>
    Object.keys(mapOf(value, key) ?? {}).map(
      (name): Put => ({ name, value: copyOf("", key, name), over: key }),
    ),
  );
  return {
    member: first,
    what: `The keys of a spec stand at the top, not under ${found.map((key) => `\`${key}\``).join(" and ")}.`,
    how: "move what stands inside to the left; `connector: 1` is the first line.",
    changes: clear ? [{ holder: "", remove: versions.slice(1), put: [...number, ...put] }] : undefined,
    claims: [""],
  };
}

/** `apiVersion` and `kind`, as Kubernetes begins. */
export function apiVersion({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || textOf(map, "kind") === undefined || own(map, "apiVersion") === undefined)
    return undefined;
  if (wrappers.some((key) => mapOf(map, key) !== undefined)) return undefined;
  const has = own(map, "connector") !== undefined;
  return {
    at: "/apiVersion",
    what: "`apiVersion` and `kind` are how Kubernetes begins a file; a spec begins with `connector: 1`.",
    how: "write connector: 1 in place of the two lines.",
    changes: [
      has
        ? { holder: "", remove: ["apiVersion", "kind"] }
        : { holder: "", remove: ["kind"], put: [{ name: "connector", value: 1, over: "apiVersion" }] },
    ],
    claims: ["/apiVersion", "/kind", "/connector"],
  };
}

/** Swagger 2's `host`, `basePath` and `schemes`. */
export function hostAndBasePath({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const host = textOf(map, "host");
  if (map === undefined || host === undefined || !/^[\w.-]+(:\d+)?$/.test(host)) return undefined;
  const basePath = (textOf(map, "basePath") ?? "").replace(/\/$/, "");
  const url = `https://${host}${basePath}`;
  const more = ["basePath", "schemes"].filter((key) => own(map, key) !== undefined);
  const taken = own(map, "baseUrl") !== undefined || own(map, "servers") !== undefined;
  return {
    at: "/host",
    what: "`host`, `basePath` and `schemes` are Swagger 2; here all of it is one URL, `baseUrl`.",
    how: `write baseUrl: ${url}`,
    changes:
      taken || !/^(\/.*)?$/.test(basePath)
        ? undefined
        : [{ holder: "", remove: more, put: [{ name: "baseUrl", value: url, over: "host" }] }],
    claims: ["/host", "/basePath", "/schemes", "/baseUrl"],
  };
}

/** OpenAPI's list of servers, or a map of Server Objects. */
export function servers({ spec, pointer, value, holder, name }: Looked): Habit | undefined {
  const urls: { name: string | undefined; url: Tree; text: string }[] = [];
  const entries = isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [key, one] of entries) {
    const url = typeof one === "string" ? one : textOf(one, "url");
    if (url === undefined) return undefined;
    const label = textOf(one, "name") ?? textOf(one, "description");
    urls.push({
      name: isArray(value) ? label : String(key),
      url: typeof one === "string" ? copyOf(pointer, key) : copyOf(pointer, key, "url"),
      text: url,
    });
  }
  if (urls.length === 0 || (isObject(value) && Object.values(value).every((one) => typeof one === "string")))
    return undefined;
  const [only] = urls;
  const variables = [...entriesOf(value)].some(([, one]) => mapOf(one, "variables") !== undefined);
  const has = own(mapOf(spec.data) ?? {}, "baseUrl") !== undefined;
  if (isArray(value) && urls.length === 1 && only !== undefined)
    return {
      what: "`servers` is OpenAPI's list; here one server is `baseUrl`.",
      how: has ? "say it once: leave out one of the two." : `write baseUrl: ${only.text}`,
      changes:
        variables || has ? undefined : [{ holder, put: [{ name: "baseUrl", value: only.url, over: name }] }],
    };
  const named = urls.map(
    ({ name: label, url }, index) =>
      [index === 0 && isArray(value) ? "default" : wordOf(label, index), url] as const,
  );
  const distinct = new Set(named.map(([label]) => label)).size === named.length;
  return {
    what: "`servers` is a map from a name to a URL here, not OpenAPI's Server Objects.",
    how: "write servers: { default: https://api.example.com, uploads: https://uploads.example.com }",
    meant: distinct && !variables ? new Members(named) : undefined,
  };
}

const entriesOf = (value: unknown) =>
  Object.entries((isArray(value as never) || isObject(value as never) ? value : {}) as JsonObject);

function wordOf(label: string | undefined, index: number): string {
  const word = (label ?? "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return /^[a-z]/.test(word) ? word : `server-${index + 1}`;
}

/** `include` and `exclude` at the top. */
export function bulkAtTop({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const found = ["include", "exclude"].filter((key) => map !== undefined && own(map, key) !== undefined);
  const operations = mapOf(map, "operations");
  const [first] = found;
  if (first === undefined || map === undefined) return undefined;
  const put = found.map((key): Put => ({ name: key, value: new Copy(under("", key)) }));
  const clear = operations === undefined || found.every((key) => own(operations, key) === undefined);
  const inside =
    operations === undefined
      ? [
          {
            holder: "",
            put: [
              {
                name: "operations",
                value: new Members(found.map((key) => [key, new Copy(under("", key))])),
                over: first,
              },
            ],
            remove: found.slice(1),
          },
        ]
      : [
          { holder: "", remove: found },
          { holder: "/operations", put },
        ];
  return {
    member: first,
    what: `\`${first}\` belongs into \`operations\`.`,
    how: `write operations: { ${found.map((key) => `${key}: […]`).join(", ")} }`,
    changes: clear ? inside : undefined,
    claims: [...found.map((key) => under("", key)), ...(operations === undefined ? ["/operations"] : [])],
  };
}

/** OpenAPI's `components.schemas`: a schema stands where it is used. */
export function componentSchemas({ spec, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "components schemas definitions", isObject);
  const outer = key === undefined ? undefined : mapOf(map, key);
  const schemas = key === "components" ? mapOf(outer, "schemas") : outer;
  if (map === undefined || key === undefined || outer === undefined || schemas === undefined)
    return undefined;
  if (key === "components" && Object.keys(outer).length > 1) return undefined;
  const inside = key === "components" ? [key, "schemas"] : [key];
  const uses = usesIn(own(map, "operations") ?? null, "/operations");
  const nested = JSON.stringify(schemas).includes('"$ref"');
  // What stands beside a reference counts as well, and would be lost.
  const known = uses.every(({ name, alone }) => alone && own(schemas, name) !== undefined);
  const changes = uses.map(({ holder, member, name }) => ({
    holder,
    put: [{ name: member, value: copyOf("", ...inside, name), over: member }],
  }));
  return {
    member: key,
    what: "A spec has no schemas for all operations: a schema stands where it is used, or in `$defs` of the same `path`, `query` or `body`.",
    how: "write each schema where a `$ref` names it.",
    changes:
      !nested && known && spec.placeOf("").node.block
        ? [{ holder: "", remove: [key] }, ...changes]
        : undefined,
  };
}

/** Where something refers to a schema that OpenAPI would have among its components. */
function usesIn(
  value: Json,
  at: string,
  holder = "",
  member = "",
): { readonly holder: string; readonly member: string; readonly name: string; readonly alone: boolean }[] {
  const found = /^#\/(?:components\/schemas|schemas|definitions)\/([^/]+)$/.exec(textOf(value, "$ref") ?? "");
  if (found !== null) {
    const alone = Object.keys(mapOf(value) ?? {}).every((key) =>
      ["$ref", "description", "title"].includes(key),
    );
    return [{ holder, member, name: found[1] ?? "", alone }];
  }
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, one]) => usesIn(one, under(at, key), at, String(key)));
}

/** `verify` beside `auth`. */
export function verifyAtTop({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "verify test", (one) => textOf(one, "operation") !== undefined);
  if (map === undefined || key === undefined) return undefined;
  const auth = mapOf(map, "auth");
  const clear = auth !== undefined && own(auth, "verify") === undefined;
  return {
    at: under("", key),
    what: "`verify` belongs into `auth`: it proves a credential of that scheme.",
    how: "move it into the scheme of `auth`.",
    changes: clear
      ? [
          { holder: "", remove: [key] },
          { holder: "/auth", put: [{ name: "verify", value: new Copy(under("", key)) }] },
        ]
      : undefined,
  };
}

/** A list of header lines, or of names and values. */
export function headerList({ value }: Looked): Habit | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const pairs = value.map((one): readonly [string, string] | undefined => {
    if (typeof one === "string") {
      const line = /^([\w-]+):\s*(\S.*)$/.exec(one);
      return line === null ? undefined : [line[1] ?? "", line[2] ?? ""];
    }
    const [key, text] = [textOf(one, "name") ?? textOf(one, "key"), textOf(one, "value")];
    if (key !== undefined && text !== undefined) return [key, text];
    const members = isObject(one) ? Object.entries(one) : [];
    const [[only, held] = []] = members;
    return members.length === 1 && only !== undefined && typeof held === "string" ? [only, held] : undefined;
  });
  const certain = pairs.every((one) => one !== undefined);
  return {
    what: "Headers are a map here, not a list.",
    how: 'write headers: { X-Api-Version: "2" }',
    meant: certain ? new Members(pairs) : undefined,
  };
}

/** One rule of `errors` where a list of rules is wanted; or what each status means, which needs no saying. */
export function errorRules({ pointer, value }: Looked): Habit | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^[1-5](\d\d|xx)$/i.test(key)))
    return {
      what: "`errors` is for answers that are errors although their status says success; what a status means is known.",
      how: "leave out what says the usual. A rule looks like errors: [{ when: { pointer: /ok, equals: false }, code: /error }]",
    };
  if (own(value, "when") === undefined) return undefined;
  return {
    what: "`errors` is a list of rules.",
    how: "write errors: [{ when: … }], each rule an item.",
    meant: new Items([new Copy(pointer)]),
  };
}

/** One URL in the place of `servers`. */
export function serverText({ spec, value, pointer, holder }: Looked): Habit | undefined {
  if (typeof value !== "string") return undefined;
  const free = own(mapOf(spec.data) ?? {}, "baseUrl") === undefined;
  return {
    what: "One server is `baseUrl`; `servers` is a map from a name to a URL.",
    how: `write baseUrl: ${value}`,
    changes: free
      ? [{ holder, put: [{ name: "baseUrl", value: new Copy(pointer), over: "servers" }] }]
      : undefined,
    claims: [pointer, "/baseUrl"],
  };
}

/** Several URLs, or a list of one, in the place of `baseUrl`. */
export function baseUrlMap({ spec, value, pointer, holder }: Looked): Habit | undefined {
  const [only, ...more] = isArray(value) ? value : [];
  if (typeof only === "string" && more.length === 0)
    return { what: "`baseUrl` is one URL.", how: `write baseUrl: ${only}`, meant: copyOf(pointer, 0) };
  const map = mapOf(value);
  const urls = Object.values(map ?? {});
  if (map === undefined || urls.length === 0 || !urls.every((one) => typeof one === "string"))
    return undefined;
  const free = own(mapOf(spec.data) ?? {}, "servers") === undefined;
  return {
    what: "`baseUrl` is one URL; several by name are `servers`, of which `default` is used.",
    how: `write servers: { default: ${String(own(map, "default") ?? urls[0])} }`,
    changes: free
      ? [{ holder, put: [{ name: "servers", value: new Copy(pointer), over: "baseUrl" }] }]
      : undefined,
    claims: [pointer],
  };
}
