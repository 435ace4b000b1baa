import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Project, type Type } from "ts-morph";
import { describe, expect, test } from "vitest";
import { type Schema, typeDrift } from "./type-drift.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const readSchema = (name: string) =>
  JSON.parse(readFileSync(here(`../../schema/${name}.schema.json`), "utf8")) as Schema;

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

const contract = new Project({ compilerOptions, skipAddingFilesFromTsConfig: true });
contract.addSourceFilesAtPaths(here("../../../contract/src/*.ts"));

/** A type that a module of the contract exports. */
function contractType(file: string, name: string): Type {
  return contract
    .getSourceFileOrThrow(here(`../../../contract/src/${file}`))
    .getInterfaceOrThrow(name)
    .getType();
}

describe("the published schemas say what the contract's types say", () => {
  test("compiled-connector.schema.json is Connector", () => {
    expect(typeDrift(contractType("connector.ts", "Connector"), readSchema("compiled-connector"))).toEqual(
      [],
    );
  });

  test.each(["OperationEnvelope", "AnswerEnvelope"])("envelope.schema.json is %s", (name) => {
    const schema = readSchema("envelope");
    expect(schema.oneOf).toContainEqual({ $ref: `#/$defs/${name}` });
    expect(typeDrift(contractType("envelope.ts", name), schema, { $ref: `#/$defs/${name}` })).toEqual([]);
  });

  test("catalogue.schema.json is Catalogue", () => {
    const [type, schema] = [contractType("catalogue.ts", "Catalogue"), readSchema("catalogue")];
    expect(typeDrift(type, schema, { $ref: "#/$defs/Catalogue" })).toEqual([]);
  });

  test.each(["compiled-connector", "envelope", "catalogue"])("each definition of %s is used", (name) => {
    const schema = readSchema(name);
    const used = new Set(JSON.stringify(schema).match(/(?<="#\/\$defs\/)\w+/g));
    expect([...used].sort()).toEqual(Object.keys(schema.$defs ?? {}).sort());
  });
});

describe("typeDrift finds", () => {
  const source = `
    type Json = null | string | readonly Json[] | { readonly [key: string]: Json };
    type Kind = "a" | "b";
    export interface Root {
      readonly id: string;
      readonly size?: number;
      readonly kind: Kind;
      readonly on: boolean;
      readonly only?: true;
      readonly value?: Json;
      readonly list: readonly Root[];
      readonly byName: Readonly<Record<string, Kind>>;
      readonly either: { readonly x: string } | { readonly y: 1 };
    }`;
  const string = { description: "d", type: "string" };
  const object = (properties: object, required: string[]) => ({
    type: "object",
    additionalProperties: false,
    required,
    properties,
  });
  const properties = {
    id: string,
    size: { description: "d", type: "integer" },
    kind: { description: "d", enum: ["b", "a"] },
    on: { description: "d", type: "boolean" },
    only: { description: "d", const: true },
    value: { description: "d" },
    list: { description: "d", type: "array", items: { $ref: "#/$defs/Root" } },
    byName: { description: "d", type: "object", additionalProperties: { enum: ["a", "b"] } },
    either: {
      description: "d",
      oneOf: [object({ y: { description: "d", const: 1 } }, ["y"]), object({ x: string }, ["x"])],
    },
  };
  const required = ["id", "kind", "on", "list", "byName", "either"];

  const project = new Project({ compilerOptions, useInMemoryFileSystem: true });
  const type = project.createSourceFile("root.ts", source).getInterfaceOrThrow("Root").getType();
  const drift = (changed: object, more: object = {}) => {
    const $defs = { Root: { ...object({ ...properties, ...changed }, required), ...more } };
    return typeDrift(type, { $defs } as Schema, { $ref: "#/$defs/Root" });
  };

  test("nothing where there is nothing", () => {
    expect(drift({})).toEqual([]);
  });

  test.each<[what: string, changed: object, more: object, place: string]>([
    ["a member that only the schema has", { extra: string }, {}, "#.extra: is only in the schema"],
    [
      "a member that is optional in one",
      {},
      { required: [...required, "size"] },
      "#.size: is required in one and optional in the other",
    ],
    ["a member that is not described", { id: { type: "string" } }, {}, "#.id: is not described"],
    ["an object that is open", {}, { additionalProperties: true }, "#: is not closed in the schema"],
    ["a missing value", { kind: { description: "d", enum: ["a"] } }, {}, "#.kind: "],
    [
      "a value too many",
      { byName: { description: "d", type: "object", additionalProperties: { enum: ["a", "b", "c"] } } },
      {},
      "#.byName{}: ",
    ],
    ["a set where any text is fine", { id: { description: "d", type: "string", enum: ["a"] } }, {}, "#.id: "],
    ["any text where only a set is fine", { kind: string }, {}, "#.kind: "],
    ["another kind", { on: string }, {}, "#.on: "],
    ["another constant", { only: { description: "d", const: false } }, {}, "#.only: "],
    ["a limit where any JSON is fine", { value: string }, {}, "#.value: "],
    ["items of another kind", { list: { description: "d", type: "array", items: string } }, {}, "#.list[]: "],
    [
      "an alternative too few",
      { either: { description: "d", oneOf: [object({ x: string }, ["x"])] } },
      {},
      "#.either: ",
    ],
    [
      "an alternative too many",
      { either: { description: "d", oneOf: [...properties.either.oneOf, string] } },
      {},
      "#.either: ",
    ],
  ])("%s", (_, changed, more, place) => {
    expect(drift(changed, more).map((line) => line.startsWith(place))).toEqual([true]);
  });

  test("a member that only TypeScript has", () => {
    const { id: _, ...rest } = properties;
    expect(drift({}, { properties: rest })).toEqual(["#.id: is only in TypeScript"]);
  });
});
