import { isArray, isObject, type Json, type JsonObject, nearest, own } from "@specwire/contract";
import { Members, type Tree } from "../rewrite/tree.ts";
import { mediaTypes } from "./body.ts";
import {
  byName,
  copyOf,
  distinct,
  type Habit,
  instead,
  isSwitch,
  type Looked,
  mapOf,
  namesIn,
  textOf,
  under,
} from "./habit.ts";
import { looksLikeSchema, schemaOfWord, types } from "./schema-words.ts";

/** The name of a type, or of several, in place of a schema. */
export function wordForSchema({ value }: Looked): Habit | undefined {
  if (typeof value !== "string") return undefined;
  const schema = schemaOfWord(value);
  if (schema === undefined) return undefined;
  return {
    on: "value",
    what: "A JSON Schema is wanted, not the name of a type.",
    how: `write ${JSON.stringify(schema).replaceAll('"', "")}`,
    meant: schema,
  };
}

/** A list of names in place of `properties`. */
export function propertyList({ pointer, value, name }: Looked): Habit | undefined {
  if (name !== "properties" || !isArray(value) || value.length === 0) return undefined;
  // A switch is understood where it then stands.
  const isRequired = value.some((one) => !isSwitch(own(mapOf(one) ?? {}, "required") ?? true));
  return {
    what: "`properties` is a map from a name to a schema.",
    how: "write properties: { title: { type: string } }",
    meant: isRequired ? undefined : distinct(byName(pointer, value, "name")),
  };
}

/** `type` with a word that is no type of JSON Schema. */
export function typeWord({ spec, value, holder }: Looked): Habit | undefined {
  const map = mapOf(spec.valueAt(holder)) ?? {};
  if (isArray(value) && value.includes(null)) {
    const list = value.map((one) => (one === null ? "null" : one));
    return {
      on: "value",
      what: 'In YAML null without quotes is nothing; the type is the text "null".',
      how: `write type: [${list.map((one) => (one === "null" ? '"null"' : String(one))).join(", ")}]`,
      meant: list as Json,
    };
  }
  if (typeof value !== "string" || types.includes(value)) return undefined;
  const schema = schemaOfWord(value);
  if (schema === undefined || (Object.keys(schema).length === 1 && !isArray(schema.type))) return undefined;
  const more = Object.entries(schema).filter(([key]) => key !== "type");
  const clear = more.every(([key]) => own(map, key) === undefined);
  const said = JSON.stringify(schema)
    .slice(1, -1)
    .replaceAll('"', "")
    .replaceAll(",", ", ")
    .replaceAll(":", ": ");
  return {
    on: "value",
    what: `${JSON.stringify(value)} is no type of JSON Schema.`,
    how: `write ${said}`,
    changes: clear
      ? [{ holder, put: Object.entries(schema).map(([name, one]) => ({ name, value: one, over: "type" })) }]
      : undefined,
  };
}

/** `required: true` in the members, or a map of them, where the object lists the names. */
export function requiredMembers({ pointer, value, rule }: Looked): Habit | undefined {
  const map = mapOf(value);
  const properties = mapOf(map, "properties");
  if (map === undefined || properties === undefined) return undefined;
  const isPath = rule.definition === "parameterSchemas" && pointer.endsWith("/path");
  const keyed = (key: string, wanted: Json) =>
    Object.keys(properties).filter((name) => own(mapOf(properties[name]) ?? {}, key) === wanted);
  const [yes, no, optional, needed] = [
    keyed("required", true),
    keyed("required", false),
    keyed("optional", true),
    keyed("optional", false),
  ];
  const touched = [...new Set([...yes, ...no, ...optional, ...needed])];
  const [first] = touched;
  if (first === undefined) return undefined;
  const key = yes.includes(first) || no.includes(first) ? "required" : "optional";
  const all = Object.keys(properties);
  const listed = isArray(map.required) ? map.required.map(String) : [];
  const names = [
    ...listed,
    ...all.filter((name) => (yes.includes(name) || needed.includes(name)) && !listed.includes(name)),
  ];
  const strip = touched.map((name) => ({
    holder: under(pointer, "properties", name),
    remove: ["required", "optional"].filter(
      (one) => typeof own(mapOf(properties[name]) ?? {}, one) === "boolean",
    ),
  }));
  const changes =
    isPath || names.length === listed.length
      ? strip
      : [
          ...strip,
          {
            holder: pointer,
            put: [
              {
                name: "required",
                value: names,
                ...(own(map, "required") !== undefined && { over: "required" }),
              },
            ],
          },
        ];
  const whole = own(map, "required") === undefined || isArray(map.required);
  const empty = strip.some(
    ({ holder, remove }) =>
      Object.keys(mapOf(properties[holder.split("/").at(-1) ?? ""]) ?? {}).length === remove.length,
  );
  return {
    at: under(pointer, "properties", first, key),
    what: "In JSON Schema the object lists which of its members must be given; a member says nothing of it.",
    how: isPath
      ? "leave it out: parameters of a path always have to be given."
      : `write required: [${names.join(", ")}] beside properties, and leave \`${key}\` out of the members.`,
    changes: whole && !empty ? changes : undefined,
    claims: touched.flatMap((name) => [
      under(pointer, "properties", name, "required"),
      under(pointer, "properties", name, "optional"),
    ]),
  };
}

/** `required` that slipped into `properties`. */
export function requiredInside({ spec, pointer, value, holder, name }: Looked): Habit | undefined {
  const map = mapOf(value);
  const required = map && own(map, "required");
  const object = mapOf(spec.valueAt(holder)) ?? {};
  if (name !== "properties" || map === undefined || !isArray(required)) return undefined;
  const known = required.every(
    (one) => typeof one === "string" && own(map, one) !== undefined && one !== "required",
  );
  const moved = [
    { holder: pointer, remove: ["required"] },
    { holder, put: [{ name: "required", value: copyOf(pointer, "required") }] },
  ];
  return {
    member: "required",
    what: "`required` stands beside `properties`, not inside of it.",
    how: "indent it less.",
    changes: known && own(object, "required") === undefined ? moved : undefined,
  };
}

/** A sample, or a template, in place of a schema. */
export function sample({ value, name, rule }: Looked): Habit | undefined {
  if (name !== "body" || !isObject(value) || Object.keys(value).length === 0) return undefined;
  const known = Object.keys(rule.schema.properties ?? {});
  const words = ["title", "description", "default", "format"];
  const plain = Object.keys(value).filter(
    (key) => typeof value[key] !== "object" && (!known.includes(key) || words.includes(key)),
  );
  if (plain.length < Object.keys(value).length || plain.every((key) => known.includes(key))) return undefined;
  const members = plain.slice(0, 3).map((key) => `${key}: { type: string }`);
  return {
    what: "`body` is a JSON Schema, not a sample of what is sent.",
    how: `write body: { type: object, properties: { ${members.join(", ")} }, required: [${plain[0]}] }; a sample is an example: examples: [{ args: { … } }].`,
  };
}

/** `required: { a: true }`, or names in a text. */
export function requiredInPlace({ spec, value, name, holder }: Looked): Habit | undefined {
  if (name !== "required") return undefined;
  const properties = Object.keys(mapOf(mapOf(spec.valueAt(holder)), "properties") ?? {});
  const names =
    isObject(value) && Object.values(value).every((one) => typeof one === "boolean")
      ? Object.keys(value).filter((key) => value[key] === true)
      : typeof value === "string"
        ? namesIn(value)
        : undefined;
  if (names === undefined && value === true)
    return {
      what: "`required` of an object lists the names of the members that must be given.",
      how: `write required: [${properties.slice(0, 3).join(", ")}], those that must be given.`,
    };
  if (names === undefined) return undefined;
  const certain = names.length > 0 && names.every((one) => properties.includes(one));
  return {
    what: "`required` is a list of names.",
    how: `write required: [${names.join(", ")}]`,
    meant: certain ? names : undefined,
  };
}

/** Members of an object without `properties` around them. */
export function flatSchema({ pointer, value, rule }: Looked): Habit | undefined {
  if (!isObject(value) || own(value, "properties") !== undefined || mapOf(value, "schema") !== undefined)
    return undefined;
  if (wrapperOf(value) !== undefined) return undefined;
  const known = Object.keys(rule.schema.properties ?? {});
  const { required } = value;
  const kept = Object.keys(value).filter((key) => isKept(value, key, known));
  const members = Object.keys(value).filter((key) => !kept.includes(key));
  if (members.length === 0 || (value.type !== undefined && value.type !== "object" && !isObject(value.type)))
    return undefined;
  // A keyword that is misspelt, or holds another one, is no member of an object.
  const isKeyword = (key: string) =>
    (typeof value[key] === "string" && nearest(key, known).length > 0) ||
    (key === "type" && members.length === 1);
  if (members.every(isKeyword)) return undefined;
  const schemas = members.map((key): readonly [string, Tree] | undefined => {
    const one = value[key];
    if (typeof one === "string") {
      const schema = schemaOfWord(one);
      return schema && [key, schema];
    }
    return isObject(one) && Object.keys(one).length > 0 && looksLikeSchema(one)
      ? [key, copyOf(pointer, key)]
      : undefined;
  });
  const found = schemas.filter((one) => one !== undefined);
  if (found.length === 0) return undefined;
  const wrapped: readonly (readonly [string, Tree])[] = [
    ["type", "object"],
    ...kept
      .filter((key) => key !== "type" && key !== "required")
      .map((key) => [key, copyOf(pointer, key)] as const),
    ["properties", new Members(found)],
    ...(isArray(required) ? [["required", copyOf(pointer, "required")] as const] : []),
  ];
  return {
    what: "The members of an object stand in `properties`.",
    how: `write { type: object, properties: { ${members[0]}: … } }`,
    meant: found.length === members.length ? new Members(wrapped) : undefined,
  };
}

// A key of JSON Schema that is meant as one: a member may be called `title` too, but is a schema then.
function isKept(value: JsonObject, key: string, known: readonly string[]): boolean {
  if (!known.includes(key)) return false;
  return !isObject(value[key]) || ["items", "additionalProperties", "not", "$defs"].includes(key);
}

/** A schema around a schema: `schema:`, or OpenAPI's `content`. */
export function wrappedSchema(looked: Looked): Habit | undefined {
  const { pointer, value } = looked;
  const inner = mapOf(value, "schema");
  if (!isObject(value) || inner === undefined || own(value, "properties") !== undefined) return undefined;
  const others = Object.keys(value).filter((key) => key !== "schema" && key !== "required");
  const only =
    others.length === 0 && (own(value, "required") === undefined || typeof value.required === "boolean");
  return {
    member: "schema",
    what: "This is the schema itself; nothing is wrapped in `schema`.",
    how: "move what stands under `schema` to the left.",
    changes: only ? [instead(looked, copyOf(pointer, "schema"))] : undefined,
    claims: [pointer],
  };
}

/** Values alone in the place of a schema. */
export function valuesForSchema({ value }: Looked): Habit | undefined {
  if (!isArray(value) || value.length < 2) return undefined;
  const type = value.every((one) => typeof one === "string")
    ? "string"
    : value.every((one) => Number.isInteger(one))
      ? "integer"
      : undefined;
  const isTypes = value.every((one) => typeof one === "string" && schemaOfWord(one) !== undefined);
  if (type === undefined || isTypes) return undefined;
  return {
    what: "A JSON Schema is wanted, not a list of values.",
    how: `write { type: ${type}, enum: [${value.slice(0, 5).map(String).join(", ")}] }`,
    meant: new Members([
      ["type", type],
      ["enum", value],
    ]),
  };
}

/** `type: any`: a schema without a type accepts anything. */
export function anyType({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined || !/^(any|mixed|unknown|\*)$/i.test(textOf(map, "type") ?? "")) return undefined;
  const others = Object.keys(map).length > 1;
  return {
    member: "type",
    on: "value",
    what: "A schema without `type` accepts anything; there is no type for it.",
    how: "leave `type` out.",
    ...(others ? { changes: [{ holder: pointer, remove: ["type"] }] } : {}),
  };
}

// The word for how a body is sent, alone around its schema.
function wrapperOf(value: Json): string | undefined {
  const [key = "", ...others] = Object.keys(mapOf(value) ?? {});
  const isWord = /^(json|form|multipart|urlencoded|form-?data)$/i.test(key);
  return isWord && others.length === 0 && mapOf(mapOf(value, key), "properties") !== undefined
    ? key
    : undefined;
}

/** A body below the word for how it is sent. */
export function wrappedBody({ pointer, value, name, holder, spec }: Looked): Habit | undefined {
  const key = wrapperOf(value);
  const type = key && mediaTypes[key.toLowerCase()];
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  if (name !== "body" || key === undefined || type === undefined) return undefined;
  const put = [
    ...(type === "application/json" ? [] : [{ name: "contentType", value: type, over: name }]),
    { name, value: copyOf(pointer, key), over: name },
  ];
  return {
    member: key,
    what: "`body` is the schema itself; `contentType` says how it is sent.",
    how: `write body: with what stands under \`${key}\`${type === "application/json" ? "" : `, and contentType: ${type}`}.`,
    changes: own(operation, "contentType") === undefined ? [{ holder, put }] : undefined,
    claims: [pointer],
  };
}

/** A list of members in the place of a body. */
export function bodyList({ pointer, value, name }: Looked): Habit | undefined {
  if (name !== "body" || !isArray(value) || value.length === 0) return undefined;
  const members = distinct(byName(pointer, value, "name"));
  const isSwitched = value.every((one) => isSwitch(own(mapOf(one) ?? {}, "required") ?? true));
  return {
    what: "`body` is a JSON Schema of an object: its members stand in `properties`.",
    how: "write body: { type: object, properties: { title: { type: string } } }",
    meant:
      members === undefined || !isSwitched
        ? undefined
        : new Members([
            ["type", "object"],
            ["properties", members],
          ]),
  };
}
