import { follow, mapSchema, type Schema } from "./schema.ts";

/**
 * An equal schema whose validation says one thing for each problem. A validator that tries each branch of
 * `oneOf` complains for all of them; here the value's type, or the member that tells branches apart,
 * chooses one branch, and only that one complains. Words for people are left out.
 */
export function sharpen(root: Schema): Schema {
  return mapSchema(root, (schema) => {
    const { $schema: _, $id, title, description, default: value, examples, ...rest } = schema;
    const { oneOf, ...others } = rest;
    return typed(oneOf === undefined ? rest : { ...others, ...choice(oneOf, root) }, root);
  });
}

function choice(branches: readonly Schema[], root: Schema): Schema {
  const targets = branches.map((branch) => follow(branch, root));
  const types = targets.map((target) => kindsOf(target, root));
  if (new Set(types.flat()).size === types.flat().length) return choiceByType(branches, types);
  const tag = tagOf(targets);
  if (tag === undefined) throw new Error("the branches of a oneOf differ neither by type nor by a constant");
  return choiceByTag(branches, targets, tag);
}

function choiceByType(branches: readonly Schema[], types: readonly (readonly string[])[]): Schema {
  return {
    type: types.flat(),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    allOf: branches.map((branch, index) => ({ if: { type: types[index] }, then: branch })),
  };
}

function choiceByTag(branches: readonly Schema[], targets: readonly Schema[], tag: string): Schema {
  const constants = targets.map((target) => target.properties?.[tag]?.const);
  return {
    type: "object",
    required: [tag],
    properties: { [tag]: { enum: constants } },
    allOf: branches.map((branch, index) => ({
      if: { type: "object", required: [tag], properties: { [tag]: { const: constants[index] } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: branch,
    })),
  };
}

function tagOf(targets: readonly Schema[]): string | undefined {
  const [first, ...others] = targets;
  return Object.keys(first?.properties ?? {}).find(
    (key) =>
      first?.properties?.[key]?.const !== undefined &&
      others.every((target) => target.properties?.[key]?.const !== undefined),
  );
}

function kindsOf(schema: Schema, root: Schema): readonly string[] {
  const target = follow(schema, root);
  if (target.oneOf !== undefined) {
    return [...new Set(target.oneOf.flatMap((branch) => kindsOf(branch, root)))];
  }
  if (target.type === undefined) throw new Error("a branch of a oneOf says no type");
  return typeof target.type === "string" ? [target.type] : target.type;
}

// With the items' type in sight, a check of uniqueness is a table and not a comparison of each with each.
function typed(schema: Schema, root: Schema): Schema {
  if (schema.uniqueItems !== true || schema.items?.$ref === undefined) return schema;
  return { ...schema, items: { type: follow(schema.items, root).type ?? [], ...schema.items } };
}
