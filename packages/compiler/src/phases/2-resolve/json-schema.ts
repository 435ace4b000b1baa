import type { JsonObject } from "@specwire/contract";

/**
 * JSON Schema as documents and specs write it: draft 4 to 2020-12 and OpenAPI's dialects. Nothing in it is
 * trusted to have the shape that its keyword asks for.
 */
export type JsonSchema = boolean | JsonObject;

/** What a local reference (`#/components/schemas/Pet`) names, or undefined. */
export type SchemaLookup = (reference: string) => JsonSchema | undefined;
