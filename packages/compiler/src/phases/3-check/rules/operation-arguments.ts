import { isObject, type Json, nearest, own, slipOf, toPointer } from "@specwire/contract";
import type { Operation } from "../../../../gen/connector-source.ts";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { sentSlipRepair } from "../../1-parse/rewrite/repairs.ts";
import { Members } from "../../1-parse/rewrite/tree.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { argumentNames, bodyMembers, valueProblem } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

const places = ["path", "query", "header", "cookie"] as const;

/** What a spec says about parameters is about parameters that there are, and its values fit them. */
export function operationArguments(spec: CheckedSpec): void {
  const { resolved, operations, report, text, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    for (const place of places) checkRequired(spec, operation, place, at);
    const all = argumentNames(found, resolved.lookup);
    const parameterNames = new Set(found.parameters.flatMap((one) => [one.name, `${one.in}.${one.name}`]));
    for (const name of Object.keys(operation.parameters ?? {})) {
      if (parameterNames.has(name)) continue;
      const params = { name, place: "parameters", suggestions: nearest(name, all.names) };
      report.add(
        "operation/unknown-parameter",
        params,
        locate(`${at}/parameters${toPointer([name])}`, "key"),
        sentSlipRepair(text, `${at}/parameters${toPointer([name])}`, "key", parameterNames),
      );
    }
    for (const kind of ["defaults", "fixed"] as const) checkValues(spec, found, operation, kind, at);
  }
}

function checkRequired(
  spec: CheckedSpec,
  operation: Operation,
  place: (typeof places)[number],
  at: string,
): void {
  const declared = Object.keys(operation[place]?.properties ?? {});
  for (const [index, name] of (operation[place]?.required ?? []).entries()) {
    if (declared.includes(name)) continue;
    const params = { name, place, suggestions: nearest(name, declared) };
    const where = `${at}/${place}/required/${index}`;
    const repair = sentSlipRepair(spec.text, where, "value", declared);
    spec.report.add("operation/unknown-parameter", params, spec.locate(where), repair);
  }
}

function checkValues(
  spec: CheckedSpec,
  found: ResolvedOperation,
  operation: Operation,
  kind: "defaults" | "fixed",
  at: string,
): void {
  const { report, text, locate, resolved } = spec;
  for (const place of places) {
    for (const [name, value] of Object.entries(operation[kind]?.[place] ?? {})) {
      const where = `${at}/${kind}/${place}${toPointer([name])}`;
      const parameter = found.parameters.find((one) => one.in === place && one.name === name);
      if (parameter === undefined) {
        const names = found.parameters.filter((one) => one.in === place).map((one) => one.name);
        report.add(
          "operation/unknown-parameter",
          { name, place, suggestions: nearest(name, names) },
          locate(where, "key"),
          orDeclared(
            sentSlipRepair(text, where, "key", names),
            spec,
            operation,
            at,
            place,
            name,
            value as Json,
          ),
        );
        continue;
      }
      const problem = valueProblem(value as Json, parameter.schema, resolved.lookup);
      if (problem !== undefined) report.add("operation/wrong-value", { name, problem }, locate(where));
      if (kind === "fixed" && own(operation.defaults?.[place], name) !== undefined) {
        report.add(
          "operation/default-and-fixed",
          { name },
          locate(`${at}/defaults/${place}${toPointer([name])}`, "key"),
        );
      }
    }
  }
  const body = operation[kind]?.body as Json | undefined;
  if (body === undefined) return;
  if (found.body === undefined) {
    const params = { name: "body", place: "body", suggestions: [] };
    report.add("operation/unknown-parameter", params, locate(`${at}/${kind}/body`, "key"));
    return;
  }
  const members = bodyMembers(found.body.schema, resolved.lookup);
  for (const [name, value] of Object.entries(isObject(body) ? body : {})) {
    const where = `${at}/${kind}/body${toPointer([name])}`;
    const schema = members.members.get(name);
    if (schema === undefined) {
      if (members.open) continue;
      const params = { name, place: "body", suggestions: nearest(name, members.members.keys()) };
      const slip = sentSlipRepair(text, where, "key", members.members.keys());
      const repair = orDeclared(slip, spec, operation, at, "body", name, value);
      report.add("operation/unknown-parameter", params, locate(where, "key"), repair);
      continue;
    }
    const problem = valueProblem(value, schema, resolved.lookup);
    if (problem !== undefined) report.add("operation/wrong-value", { name, problem }, locate(where));
    const defaults = operation.defaults?.body as Json | undefined;
    const below = isObject(defaults) ? own(defaults, name) : undefined;
    if (kind === "fixed" && below !== undefined && isReplaced(below, value)) {
      report.add(
        "operation/default-and-fixed",
        { name },
        locate(`${at}/defaults/body${toPointer([name])}`, "key"),
      );
    }
  }
}

/** What is always sent is declared as well: where no declared name is meant, it is the declaration that is missing. */
function orDeclared(
  slip: { readonly fix?: Fix },
  { text }: CheckedSpec,
  operation: Operation,
  at: string,
  place: (typeof places)[number] | "body",
  name: string,
  value: Json,
): { readonly fix?: Fix; readonly help?: string } {
  const type = typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
  const known = type === "string" || type === "integer" || type === "number" || type === "boolean";
  if (
    slip.fix !== undefined ||
    text === undefined ||
    !known ||
    operation.use !== undefined ||
    place === "path" ||
    // What carries a credential is no parameter.
    (place === "header" && /authorization|token|secret|cookie|api-?key/i.test(name))
  )
    return slip;
  const properties = `${at}/${place}/properties`;
  const declared = new Members([[name, new Members([["type", type]])]]);
  const there = text.valueAt(properties);
  const isThere = isObject(there);
  // One that may be a slip of a declared name, or the other way round, is not declared beside it.
  if (isThere && slipOf(name, Object.keys(there)) !== undefined) return slip;
  if (place === "body" && !isThere) return slip;
  const change = isThere
    ? { holder: properties, put: [{ name, value: new Members([["type", type]]) }] }
    : operation[place] === undefined
      ? { holder: at, put: [{ name: place, value: new Members([["properties", declared]]) }] }
      : undefined;
  const fix = change && fixOf(text, [change]);
  const help = `declare it: ${place}: { properties: { ${name}: { type: ${type} } } }`;
  return fix === undefined ? { help } : { help, fix };
}

/** Objects are merged, so a default is lost only where the fixed value says something else of the same member. */
function isReplaced(below: Json, fixed: Json): boolean {
  if (!isObject(below) || !isObject(fixed)) return true;
  return Object.entries(below).some(([name, value]) => {
    const over = own(fixed, name);
    return over !== undefined && isReplaced(value, over);
  });
}
