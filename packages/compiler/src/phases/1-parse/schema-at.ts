import { isArray, isObject, type Json, type JsonPointer, own, pointerTokens } from "@specwire/contract";
import { schema as root } from "../../../gen/validate-connector.js";

/** A part of the format's schema, in the keywords that it is written in. */
export interface FormatSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, FormatSchema>>;
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly properties?: Readonly<Record<string, FormatSchema>>;
  readonly patternProperties?: Readonly<Record<string, FormatSchema>>;
  readonly additionalProperties?: boolean | FormatSchema;
  readonly propertyNames?: FormatSchema;
  readonly required?: readonly string[];
  readonly items?: FormatSchema;
  readonly allOf?: readonly { readonly if: FormatSchema; readonly then: FormatSchema }[];
}

export interface Rule {
  readonly schema: FormatSchema;
  /** The last definition that led here, such as `operationId`. */
  readonly definition?: string;
}

/** What the format says about the value at a pointer, alternatives chosen by the data as the validator does. */
export function schemaAt(data: Json, pointer: JsonPointer): Rule | undefined {
  let rule: Rule | undefined = chosen({ schema: root as FormatSchema }, data);
  let value: Json | undefined = data;
  for (const token of pointerTokens(pointer)) {
    const inner: FormatSchema | undefined = rule && member(rule.schema, token);
    value = isArray(value) ? value[Number(token)] : isObject(value) ? own(value, token) : undefined;
    if (inner === undefined) return undefined;
    rule = chosen({ schema: inner }, value);
  }
  return rule;
}

/** The definition that names of a map's members follow. */
export function namesRule(schema: FormatSchema): Rule | undefined {
  return schema.propertyNames && chosen({ schema: schema.propertyNames }, undefined);
}

/** What the format says about a member of such a value. */
export function memberRule(schema: FormatSchema, name: string): Rule | undefined {
  const inner = member(schema, name);
  return inner && chosen({ schema: inner }, undefined);
}

function member(schema: FormatSchema, token: string): FormatSchema | undefined {
  if (schema.items !== undefined) return schema.items;
  const { properties, additionalProperties } = schema;
  return (
    own(properties, token) ?? (typeof additionalProperties === "object" ? additionalProperties : undefined)
  );
}

function chosen(rule: Rule, value: Json | undefined): Rule {
  const { $ref } = rule.schema;
  if ($ref !== undefined) {
    const definition = $ref.slice("#/$defs/".length);
    const target = (root as FormatSchema).$defs?.[definition];
    return target === undefined ? rule : chosen({ schema: target, definition }, value);
  }
  const branch = rule.schema.allOf?.find((one) => fits(one.if, value))?.then;
  if (branch === undefined) return rule;
  return chosen({ ...rule, schema: branch }, value);
}

// The conditions that the generator writes: a type, or one member's constant.
function fits(condition: FormatSchema, value: Json | undefined): boolean {
  if (condition.properties !== undefined) {
    return Object.entries(condition.properties).every(
      ([name, { const: wanted }]) => isObject(value) && own(value, name) === wanted,
    );
  }
  return [condition.type ?? []].flat().includes(typeOf(value));
}

/** The JSON type of a value. */
export function typeOf(value: Json | undefined): string {
  if (value === null) return "null";
  return isArray(value) ? "array" : typeof value;
}
