import {
  type ArgumentType,
  type ArgumentTypes,
  type Body,
  type Field,
  isObject,
  type Json,
  type Operation,
  own,
  resolveType,
} from "../../../packages/contract/src/index.ts";
import type { FieldFacts, OperationFacts, ParameterFacts, Service } from "../services.ts";

/**
 * What an agent could not ask for, or would be asked for in vain: everything that the documentation names has to be
 * declared, accept the values that it names, and be required where it is and nowhere else.
 */
export function declaredProblems(
  { facts: { pagination } }: Service,
  facts: OperationFacts,
  operation: Operation,
  types: ArgumentTypes,
): string[] {
  const isPaged = operation.pagination !== undefined;
  const { pageParam, offsetParam, cursorParam } = pagination ?? {};
  // What goes through the pages by itself need not be there; what always has one value is seen in the requests.
  const isTaken = ({ name, note = "" }: ParameterFacts) =>
    note.startsWith("fixed:") ||
    (isPaged && (note.includes("only through") || [pageParam, offsetParam, cursorParam].includes(name)));
  return [
    ...facts.parameters
      .filter((one) => one.in !== "path" && !isTaken(one))
      .flatMap((one) => parameterProblems(one, operation, types)),
    ...bodyProblems(facts, operation, types),
  ];
}

function parameterProblems(fact: ParameterFacts, { parameters }: Operation, types: ArgumentTypes): string[] {
  const what = `${fact.in} ${fact.name}`;
  const named = (name: string) =>
    parameters.find((one) => one.in === fact.in && one.name.toLowerCase() === name.toLowerCase());
  const plain = named(fact.name) ?? named(fact.name.replace(/\[\]$/, "")) ?? named(`${fact.name}[]`);
  if (plain !== undefined) {
    const isSent = plain.fixed !== undefined || plain.default !== undefined;
    return isSent && plain.required === undefined ? [] : fieldProblems(what, fact, plain, types);
  }
  const [, holder = "", member = ""] = /^([^[\]]+)\[([^[\]]+)\]$/.exec(fact.name) ?? [];
  const object = named(holder);
  const found = object && membersOf(object.type, types)?.find(({ name }) => name === member);
  return found === undefined ? [`${what}: is not declared`] : fieldProblems(what, fact, found, types);
}

function bodyProblems(facts: OperationFacts, operation: Operation, types: ArgumentTypes): string[] {
  const fields = facts.body?.fields ?? [];
  if (fields.length === 0) return [];
  if (operation.body === undefined) return ["body: is not declared"];
  const bodies = [operation.body, ...(operation.otherBodies ?? [])];
  const problems = bodies.map((body) => membersProblems(fields, body, types));
  return problems.find((one) => one.length === 0) ?? problems[0] ?? [];
}

function membersProblems(fields: readonly FieldFacts[], body: Body, types: ArgumentTypes): string[] {
  return fields
    .filter(({ name }) => !isSent(body.fixed, name) && !isSent(body.default, name))
    .flatMap((fact) => {
      const what = `body ${fact.name}`;
      const way = fact.name.replaceAll("[]", ".[]").split(".").filter(Boolean);
      const chain = chainOf(body.type, way, types) ?? flatMember(body, way);
      if (chain === undefined) return [`${what}: is not declared`];
      // Of what is in a free object or a text nothing more is known.
      const field = chain.length === way.length ? chain.at(-1) : undefined;
      if (field === undefined || field === "item") return [];
      // In what need not be given, a member may well be required.
      const isAsked = chain.slice(0, -1).every((holder) => holder === "item" || holder.required);
      const said = isAsked || fact.required ? fact : { ...fact, required: field.required === true };
      return [...fieldProblems(what, said, field, types), ...holderProblems(fact, fields, chain, way)];
    });
}

/** What holds a required member is required itself, where the documentation does not say otherwise. */
function holderProblems(
  fact: FieldFacts,
  fields: readonly FieldFacts[],
  chain: readonly (Field | "item")[],
  way: readonly string[],
): string[] {
  return chain.slice(0, -1).flatMap((holder, index) => {
    const name = way.slice(0, index + 1).join(".");
    const isSaid = holder === "item" || fields.some((one) => one.name === name);
    const isOptional = isSaid || !fact.required || holder.required === true;
    return isOptional ? [] : [`body ${name}: is required, the spec says optional`];
  });
}

/**
 * The members that lead to one, as far as they are declared; undefined where it is not. Below an object that takes
 * anything, and below a text (JSON that is written as one), every member is sendable; the body itself has to say.
 */
function chainOf(
  type: ArgumentType,
  way: readonly string[],
  types: ArgumentTypes,
  depth = 0,
): (Field | "item")[] | undefined {
  const [first, ...rest] = way;
  if (first === undefined) return [];
  const resolved = resolveType(type, types);
  if (resolved.kind === "union")
    return resolved.variants.map((one) => chainOf(one, way, types, depth)).find((one) => one !== undefined);
  if (resolved.kind === "array") {
    const below = chainOf(resolved.items, first === "[]" ? rest : way, types, depth + 1);
    return first === "[]" ? below && ["item", ...below] : undefined;
  }
  if (resolved.kind !== "object") return depth > 0 ? [] : undefined;
  const field = resolved.properties.find(({ name }) => name === first);
  if (field === undefined)
    return depth > 0 && resolved.properties.length === 0 && resolved.additional ? [] : undefined;
  const below = chainOf(field.type, rest, types, depth + 1);
  return below && [field, ...below];
}

/** `address[city]` as a name of a form. */
function flatMember({ encoding, type }: Body, way: readonly string[]): Field[] | undefined {
  if (encoding !== "form" || type.kind !== "object") return undefined;
  const [first = "", ...rest] = way;
  const pattern = [first, ...rest.map((one) => (one === "[]" ? "[0]" : `[${one}]`))].join("");
  const field = type.properties.find(({ name }) => name === pattern);
  const isHolder = type.properties.some(({ name }) => name.startsWith(`${pattern}[`));
  return field ? [field] : isHolder ? [] : undefined;
}

function fieldProblems(
  what: string,
  fact: ParameterFacts | FieldFacts,
  field: Field,
  types: ArgumentTypes,
): string[] {
  const required = field.required === true;
  const enums = new Set(valuesOf(field.type, types)?.map(String));
  const refused = enums.size === 0 ? [] : (fact.enum ?? []).filter((one) => !enums.has(String(one)));
  return [
    ...(required === (fact.required ?? required)
      ? []
      : [
          `${what}: is ${fact.required ? "required, the spec says optional" : "optional, the spec says required"}`,
        ]),
    ...(refused.length === 0 ? [] : [`${what}: ${refused.join(", ")} can't be given`]),
  ];
}

/** The only values that a type takes, of a list those of its items; undefined: any. */
function valuesOf(type: ArgumentType, types: ArgumentTypes): readonly Json[] | undefined {
  const resolved = resolveType(type, types);
  if (resolved.kind === "array") return valuesOf(resolved.items, types);
  if (resolved.kind !== "union") return "enum" in resolved ? resolved.enum : undefined;
  const all = resolved.variants.map((one) => valuesOf(one, types));
  return all.every((one) => one !== undefined) ? all.flat() : undefined;
}

function membersOf(type: ArgumentType, types: ArgumentTypes): readonly Field[] | undefined {
  const resolved = resolveType(type, types);
  return resolved.kind === "object" ? resolved.properties : undefined;
}

function isSent(value: Json | undefined, name: string): boolean {
  let at: Json | undefined = value;
  for (const part of name.split(".")) at = at !== undefined && isObject(at) ? own(at, part) : undefined;
  return at !== undefined;
}
