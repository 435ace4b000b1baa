/** As much of JSON Schema as connector.schema.json is written in. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/** The same schema with every schema inside it, and then itself, replaced. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const inner = (one: Schema): Schema => mapSchema(one, change);
  const all = (record: Readonly<Record<string, Schema>>): Record<string, Schema> =>
    Object.fromEntries(Object.entries(record).map(([key, one]) => [key, inner(one)]));
  return change({
    ...schema,
    ...(schema.$defs && { $defs: all(schema.$defs) }),
    ...(schema.properties && { properties: all(schema.properties) }),
    ...(schema.patternProperties && { patternProperties: all(schema.patternProperties) }),
    ...(typeof schema.additionalProperties === "object" && {
      additionalProperties: inner(schema.additionalProperties),
    }),
    ...(schema.propertyNames && { propertyNames: inner(schema.propertyNames) }),
    ...(schema.items && { items: inner(schema.items) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(inner) }),
  });
}

/** The name in `#/$defs/<name>`. */
export function nameOfRef(ref: string): string {
  const match = /^#\/\$defs\/([A-Za-z0-9]+)$/.exec(ref);
  if (match?.[1] === undefined) throw new Error(`unexpected $ref ${ref}`);
  return match[1];
}

/** The definition that a schema leads to; a schema without `$ref` is its own. */
export function follow(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = root.$defs?.[nameOfRef(schema.$ref)];
  if (target === undefined) throw new Error(`${schema.$ref} leads nowhere`);
  return follow(target, root);
}
