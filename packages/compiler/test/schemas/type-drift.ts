import { SyntaxKind, type Type, type Symbol as TypeSymbol } from "ts-morph";

/** A JSON Schema as far as this reader of it goes. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
}

/** Keywords that only narrow a value or are for people; they have no counterpart in TypeScript. */
const narrowing = new Set([
  ...["description", "examples", "title", "$schema", "$id", "$defs"],
  ...["pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "propertyNames", "required"],
]);

/**
 * Every difference between a TypeScript type and the schema that stands for it: names, which of them are
 * required, closed sets of values, and the kinds of everything below. Each line starts with its place.
 */
export function typeDrift(type: Type, root: Schema, schema: Schema = root): string[] {
  const seen = new Map<Schema, Set<string>>();

  const compare = (one: Type, given: Schema, place: string): string[] => {
    const resolved = follow(root, given);
    const text = one.getText();
    const known = seen.get(resolved) ?? new Set();
    // What is being compared further up, or was found to be the same, needs no second look.
    if (known.has(text)) return [];
    seen.set(resolved, known.add(text));
    const found = compareKinds(one, resolved, place);
    if (found.length > 0) known.delete(text);
    return found;
  };

  const compareKinds = (one: Type, resolved: Schema, place: string): string[] => {
    const differs = (expected: string) => [
      `${place}: ${expected} in TypeScript, ${brief(resolved)} in the schema`,
    ];
    if (one.getAliasSymbol()?.getName() === "Json")
      return keywordsOf(resolved).length === 0 ? [] : differs("any JSON");
    if (one.isBoolean()) return resolved.type === "boolean" ? [] : differs("boolean");
    const values = literalsOf(one);
    if (values !== undefined)
      return sameValues(values, resolved)
        ? []
        : differs(values.map((value) => JSON.stringify(value)).join(" | "));
    if (one.isString()) return resolved.type === "string" && !resolved.enum ? [] : differs("string");
    if (one.isNumber())
      return resolved.type === "number" || resolved.type === "integer" ? [] : differs("number");
    if (one.isUnion()) return compareUnion(one, resolved, place);
    if (one.isArray() || one.isReadonlyArray()) {
      const items = one.getArrayElementType();
      if (resolved.type !== "array" || !resolved.items || !items) return differs("a list");
      return compare(items, resolved.items, `${place}[]`);
    }
    const member = one.getStringIndexType();
    if (member !== undefined) {
      const { additionalProperties } = resolved;
      if (resolved.type !== "object" || !additionalProperties || resolved.properties)
        return differs("a record");
      return compare(member, additionalProperties, `${place}{}`);
    }
    return compareObject(one, resolved, place);
  };

  const compareUnion = (one: Type, resolved: Schema, place: string): string[] => {
    const alternatives = [...(resolved.oneOf ?? [])];
    const unmatched = one.getUnionTypes().filter((member) => {
      const match = alternatives.findIndex((each) => compare(member, each, place).length === 0);
      if (match >= 0) alternatives.splice(match, 1);
      return match < 0;
    });
    return [
      ...unmatched.map((member) => `${place}: no alternative of the schema is ${member.getText()}`),
      ...alternatives.map(
        (each) => `${place}: no TypeScript type is the alternative ${brief(follow(root, each))}`,
      ),
    ];
  };

  const compareObject = (one: Type, resolved: Schema, place: string): string[] => {
    const { properties } = resolved;
    if (!one.isObject() && !one.isIntersection()) return [`${place}: ${one.getText()} is not understood`];
    if (resolved.type !== "object" || properties === undefined)
      return [`${place}: an object in TypeScript, ${brief(resolved)} in the schema`];
    const closed = resolved.additionalProperties === false ? [] : [`${place}: is not closed in the schema`];
    const members = new Map(one.getProperties().map((member) => [member.getName(), member]));
    const missing = [...members.keys()].filter((name) => !Object.hasOwn(properties, name));
    const differences = Object.entries(properties).flatMap(([name, property]) => {
      const at = `${place}.${name}`;
      const member = members.get(name);
      if (member === undefined) return [`${at}: is only in the schema`];
      const required = resolved.required?.includes(name) === true;
      return [
        ...(required === member.isOptional() ? [`${at}: is required in one and optional in the other`] : []),
        ...(property.description || follow(root, property).description ? [] : [`${at}: is not described`]),
        ...compare(typeOf(member, one), property, at),
      ];
    });
    return [...closed, ...missing.map((name) => `${place}.${name}: is only in TypeScript`), ...differences];
  };

  return compare(type, schema, "#");
}

/** As it is declared, so that an alias keeps its name and an optional member brings no `undefined`. */
function typeOf(member: TypeSymbol, owner: Type): Type {
  const declared = member.getDeclarations().find((one) => one.isKind(SyntaxKind.PropertySignature));
  const node = declared?.asKind(SyntaxKind.PropertySignature)?.getTypeNode();
  if (node !== undefined) return node.getType();
  // A member of a mapped type is declared nowhere by itself.
  const [declaration] = (owner.getAliasSymbol() ?? owner.getSymbolOrThrow()).getDeclarations();
  if (declaration === undefined) throw new Error(`${owner.getText()} has no declaration`);
  return member.getTypeAtLocation(declaration).getNonNullableType();
}

function follow(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.replace("#/$defs/", "");
  if (name === undefined) return schema;
  const target = root.$defs?.[name];
  if (target === undefined) throw new Error(`${schema.$ref} leads nowhere`);
  return target;
}

function literalsOf(type: Type): unknown[] | undefined {
  const members = type.isUnion() ? type.getUnionTypes() : [type];
  const values = members.map((one) =>
    one.isBooleanLiteral() ? one.getText() === "true" : one.getLiteralValue(),
  );
  return values.includes(undefined) ? undefined : values;
}

function sameValues(values: readonly unknown[], schema: Schema): boolean {
  const given = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  return given.length === values.length && values.every((value) => given.includes(value));
}

function keywordsOf(schema: Schema): string[] {
  return Object.keys(schema).filter((keyword) => !narrowing.has(keyword));
}

function brief(schema: Schema): string {
  const { description: _, ...rest } = schema;
  return JSON.stringify(rest).slice(0, 120);
}
