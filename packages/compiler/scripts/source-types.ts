import { compile, type JSONSchema } from "json-schema-to-typescript";
import { mapSchema, nameOfRef, type Schema } from "./schema.ts";

const banner = `// Generated from schema/connector.schema.json by \`npm run generate\`. Do not edit.
import type { Json, JsonObject } from "@specwire/contract";

/** A JSON Schema as it was written. */
export type JsonSchema = JsonObject;`;

// What is inside a JSON Schema stays plain data, as it is in an OpenAPI document.
const untyped = new Set(["jsonSchema", "schemaOrBoolean", "schemaList", "jsonType"]);

/** The TypeScript types of a connector spec as it was written: `ConnectorSource` and its parts. */
export async function sourceTypes(schema: Schema): Promise<string> {
  const definitions = Object.entries(schema.$defs ?? {}).filter(([name]) => !untyped.has(name));
  const named = mapSchema({ ...schema, $defs: Object.fromEntries(definitions) }, nameReferences);
  const text = await compile({ ...named, title: "ConnectorSource" } as JSONSchema, "ConnectorSource", {
    additionalProperties: false,
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { printWidth: 110 },
  });
  return text
    .replaceAll(/^ \* This interface was referenced by .*\n \* via the `definition` .*\n/gm, "")
    .replaceAll(/^( *)\/\*\*\n(?: *\*\n)* *\*\/\n/gm, "")
    .replaceAll(/(\n *\*)+(\n *\*\/)/g, "$2")
    .replace("{Json, JsonObject}", "{ Json, JsonObject }");
}

// Each reference becomes the name of a type, else a description beside it would make a copy of the type.
function nameReferences(schema: Schema): Schema {
  const described = schema.description === undefined ? {} : { description: schema.description };
  if (schema.$ref !== undefined) return { ...described, tsType: typeName(nameOfRef(schema.$ref)) };
  const says = ["type", "const", "enum", "oneOf", "properties", "tsType"].some((key) => key in schema);
  return says ? schema : { ...described, tsType: "Json" };
}

function typeName(definition: string): string {
  return definition.charAt(0).toUpperCase() + definition.slice(1);
}
