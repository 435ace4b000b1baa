import { isArray, type Json, own } from "@specwire/contract";
import type { Change } from "../rewrite/change.ts";
import { Items, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, isSwitch, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";
import { isInHost } from "./misplaced.ts";

/** MCP's `annotations`, and hints on their own. */
export function annotations({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const inner = mapOf(map, "annotations");
  const hints = inner ?? map ?? {};
  const names = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];
  const found = names.filter((key) => typeof own(hints, key) === "boolean");
  const [first] = found;
  if (map === undefined || first === undefined) return undefined;
  const over = inner === undefined ? first : "annotations";
  const all: readonly (readonly [string, Json])[] = [
    ...(hints.readOnlyHint === true
      ? [["access", "read"] as const]
      : hints.readOnlyHint === false
        ? [["access", "write"] as const]
        : []),
    ...(hints.destructiveHint === true ? [["destructive", true] as const] : []),
    ...(hints.idempotentHint === true ? [["idempotent", true] as const] : []),
  ];
  const said = all.filter(([key]) => own(map, key) === undefined);
  // Of two that contradict, only their author knows which is right.
  const rival = all.find(([key, one]) => own(map, key) !== undefined && own(map, key) !== one);
  const others =
    inner === undefined ? [] : Object.keys(inner).filter((key) => !names.includes(key) && key !== "title");
  const put = said.map(([name, one]) => ({ name, value: one, over }));
  const remove =
    inner === undefined
      ? found.filter((key) => key !== over || put.length === 0)
      : put.length === 0
        ? ["annotations"]
        : [];
  return {
    member: over,
    what: "`annotations` and its hints are MCP; here `access` and `destructive` say what an operation does.",
    how:
      rival !== undefined
        ? `keep what is true: ${rival[0]}: ${String(rival[1])}, or ${rival[0]}: ${String(own(map, rival[0]))} as it stands here.`
        : said.length === 0
          ? "leave them out."
          : `write ${said.map(([key, one]) => `${key}: ${String(one)}`).join(", ")}`,
    changes: others.length === 0 && rival === undefined ? [{ holder: pointer, remove, put }] : undefined,
    claims: [under(pointer, over), ...found.map((key) => under(pointer, key))],
  };
}

const writes =
  /^(write|read[-_ ]?write|rw|readwrite|post|put|patch|create|update|modify|mutate|mutation|admin)$/i;
const reads = /^(read|readonly|read[-_ ]only|ro|get|query|view)$/i;
const removes = /^(destructive|delete|dangerous|destroy|remove)$/i;

/** `access` in other words: methods, levels, lists. */
export function accessInPlace({ spec, value, holder }: Looked): Habit | undefined {
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const words = isArray(value) ? value : [value];
  if (
    value === "read" ||
    value === "write" ||
    words.length === 0 ||
    !words.every((one) => typeof one === "string")
  )
    return undefined;
  const all = words.map(String);
  const destructive = all.some((one) => removes.test(one));
  const meant =
    all.some((one) => writes.test(one)) || destructive
      ? "write"
      : all.every((one) => reads.test(one))
        ? "read"
        : undefined;
  if (meant === undefined) return undefined;
  const said = destructive && own(operation, "destructive") === undefined;
  return {
    on: "value",
    what: "`access` is read or write; what removes something is `destructive` besides.",
    how: `write access: ${meant}${said ? ", destructive: true" : ""}`,
    changes: [
      {
        holder,
        put: [
          { name: "access", value: meant, over: "access" },
          ...(said ? [{ name: "destructive", value: true, over: "access" }] : []),
        ],
      },
    ],
  };
}

/** `highlight: true` in an operation. */
export function highlighted({ spec, pointer, value, name }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "highlight featured important highlights", isSwitch);
  if (map === undefined || key === undefined) return undefined;
  const highlights = own(mapOf(spec.data) ?? {}, "highlights");
  const list = isArray(highlights) ? highlights : highlights === undefined ? [] : undefined;
  const wanted = map[key] === true && list !== undefined && !list.includes(name);
  const changes: Change[] = [{ holder: pointer, remove: [key] }];
  if (wanted) {
    const whole: Tree = new Items([...(list ?? []).map((_, index) => copyOf("/highlights", index)), name]);
    changes.push({
      holder: "",
      put: [{ name: "highlights", value: whole, ...(highlights !== undefined && { over: "highlights" }) }],
    });
  }
  return {
    member: key,
    what: "Which operations matter most is said once, at the top, in `highlights`.",
    how: `write highlights: [${name}] at the top.`,
    changes: list === undefined ? undefined : changes,
  };
}

/** The URL of a server, or a list with a name, where a name is wanted. */
export function serverInPlace({ spec, pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "server servers baseUrl host");
  if (map === undefined || key === undefined) return undefined;
  const held = own(map, key);
  const written =
    isArray(held) && held.length === 1
      ? typeof held[0] === "string"
        ? held[0]
        : textOf(held[0], "url")
      : held;
  if (typeof written !== "string" || (key === "server" && /^[a-z][a-z0-9-]*$/.test(written)))
    return undefined;
  const servers = mapOf(mapOf(spec.data), "servers") ?? {};
  const root = textOf(mapOf(spec.data), "baseUrl");
  const plain = (url: string) => url.replace(/\/$/, "");
  const name =
    own(servers, written) !== undefined
      ? written
      : Object.keys(servers).find((one) => plain(String(servers[one])) === plain(written));
  const isDefault = name === "default" || (root !== undefined && plain(root) === plain(written));
  return {
    member: key,
    what: "`server` is the name of one of `servers`; where it is stands there.",
    how:
      name === undefined && !isDefault
        ? `add it to servers: { uploads: ${written} }, and write server: uploads`
        : isDefault
          ? "leave it out."
          : `write server: ${name}`,
    changes: isDefault
      ? [{ holder: pointer, remove: [key] }]
      : name === undefined
        ? undefined
        : [{ holder: pointer, put: [{ name: "server", value: name, over: key }] }],
  };
}

/** A variable as OpenAPI's Server Variable Object, as a value, or without its source. */
export function variableInPlace({ spec, pointer, value, name }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined) return undefined;
  const description = textOf(map, "description");
  if (
    own(map, "from") !== undefined ||
    own(map, "source") !== undefined ||
    own(map, "pointer") !== undefined ||
    own(map, "path") !== undefined
  )
    return undefined;
  const put = [
    ...(description !== undefined && own(map, "label") === undefined
      ? [{ name: "label", value: copyOf(pointer, "description"), over: "description" }]
      : []),
    { name: "from", value: "user" },
  ];
  const env = own(map, "env") !== undefined || own(map, "environment") !== undefined;
  // What is only shown in OpenAPI would be where credentials go, unasked.
  const sends =
    own(map, "default") !== undefined && own(map, "enum") === undefined && isInHost(spec.data, name);
  return {
    what: "A variable says where its value comes from: `from` is user, tokenResponse or redirect.",
    how: `write from: user${description === undefined ? "" : ", and label: in place of description"}${sends ? "; without `default`, it is asked for" : ""}.`,
    changes: env || sends ? undefined : [{ holder: pointer, put }],
    claims: [under(pointer, "from"), under(pointer, "description"), under(pointer, "label")],
  };
}

/** A reason, or the name of what replaces it, in place of `deprecated: true`. */
export function deprecatedText({ spec, pointer, value, holder }: Looked): Habit | undefined {
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  if (typeof value !== "string" || /^(yes|no|on|off|true|false)$/i.test(value)) return undefined;
  const put = [
    { name: "deprecated", value: true, over: "deprecated" },
    { name: "description", value: copyOf(pointer), over: "deprecated" },
  ];
  return {
    on: "value",
    what: "`deprecated` is true or false.",
    how: "write deprecated: true, and what to use instead in `description`.",
    changes: own(operation, "description") === undefined ? [{ holder, put }] : undefined,
  };
}

/** `enabled: false` and others that say of an operation that it is not there. */
export function requiredBeside({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const required = map && own(map, "required");
  if (map === undefined || !isArray(required)) return undefined;
  const place = ["body", "query"].find((one) =>
    required.every((name) => own(mapOf(mapOf(map, one), "properties") ?? {}, String(name)) !== undefined),
  );
  const inner = place === undefined ? undefined : mapOf(map, place);
  const clear = inner !== undefined && own(inner, "required") === undefined;
  return {
    member: "required",
    what: "`required` stands beside the `properties` that it is about.",
    how: `move it into \`${place ?? "body"}\`.`,
    changes:
      clear && place !== undefined
        ? [
            { holder: pointer, remove: ["required"] },
            {
              holder: under(pointer, place),
              put: [{ name: "required", value: copyOf(pointer, "required") }],
            },
          ]
        : undefined,
  };
}

/** `errors` of one operation. */
export function errorsInOperation({ spec, pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || own(map, "errors") === undefined) return undefined;
  const top = own(mapOf(spec.data) ?? {}, "errors");
  const rules = own(map, "errors");
  const known =
    isArray(top) &&
    isArray(rules) &&
    rules.every((one) => top.some((other) => JSON.stringify(other) === JSON.stringify(one)));
  return {
    member: "errors",
    what: "`errors` stands at the top, for all operations: its rules look at answers, and the first that fits is used.",
    how: known ? "leave it out." : "move its rules to `errors` at the top.",
    changes: known ? [{ holder: pointer, remove: ["errors"] }] : undefined,
  };
}
