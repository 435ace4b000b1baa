import type { JsonObject } from "../original.ts";

const schemaAt = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function documentOf(
  operations: number,
  schemas: JsonObject,
  bodyOf: (index: number) => JsonObject,
): JsonObject {
  const paths = Object.fromEntries(
    Array.from({ length: operations }, (_, index) => [
      `/things-${index}/{id}`,
      {
        post: {
          operationId: `things-${index}/update`,
          summary: `Change thing ${index}`,
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "filter", in: "query", schema: { type: "array", items: { type: "string" } } },
          ],
          requestBody: { content: { "application/json": { schema: bodyOf(index) } } },
          responses: {
            200: { description: "Changed", content: { "application/json": { schema: bodyOf(index) } } },
          },
        },
      },
    ]),
  );
  return { openapi: "3.0.3", info: { title: "Growth", version: "1" }, paths, components: { schemas } };
}

/** Operations that each have a schema of their own: what most documents are like. */
export function plain(size: number): JsonObject {
  const schemas = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `thing-${index}`,
      {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, note: schemaAt("note") },
      },
    ]),
  );
  const note = { type: "object", properties: { text: { type: "string" } } };
  return documentOf(size, { ...schemas, note }, (index) => schemaAt(`thing-${index}`));
}

/** Stripe's way: every schema reaches all others through `anyOf`, and itself. */
export function dense(size: number): JsonObject {
  const reach = 12;
  const schemas = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `thing-${index}`,
      {
        type: "object",
        properties: Object.fromEntries(
          Array.from({ length: reach }, (_, step) => [
            `link_${step}`,
            {
              nullable: true,
              anyOf: [{ type: "string" }, schemaAt(`thing-${(index * 7 + step * step + 1) % size}`)],
            },
          ]),
        ),
      },
    ]),
  );
  return documentOf(size, schemas, (index) => schemaAt(`thing-${index}`));
}

/** `allOf` of one schema twice, and so on down: 2^size ways to the end. */
export function diamonds(size: number): JsonObject {
  const schemas = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `thing-${index}`,
      index === size - 1
        ? { type: "object", properties: { end: { type: "string" } } }
        : { allOf: [schemaAt(`thing-${index + 1}`), schemaAt(`thing-${index + 1}`)] },
    ]),
  );
  return documentOf(10, schemas, () => schemaAt("thing-0"));
}

/** `oneOf` of the one before and one more: each is a union of all that are below it. */
export function towers(size: number): JsonObject {
  const schemas = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `thing-${index}`,
      {
        oneOf: [
          { type: "object", properties: { [`own_${index}`]: { type: "string" } } },
          index === 0 ? { type: "string" } : schemaAt(`thing-${index - 1}`),
        ],
      },
    ]),
  );
  return documentOf(10, schemas, (index) => schemaAt(`thing-${size - 1 - index}`));
}

/** Schemas inside schemas, without a name to meet them again by. */
export function nested(size: number): JsonObject {
  const deep = (levels: number): JsonObject =>
    levels === 0
      ? { type: "string" }
      : {
          type: "object",
          properties: { a: deep(levels - 1), b: { type: "array", items: { type: "string" } } },
        };
  const schemas = Object.fromEntries(Array.from({ length: size }, (_, index) => [`thing-${index}`, deep(8)]));
  return documentOf(size, schemas, (index) => schemaAt(`thing-${index}`));
}
