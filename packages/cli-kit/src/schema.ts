import {
  type ArgumentType,
  contentTypesOf,
  type Field,
  flagsOf,
  type Json,
  type JsonObject,
  type Operation,
  type UnionType,
} from "@specwire/contract";

type JsonMembers = Record<string, Json>;

/** What `--schema` prints: JSON Schema of the arguments, the flags for them, and what is known of the answer. */
export function describeOperation(
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
): JsonObject {
  const { response } = operation;
  const properties: JsonMembers = {};
  const required: string[] = [];
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const fields = operation.parameters.filter((one) => one.in === place && one.fixed === undefined);
    if (fields.length === 0) continue;
    properties[place] = objectSchema(fields);
    if (fields.some((field) => field.required && field.default === undefined)) required.push(place);
  }
  const [, ...others] = contentTypesOf(operation);
  if (operation.body) {
    properties.body = schemaOf(operation.body.type);
    if (operation.body.required) required.push("body");
  }
  const flags = flagsOf(operation, types).map((flag) => [
    `--${flag.name}`,
    [flag.in, ...flag.path].join("/"),
  ]);
  const defs = Object.entries(types).map(([name, type]) => [name, schemaOf(type)]);
  return {
    operation: operation.id,
    summary: operation.summary,
    access: operation.access,
    ...(operation.destructive && { destructive: true }),
    method: operation.method,
    path: operation.path,
    ...(operation.body && { contentType: operation.body.contentType }),
    ...(others.length > 0 && { otherContentTypes: others }),
    arguments: { type: "object", properties, ...(required.length > 0 && { required }) },
    flags: Object.fromEntries(flags),
    response: {
      kind: response.kind,
      ...(response.mayStream && { mayStream: true }),
      ...(response.redirect && { redirect: true }),
      ...(response.items !== undefined && { items: response.items }),
      ...(response.fields.length > 0 && { shown: response.fields }),
      ...(response.known.length > 0 && { fields: response.known }),
    },
    ...(defs.length > 0 && { $defs: Object.fromEntries(defs) }),
  };
}

function objectSchema(
  fields: readonly (Field & { readonly default?: Json })[],
  additional?: ArgumentType,
): JsonObject {
  const required = fields.filter((field) => field.required && field.default === undefined);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    ...(required.length > 0 && { required: required.map((field) => field.name) }),
    additionalProperties: additional === undefined ? false : schemaOf(additional),
  };
}

function fieldSchema(field: Field & { readonly default?: Json }): JsonObject {
  const stated = field.default ?? field.apiDefault;
  return {
    ...schemaOf(field.type),
    ...(field.description !== undefined && { description: field.description }),
    ...(stated !== undefined && { default: stated }),
    ...(field.deprecated && { deprecated: true }),
  };
}

function schemaOf(type: ArgumentType): JsonObject {
  if (type.kind === "any") return {};
  const schema = plainSchema(type);
  if (!type.nullable) return schema;
  return typeof schema.type === "string" && schema.enum === undefined
    ? { ...schema, type: [schema.type, "null"] }
    : { anyOf: [schema, { type: "null" }] };
}

function plainSchema(type: Exclude<ArgumentType, { readonly kind: "any" }>): JsonObject {
  switch (type.kind) {
    case "array": {
      const { minItems, maxItems } = type;
      return { type: "array", items: schemaOf(type.items), ...defined({ minItems, maxItems }) };
    }
    case "object":
      return objectSchema(type.properties, type.additional);
    case "union":
      return unionSchema(type);
    case "reference":
      return { $ref: `#/$defs/${type.name}` };
    case "file":
      return { type: "string", format: "binary", description: "a file; its path on the command line" };
    case "string": {
      const { kind, nullable: _, encoding, ...rest } = type;
      return { type: kind, ...defined(rest), ...(encoding && { contentEncoding: encoding }) };
    }
    default: {
      const { kind, nullable: _, ...rest } = type;
      return { type: kind, ...defined(rest) };
    }
  }
}

/** With OpenAPI's Discriminator Object, which says what each value of the member means. */
function unionSchema({ variants, discriminator }: UnionType): JsonObject {
  const anyOf = variants.map(schemaOf);
  if (discriminator === undefined) return { anyOf };
  const nameOf = (place: number) => {
    const variant = variants[place];
    return variant?.kind === "reference" ? `#/$defs/${variant.name}` : `variant ${place + 1} of anyOf`;
  };
  const mapping = Object.entries(discriminator.mapping).map(([word, place]) => [word, nameOf(place)]);
  return {
    anyOf,
    discriminator: { propertyName: discriminator.property, mapping: Object.fromEntries(mapping) },
  };
}

function defined(members: Readonly<Record<string, Json | undefined>>): JsonMembers {
  const result: JsonMembers = {};
  for (const [key, value] of Object.entries(members)) if (value !== undefined) result[key] = value;
  return result;
}
