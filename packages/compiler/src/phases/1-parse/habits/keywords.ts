import { isArray, isObject, type Json, own } from "@specwire/contract";
import { Members, type Tree } from "../rewrite/tree.ts";
import { copyOf, type Habit, type Looked, mapOf, textOf, under } from "./habit.ts";
import { collectionFormats } from "./writing.ts";

/** `nullable`, `example`, `min` and other words that JSON Schema 2020-12 says otherwise. */
export function otherKeywords({ pointer, value }: Looked): Habit | undefined {
  if (!isObject(value)) return undefined;
  const of = (key: string) => own(value, key);
  const at = (key: string) => under(pointer, key);
  const said = (key: string, what: string, how: string, changes: Habit["changes"]): Habit => ({
    at: at(key),
    what,
    how,
    changes,
  });
  const values = ["values", "options", "choices", "enum", "allowed"].find((key) => isArray(of(key)));
  if (of("type") === "enum" && values !== undefined) {
    const texts = (of(values) as readonly Json[]).every((one) => typeof one === "string");
    const listed = values === "enum" ? [] : [{ name: "enum", value: copyOf(pointer, values), over: values }];
    const put = [{ name: "type", value: "string", over: "type" }, ...listed];
    return {
      at: at("type"),
      what: "`enum` is no type: it lists the values beside one.",
      how: "write type: string, and enum: with the values.",
      changes: texts ? [{ holder: pointer, put }] : undefined,
      claims: [at("type"), at(values)],
    };
  }
  if (typeof of("nullable") === "boolean") {
    const { type } = value;
    const list =
      typeof type === "string"
        ? [type, "null"]
        : isArray(type) && !type.includes("null")
          ? [...type, "null"]
          : undefined;
    const changes =
      of("nullable") === false
        ? [{ holder: pointer, remove: ["nullable"] }]
        : list && [
            {
              holder: pointer,
              remove: ["nullable"],
              put: [{ name: "type", value: list as Json, over: "type" }],
            },
          ];
    return said(
      "nullable",
      "`nullable` is OpenAPI 3.0; in JSON Schema null is one of the types.",
      `write type: [${typeof type === "string" ? type : "string"}, "null"]`,
      changes,
    );
  }
  if (of("example") !== undefined)
    return said(
      "example",
      "`examples` is a list.",
      "write examples: [ … ]",
      of("examples") === undefined
        ? [{ holder: pointer, put: [{ name: "examples", value: [of("example") ?? null], over: "example" }] }]
        : undefined,
    );
  for (const [key, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof of(key) !== "boolean") continue;
    const limit = of(bound);
    const changes =
      of(key) === false
        ? [{ holder: pointer, remove: [key] }]
        : typeof limit === "number"
          ? [
              {
                holder: pointer,
                remove: [bound],
                put: [{ name: key, value: copyOf(pointer, bound), over: key }],
              },
            ]
          : undefined;
    return said(
      key,
      `\`${key}\` is the bound itself, a number.`,
      `write ${key}: ${typeof limit === "number" ? limit : 0} in place of ${bound} and ${key}.`,
      changes,
    );
  }
  for (const [key, bound] of [
    ["min", "min"],
    ["max", "max"],
  ] as const) {
    const limit = of(key);
    if (typeof limit !== "number") continue;
    const type = [value.type].flat()[0];
    const word = type === "string" ? "Length" : type === "array" ? "Items" : "imum";
    const name = `${bound}${word}`;
    return {
      ...said(
        key,
        `\`${key}\` is \`${name}\` in JSON Schema.`,
        `write ${name}: ${limit}`,
        of(name) === undefined
          ? [{ holder: pointer, put: [{ name, value: copyOf(pointer, key), over: key }] }]
          : undefined,
      ),
      claims: [at(key)],
    };
  }
  return undefined;
}

/** `style`, `explode` and Swagger 2's `collectionFormat` in a parameter's schema. */
export function writingInSchema({ spec, pointer, value, rule }: Looked): Habit | undefined {
  if (rule.definition !== "parameterSchemas") return undefined;
  const properties = mapOf(value, "properties") ?? {};
  const keys = ["style", "explode", "allowReserved", "collectionFormat"];
  const name = Object.keys(properties).find((one) =>
    keys.some((key) => own(mapOf(properties[one]) ?? {}, key) !== undefined),
  );
  if (name === undefined) return undefined;
  const found = mapOf(properties[name]) ?? {};
  const here = keys.filter((key) => own(found, key) !== undefined);
  const at = under(pointer, "properties", name);
  const operation = pointer.slice(0, pointer.lastIndexOf("/"));
  const parameters = mapOf(mapOf(spec.valueAt(operation)), "parameters");
  const written = here.flatMap((key): readonly (readonly [string, Tree])[] =>
    key === "collectionFormat"
      ? (collectionFormats[String(found[key])] ?? [])
      : [[key, copyOf(at, key)] as const],
  );
  const entry = new Members(written);
  const clear =
    written.length > 0 &&
    here.length < Object.keys(found).length &&
    (parameters === undefined || own(parameters, name) === undefined);
  const put =
    parameters === undefined
      ? { holder: operation, put: [{ name: "parameters", value: new Members([[name, entry]]) }] }
      : { holder: under(operation, "parameters"), put: [{ name, value: entry }] };
  return {
    at: under(at, here[0] ?? "style"),
    what: "How a parameter is written stands under `parameters`, not in its schema.",
    how: `write parameters: { ${name}: { style: form, explode: false } } beside \`${pointer.slice(pointer.lastIndexOf("/") + 1)}\`.`,
    changes: clear ? [{ holder: at, remove: here }, put] : undefined,
    claims: here.map((key) => under(at, key)),
  };
}

/** `collectionFormat` under `parameters`. */
export function collectionFormat({ pointer, value }: Looked): Habit | undefined {
  const written = collectionFormats[textOf(value, "collectionFormat") ?? ""];
  if (!isObject(value) || own(value, "collectionFormat") === undefined) return undefined;
  const clear = written?.every(([key]) => own(value, key) === undefined);
  return {
    member: "collectionFormat",
    what: "`collectionFormat` is Swagger 2; here lists are written by `style` and `explode`.",
    how: `write ${(
      written ?? [
        ["style", "form"],
        ["explode", false],
      ]
    )
      .map(([key, one]) => `${key}: ${String(one)}`)
      .join(", ")}`,
    changes:
      clear && written
        ? [
            {
              holder: pointer,
              put: written.map(([name, one]) => ({ name, value: one, over: "collectionFormat" })),
            },
          ]
        : undefined,
  };
}

/** A schema's `enum` as a text with commas or strokes. */
export function enumText({ value, name }: Looked): Habit | undefined {
  if (name !== "enum" || typeof value !== "string") return undefined;
  const words = value.split(/\s*[,|]\s*/).filter((one) => one !== "");
  return {
    on: "value",
    what: "`enum` is a list.",
    how: `write enum: [${words.join(", ")}]`,
    meant: words.length > 0 && words.every((one) => /^[\w.-]+$/.test(one)) ? words : undefined,
  };
}
