import { expect, test } from "vitest";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import { SchemaLowering } from "./schema.ts";

const reference = (index: number) => ({ $ref: `#/components/schemas/S${Math.max(0, index)}` });
const object = (properties: object) => ({ type: "object", properties });

/** Each schema holds those before it several times over, always with something added: none of them by its name. */
const graphs: Readonly<Record<string, (index: number) => object>> = {
  "allOf in members of allOf": (index) => ({
    allOf: [
      reference(index - 1),
      object({
        l: { allOf: [reference(index - 1), reference(index - 2)] },
        r: { allOf: [reference(index - 1), object({ [`z${index}`]: {} })] },
      }),
    ],
  }),
  "references with requirements": (index) =>
    object({
      l: { ...reference(index - 1), required: ["q"] },
      r: { ...reference(index - 1), required: ["w"], properties: { w: {} } },
    }),
};

function written(schemaOf: (index: number) => object, count: number): number {
  const schemas = new Map<string, JsonSchema>();
  for (let index = 0; index < count; index++)
    schemas.set(
      `#/components/schemas/S${index}`,
      (index === 0 ? object({ a: {} }) : schemaOf(index)) as JsonSchema,
    );
  const lowering = new SchemaLowering((name) => schemas.get(name));
  const type = lowering.lower(reference(count - 1));
  return JSON.stringify([type, [...lowering.finish()]]).length;
}

test.each(Object.entries(graphs))("copies of copies have an end: %s", (_, schemaOf) => {
  expect(written(schemaOf, 24)).toBeLessThan(4 * written(schemaOf, 12));
});
