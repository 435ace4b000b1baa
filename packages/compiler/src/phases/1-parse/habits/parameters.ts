import { isArray, isObject, type Json, type JsonPointer, own } from "@specwire/contract";
import { Copy, Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, keyOf, type Looked, mapOf, textOf, under } from "./habit.ts";
import { looksLikeSchema, schemaOfWord } from "./schema-words.ts";
import { collectionFormats, isWriting } from "./writing.ts";

export const places = ["path", "query", "header", "cookie"] as const;

/** A parameter as other formats have it. */
interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  readonly schema: Tree;
  /** What stands under `parameters` here, such as `style`. */
  readonly written: readonly (readonly [string, Tree])[];
}

const aboutWriting = ["style", "explode", "allowReserved"];
const aboutParameter = [
  "name",
  "in",
  "required",
  "schema",
  "content",
  "example",
  "optional",
  ...aboutWriting,
];

/** One parameter of OpenAPI, with its name inside or before it; undefined where it is none that is understood. */
export function readParameter(
  value: Json | undefined,
  pointer: JsonPointer,
  key: string | undefined,
  place: string | undefined,
): Parameter | undefined {
  const map = mapOf(value);
  const name = key ?? textOf(map, "name");
  const where = textOf(map, "in") ?? place;
  // What `content` says of how a value is written has no place in a schema.
  if (map === undefined || name === undefined || where === undefined || own(map, "content") !== undefined)
    return undefined;
  const at = (member: string) => copyOf(pointer, member);
  const members = Object.keys(map).filter(
    (one) =>
      !aboutParameter.includes(one) && one !== "collectionFormat" && !(key === undefined && one === "name"),
  );
  const own_ = mapOf(map, "schema");
  const words = typeof map.type === "string" ? schemaOfWord(map.type) : undefined;
  const inner: readonly (readonly [string, Tree])[] =
    own_ === undefined ? [] : Object.keys(own_).map((one) => [one, copyOf(pointer, "schema", one)] as const);
  const rest = members.flatMap((one): readonly (readonly [string, Tree])[] =>
    own_ !== undefined && own(own_, one) !== undefined
      ? []
      : one === "type" && words !== undefined
        ? Object.entries(words)
        : [[one, at(one)]],
  );
  const example = own(map, "example");
  const all: readonly (readonly [string, Tree])[] = [
    ...inner,
    ...rest,
    ...(example === undefined || members.includes("examples") ? [] : [["examples", [example]] as const]),
  ];
  const whole = own_ !== undefined && rest.length === 0 && example === undefined;
  const collected = textOf(map, "collectionFormat") ?? "";
  return {
    name,
    place: where,
    required: (map.required === true || map.optional === false) && where !== "path",
    schema: whole ? at("schema") : new Members(all.length === 0 ? [["type", "string"]] : all),
    written: [
      ...aboutWriting.flatMap((one) => (own(map, one) === undefined ? [] : [[one, at(one)] as const])),
      ...(collectionFormats[collected] ?? []),
    ],
  };
}

/** Parameters by their place, each place as a JSON Schema of an object. */
export function placedTrees(
  list: readonly Parameter[],
): { readonly place: string; readonly tree: Members }[] {
  return [...places, "body"].flatMap((place) => {
    const some = list.filter((one) => one.place === place);
    if (some.length === 0) return [];
    const required = some.filter((one) => one.required).map(({ name }) => name);
    const properties = new Members(some.map(({ name, schema }) => [name, schema]));
    const tree = new Members([
      ["type", place === "body" ? "object" : undefined],
      ["properties", properties],
      ["required", required.length > 0 ? required : undefined],
    ]);
    return [{ place, tree }];
  });
}

/** OpenAPI's list of parameters, or a map of them that say where they are `in`. */
export function parameterList(looked: Looked): Habit | undefined {
  const { spec, pointer, value, holder, name } = looked;
  const operation = mapOf(spec.valueAt(holder)) ?? {};
  const entries: readonly (readonly [string | undefined, Json, string | number])[] = isArray(value)
    ? value.map((one, index) => [undefined, one, index] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, one]) => [key, one, key] as const)
      : [];
  if (entries.length === 0) return undefined;
  const isOverride = entries.every(([, one]) => textOf(one, "in") === undefined);
  if (isObject(value) && isOverride) return undefined;
  if (isOverride && entries.every(([, one]) => textOf(one, "name") !== undefined))
    return overrideList(looked, entries.length);
  const found = entries.map(([key, one, index]) => readParameter(one, under(pointer, index), key, undefined));
  const list = found.filter((one) => one !== undefined);
  const trees = placedTrees(list.filter(({ place }) => place !== "body" && place !== "formData"));
  const written = list.filter((one) => one.written.length > 0);
  const clear =
    list.length === entries.length &&
    list.every(({ place }) => (places as readonly string[]).includes(place)) &&
    trees.every(
      ({ place }) => own(operation, place) === undefined || typeof own(operation, place) === "string",
    ) &&
    own(operation, "use") === undefined;
  const said = trees.map(
    ({ place }) => `${place}: { properties: { ${list.find((one) => one.place === place)?.name}: … } }`,
  );
  const put = trees.map(({ place, tree }) => ({ name: place, value: tree, over: name }));
  const parameters =
    written.length === 0
      ? []
      : [
          {
            name: "parameters",
            value: new Members(written.map((one) => [one.name, new Members(one.written)])),
            over: name,
          },
        ];
  // A path beside a method is no map of parameters; the next look finds it as `request`.
  const taken = trees.some(({ place }) => own(operation, place) !== undefined);
  return {
    what: `\`parameters\` with \`in\` is OpenAPI; here parameters are written by their place, each place as a JSON Schema of an object.`,
    how: `write ${said.length > 0 ? said.join(", ") : "query: { properties: { id: { type: string } } }"}; the required ones are listed in \`required\` beside \`properties\`.`,
    changes: clear && !taken && trees.length > 0 ? [{ holder, put: [...put, ...parameters] }] : undefined,
    claims: [pointer, ...trees.map(({ place }) => under(holder, place))],
  };
}

// What differs from the document, as a list with names.
function overrideList({ pointer, value, holder, name }: Looked, count: number): Habit {
  const list = isArray(value) ? value : [];
  const pairs = list.map((one, index): readonly [string, Tree] => [
    textOf(one, "name") ?? "",
    new Members(
      Object.keys(mapOf(one) ?? {})
        .filter((key) => key !== "name")
        .map((key) => [key, copyOf(pointer, index, key)]),
    ),
  ]);
  const distinct = new Set(pairs.map(([key]) => key)).size === count;
  return {
    at: pointer,
    what: "`parameters` is a map from a parameter's name to what is different about it, not a list.",
    how: `write parameters: { ${pairs[0]?.[0] ?? "name"}: { description: … } }`,
    changes: distinct ? [{ holder, put: [{ name, value: new Members(pairs), over: name }] }] : undefined,
  };
}

const known = ["type", "description", "properties", "required", "$defs"];

/** Parameters without `properties` around them, as a list, or as names with types. */
export function flatParameters(looked: Looked): Habit | undefined {
  const { pointer, value, name } = looked;
  if (typeof value === "string" && name === "path") return undefined;
  const around = aroundParameters(looked);
  if (around !== undefined) return around;
  const list = isArray(value)
    ? value.map((one, index) => listed(one, under(pointer, index), name))
    : flat(looked);
  if (list === undefined || list.length === 0) return undefined;
  const found = list.filter((one) => one !== undefined);
  const certain =
    found.length === list.length &&
    found.every((one) => one.place === name && one.written.length === 0) &&
    new Set(found.map((one) => one.name)).size === list.length;
  const required = found.filter((one) => one.required).map((one) => one.name);
  const tree = new Members([
    ["properties", new Members(found.map((one) => [one.name, one.schema]))],
    ["required", required.length > 0 ? required : undefined],
  ]);
  const first = found[0]?.name ?? "id";
  const shown = /^[\w.-]+$/.test(first) ? first : JSON.stringify(first);
  const type =
    /^(?:string|integer|number|boolean|array)$/.exec(textOf(mapOf(value, first), "type") ?? "")?.[0] ??
    "string";
  return {
    what: `\`${name}\` is a JSON Schema of an object: the parameters stand in its \`properties\`.`,
    how: `write ${name}: { properties: { ${shown}: { type: ${type} }${found.length > 1 ? ", …" : ""} }${required.length > 0 ? `, required: [${required.join(", ")}]` : ""} }`,
    meant: certain ? tree : undefined,
  };
}

/** Another format's word around the parameters, alone: the schema itself, or its `properties`. */
function aroundParameters({ pointer, value, name }: Looked): Habit | undefined {
  const [key = "", ...others] = Object.keys(mapOf(value) ?? {});
  const inner = mapOf(mapOf(value), key);
  if (inner === undefined || others.length > 0 || !/^(schema|parameters|params|fields)$/.test(key))
    return undefined;
  const isSchema = mapOf(inner, "properties") !== undefined;
  if (!isSchema && (key === "schema" || looksLikeSchema(inner))) return undefined;
  return {
    what: `\`${name}\` is a JSON Schema of an object itself: the parameters stand in its \`properties\`.`,
    how: isSchema ? "move what stands inside to the left." : `write properties in place of \`${key}\`.`,
    meant: isSchema ? copyOf(pointer, key) : new Members([["properties", copyOf(pointer, key)]]),
  };
}

function listed(one: Json, pointer: JsonPointer, place: string): Parameter | undefined {
  if (typeof one === "string") {
    const name = one.replace(/[?*!]$/, "");
    return /^[\w.$[\]-]+$/.test(name) && place === "path"
      ? { name, place, required: false, schema: { type: "string" }, written: [] }
      : undefined;
  }
  const [name, ...others] = Object.keys(mapOf(one) ?? {});
  const only = name === undefined ? undefined : own(mapOf(one) ?? {}, name);
  if (name !== undefined && others.length === 0 && isObject(only) && looksLikeSchema(only))
    return readParameter(only, under(pointer, name), name, place);
  return readParameter(one, pointer, undefined, place);
}

function flat({ pointer, value, name }: Looked): (Parameter | undefined)[] | undefined {
  if (!isObject(value) || own(value, "properties") !== undefined) return undefined;
  const { required: list, ...rest } = value;
  const names = Object.keys(rest).filter(
    (key) =>
      !(key === "type" && rest.type === "object") &&
      !(key === "description" && typeof rest.description === "string"),
  );
  if (names.length === 0 || names.some((key) => known.includes(key) && !mapOf(value, key))) return undefined;
  const listed_ = isArray(list) ? list : [];
  return names.map((key): Parameter | undefined => {
    const one = value[key];
    const at = under(pointer, key);
    const member = mapOf(one, undefined);
    const needed = listed_.includes(key) || member?.required === true || member?.optional === false;
    if (typeof one === "string") {
      const schema = schemaOfWord(one);
      return schema && { name: key, place: name, required: needed && name !== "path", schema, written: [] };
    }
    if (!isObject(one) || !looksLikeSchema(one)) return undefined;
    const simple =
      own(one, "required") === undefined &&
      own(one, "optional") === undefined &&
      own(one, "in") === undefined &&
      own(one, "schema") === undefined;
    const read = simple ? undefined : readParameter(one, at, key, name);
    if (!simple && read === undefined) return undefined;
    return {
      name: key,
      place: read?.place ?? name,
      required: needed && name !== "path",
      schema: read?.schema ?? new Copy(at),
      written: read?.written ?? [],
    };
  });
}

/** OpenAPI's list of parameters under another name. */
export function argumentList({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "args arguments params inputs", isArray);
  const list = key === undefined || map === undefined ? undefined : own(map, key);
  if (map === undefined || key === undefined || !isArray(list)) return undefined;
  if (!list.every((one) => textOf(one, "name") !== undefined && textOf(one, "in") !== undefined))
    return undefined;
  return {
    member: key,
    what: `\`${key}\` are written by their place in the request: path, query, header or body.`,
    how: "write query: { properties: { id: { type: string } } }",
    meant: own(map, "parameters") === undefined ? copyOf(pointer, key) : undefined,
    named: "parameters",
  };
}

/** `params` by name, without a place: those of the path's template stand in `path`, those of a GET in `query`. */
export function parameterMap({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = ["params", "parameters", "arguments", "inputs", "args"].find((one) => {
    const inner = mapOf(map, one);
    return (
      inner !== undefined &&
      Object.keys(inner).length > 0 &&
      own(inner, "properties") === undefined &&
      !(one === "parameters" && Object.values(inner).every(isWriting)) &&
      Object.values(inner).every(
        (schema) =>
          typeof schema === "string" ||
          (looksLikeSchema(schema) &&
            isObject(schema) &&
            own(schema, "in") === undefined &&
            own(schema, "style") === undefined),
      )
    );
  });
  if (map === undefined || key === undefined || (key === "parameters" && own(map, "use") !== undefined))
    return undefined;
  const inner = mapOf(map, key) ?? {};
  const line =
    textOf(map, "request") ??
    `${textOf(map, "method") ?? ""} ${textOf(map, "path") ?? textOf(map, "url") ?? ""}`;
  const reads = /^(get|head|delete) /i.test(line);
  const list = Object.entries(inner).map(([name, one]) => {
    const place = new RegExp(`[{:<]${name.replaceAll(/[^\w]/g, ".")}(?![\\w])`).test(line) ? "path" : "query";
    const schema = typeof one === "string" ? schemaOfWord(one) : undefined;
    const read = readParameter(one, under(pointer, key, name), name, place);
    return typeof one === "string" ? schema && { name, place, required: false, schema, written: [] } : read;
  });
  const found = list.filter((one) => one !== undefined);
  const trees = placedTrees(found);
  const taken = trees.some(
    ({ place }) =>
      own(map, place) !== undefined && !(place === "path" && typeof own(map, place) === "string"),
  );
  const clear =
    found.length === list.length && (reads || found.every(({ place }) => place === "path")) && !taken;
  // The path beside a method becomes a request first.
  const later = typeof own(map, "path") === "string";
  return {
    member: key,
    what: `\`${key}\` does not say where in a request they go: path, query, header or body.`,
    how: `write ${trees.map(({ place }) => `${place}: { properties: { ${found.find((one) => one.place === place)?.name}: … } }`).join(", ") || "query: { properties: { id: { type: string } } }"}`,
    changes:
      clear && !later
        ? [
            {
              holder: pointer,
              put: trees.map(({ place, tree }) => ({ name: place, value: tree, over: key })),
            },
          ]
        : undefined,
  };
}
