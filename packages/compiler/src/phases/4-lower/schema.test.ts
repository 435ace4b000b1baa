import {
  type ArgumentType,
  checkArguments,
  type Json,
  type JsonObject,
  type Operation,
} from "@specwire/contract";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SchemaLowering } from "./schema.ts";

// The check of arguments against a JSON Schema validator: it may let through what only a validator sees, and must
// never refuse what the document accepts. One thing is taken as meant that JSON Schema leaves open: what has
// `properties` is an object. So all schemas here state their type.

const definitions: Readonly<Record<string, JsonObject>> = {
  Pet: {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, tag: { type: "string" } },
  },
  Node: {
    type: "object",
    properties: { value: { type: "integer" }, next: { $ref: "#/components/schemas/Node" } },
  },
  Word: { type: "string", enum: ["a", "b"] },
  Either: { oneOf: [{ $ref: "#/components/schemas/Pet" }, { type: "integer" }] },
};

function found(schema: JsonObject, value: Json): string[] {
  const schemas = new SchemaLowering((reference) => definitions[reference.split("/").pop() ?? ""]);
  const type: ArgumentType = schemas.lower(schema);
  const types = Object.fromEntries(schemas.finish());
  const operation = {
    parameters: [],
    body: { contentType: "application/json", encoding: "json", required: true, type },
  } as unknown as Operation;
  return checkArguments(operation, types, { body: value }).map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );
}

function accepts(schema: JsonObject, value: Json): boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  return ajv.compile({ ...schema, components: { schemas: definitions } })(value);
}

const names = ["a", "b", "name", "value"] as const;
const scalars = fc.constantFrom<Json>(
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  20,
  "",
  "a",
  "b",
  "😀😀",
  "long text",
);
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, "other"), tie("value"), { maxKeys: 3 }) as fc.Arbitrary<Json>,
  ),
})).value;

const types = fc.constantFrom<Json>(
  "string",
  "integer",
  "number",
  "boolean",
  "array",
  "object",
  "null",
  ["string", "null"],
  ["integer", "array"],
);
const schemas = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ type: types }),
    fc.record({
      type: fc.constant("string"),
      minLength: fc.nat(3),
      maxLength: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      type: fc.constantFrom("integer", "number"),
      minimum: fc.integer({ min: -2, max: 2 }),
      exclusiveMaximum: fc.nat(3),
    }),
    fc.record({ enum: fc.array(scalars, { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: types, enum: fc.array(scalars, { minLength: 1, maxLength: 3 }) }),
    fc.record({ const: scalars }),
    fc.constantFrom(
      ...Object.keys(definitions).map((name): JsonObject => ({ $ref: `#/components/schemas/${name}` })),
    ),
    fc.record({ required: fc.array(fc.constantFrom(...names), { maxLength: 2 }) }),
    fc.constantFrom<JsonObject>(
      {},
      { not: { type: "string" } },
      JSON.parse('{"if":{"type":"string"},"then":{"minLength":2}}') as JsonObject,
      { dependentRequired: { a: ["b"] } },
      { minProperties: 1 },
      { propertyNames: { maxLength: 4 } },
    ),
    object(tie("schema") as fc.Arbitrary<JsonObject>),
    fc.record(
      {
        type: fc.constant("array"),
        items: tie("schema") as fc.Arbitrary<JsonObject>,
        prefixItems: fc.array(tie("schema") as fc.Arbitrary<JsonObject>, { minLength: 1, maxLength: 2 }),
        maxItems: fc.nat(3),
      },
      { requiredKeys: ["type"] },
    ),
    mixture(tie("schema") as fc.Arbitrary<JsonObject>),
  ) as fc.Arbitrary<JsonObject>,
})).schema;

function object(schema: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc.record(
    {
      type: fc.constant("object"),
      properties: fc.dictionary(fc.constantFrom(...names), schema, { maxKeys: 3 }),
      required: fc.array(fc.constantFrom(...names), { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), schema),
      patternProperties: fc.record({ "^o": schema }),
    },
    { requiredKeys: ["type"] },
  ) as unknown as fc.Arbitrary<JsonObject>;
}

function mixture(schema: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  return fc
    .record(
      {
        allOf: list,
        oneOf: list,
        anyOf: list,
        type: types,
        required: fc.constant(["a"]),
        $ref: fc.constant("#/components/schemas/Pet"),
      },
      { requiredKeys: [] },
    )
    .chain((parts) =>
      fc
        .oneof(fc.constant({}), object(schema))
        .map((more) => ({ ...more, ...parts }) as unknown as JsonObject),
    );
}

describe("argument types against JSON Schema", () => {
  test("nothing that a document accepts is refused", () => {
    fc.assert(
      fc.property(schemas, values, (schema, value) => {
        fc.pre(accepts(schema, value));
        expect(found(schema, value)).toEqual([]);
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    );
  });
});

const scalar = fc.oneof(
  fc.record({
    type: fc.constantFrom<Json>(
      "string",
      "integer",
      "number",
      "boolean",
      ["string", "null"],
      ["integer", "string"],
    ),
  }),
  fc.record({ type: fc.constant("string"), minLength: fc.nat(2), maxLength: fc.integer({ min: 2, max: 4 }) }),
  fc.record({
    type: fc.constant("integer"),
    minimum: fc.integer({ min: -2, max: 1 }),
    exclusiveMaximum: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ enum: fc.array(scalars, { maxLength: 3 }).map((list) => [...list, "a"]) }),
  fc.record({ const: fc.constantFrom<Json>("a", 1, true) }),
) as fc.Arbitrary<JsonObject>;

const plain = fc.letrec<{ schema: JsonObject }>((tie) => {
  const inner = tie("schema") as fc.Arbitrary<JsonObject>;
  const openObject = fc.record(
    {
      type: fc.constant("object"),
      properties: fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 3 }),
      required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
      additionalProperties: fc.constant(true),
    },
    { requiredKeys: ["type"] },
  );
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      fc.constantFrom(
        ...Object.keys(definitions).map((name): JsonObject => ({ $ref: `#/components/schemas/${name}` })),
      ),
      openObject,
      fc.record({
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 3 }),
        additionalProperties: fc.constant(false),
      }),
      fc.record({ type: fc.constant("object"), additionalProperties: inner }),
      fc.record({ type: fc.constant("array"), items: inner, maxItems: fc.nat(3) }),
      fc.record({ anyOf: fc.array(inner, { minLength: 1, maxLength: 3 }) }),
    ) as fc.Arbitrary<JsonObject>,
  };
}).schema;

describe("what a document plainly forbids", () => {
  test("is refused: plain schemas are checked exactly", () => {
    fc.assert(
      fc.property(plain, values, (schema, value) => {
        expect(found(schema, value).length === 0).toBe(accepts(schema, value));
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, JsonObject, Json]>([
    [
      "a missing member that allOf requires",
      { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["tag"] }] },
      { name: "a" },
    ],
    [
      "a missing member that nobody declares",
      { type: "object", allOf: [{ required: ["id"] }], properties: {} },
      {},
    ],
    [
      "a member of the wrong type beside a reference",
      { $ref: "#/components/schemas/Pet", properties: { age: { type: "integer" } } },
      { name: "a", age: "x" },
    ],
    ["an enum narrowed beside a reference", { $ref: "#/components/schemas/Word", enum: ["a"] }, "b"],
    [
      "bounds of two parts",
      {
        allOf: [
          { type: "integer", minimum: 2 },
          { type: "integer", maximum: 3 },
        ],
      },
      4,
    ],
    [
      "a variant of neither union",
      { oneOf: [{ type: "string" }], anyOf: [{ type: "string", maxLength: 1 }] },
      "ab",
    ],
    [
      "a member of unions in parts",
      {
        allOf: [
          { oneOf: [{ $ref: "#/components/schemas/Pet" }] },
          { type: "object", properties: { age: { type: "integer" } }, required: ["age"] },
        ],
      },
      { name: "a" },
    ],
    ["more than a tuple has", { type: "array", prefixItems: [{ type: "string" }], items: false }, ["a", "b"]],
    [
      "a wrong value under a pattern",
      { type: "object", patternProperties: { "^o": { type: "string" } }, additionalProperties: false },
      { other: 1 },
    ],
  ])("%s", (_, schema, value) => {
    expect(accepts(schema, value)).toBe(false);
    expect(found(schema, value)).not.toEqual([]);
  });
});

test.each(["anyOf", "oneOf"])(
  "what the one variant of %s beside null says is said of the member",
  (keyword) => {
    const schemas = new SchemaLowering(() => ({ type: "string", description: "Its name", default: "a" }));
    const field = (variant: JsonObject) =>
      schemas.field("name", { [keyword]: [variant, { type: "null" }] }, false);
    expect(field({ type: "string", description: "Its name", default: "a" })).toMatchObject({
      description: "Its name",
      apiDefault: "a",
    });
    expect(field({ $ref: "#/components/schemas/Name" })).toMatchObject({ description: "Its name" });
    expect(
      schemas.field("name", { [keyword]: [{ description: "a" }, { description: "b" }] }, false),
    ).not.toHaveProperty("description");
  },
);
