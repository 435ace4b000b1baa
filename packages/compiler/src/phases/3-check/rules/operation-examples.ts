import { isObject, type Json, toPointer } from "@specwire/contract";
import { nearest } from "../../../source/suggest.ts";
import type { SchemaLookup } from "../../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { argumentNames, bodyMembers, valueProblem } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** Examples are calls that work: they name what there is, with values that fit, and leave out nothing needed. */
export function operationExamples(spec: CheckedSpec): void {
  const { resolved, operations, report, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    const all = argumentNames(found, resolved.lookup);
    for (const [index, { args }] of (operation.examples ?? []).entries()) {
      const holder = at + toPointer(["examples", index, "args"]);
      for (const [name, value] of Object.entries(args)) {
        const where = holder + toPointer([name]);
        const schema = all.schemaOf(name);
        if (schema === undefined) {
          if (all.open) continue;
          const names = [...all.names].filter((one) => !/^(body|path|query|header|cookie)\./.test(one));
          report.add(
            "example/unknown-argument",
            { name, suggestions: nearest(name, names) },
            locate(where, "key"),
          );
          continue;
        }
        const problem = valueProblem(value as Json, schema, resolved.lookup);
        if (problem !== undefined) report.add("example/wrong-value", { name, problem }, locate(where));
      }
      const missing = needed(found, resolved.lookup).filter(
        (names) => !names.some((name) => Object.hasOwn(args, name)),
      );
      for (const [name = ""] of missing)
        report.add("example/missing-argument", { name }, locate(holder, "key"));
    }
  }
}

// Each with the names that it may be given by.
function needed(operation: ResolvedOperation, lookup: SchemaLookup): string[][] {
  const parameters = operation.parameters
    .filter((one) => one.required && one.default === undefined && one.fixed === undefined)
    .map((one) => [one.name, `${one.in}.${one.name}`]);
  const { body } = operation;
  if (body === undefined || !body.required) return parameters;
  const sent = {
    ...(isObject(body.default) ? body.default : {}),
    ...(isObject(body.fixed) ? body.fixed : {}),
  };
  const members = [...bodyMembers(body.schema, lookup).required].filter((name) => !Object.hasOwn(sent, name));
  return [...parameters, ...members.map((name) => [name, `body.${name}`, "body"])];
}
