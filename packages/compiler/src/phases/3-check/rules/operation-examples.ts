import { isObject, type Json, type JsonObject, nearest, own, slipOf, toPointer } from "@specwire/contract";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { sentSlipRepair, valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { Copy, Members } from "../../1-parse/rewrite/tree.ts";
import type { SchemaLookup } from "../../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { locations } from "../../2-resolve/written-operation.ts";
import { argumentNames, bodyMembers, fittingValue, valueProblem } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** Examples are calls that work: they name what there is, with values that fit, and leave out nothing needed. */
export function operationExamples(spec: CheckedSpec): void {
  const { resolved, operations, report, text, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    const all = argumentNames(found, resolved.lookup);
    for (const [index, { args }] of (operation.examples ?? []).entries()) {
      const holder = at + toPointer(["examples", index, "args"]);
      const flat = new Set(Object.keys(args));
      for (const [name, value] of Object.entries(args)) {
        const where = holder + toPointer([name]);
        const schema = all.schemaOf(name);
        if (schema === undefined) {
          if (all.open) continue;
          const repair = byPlace(spec, found, holder, name, args);
          if (repair !== undefined) {
            for (const inner of Object.keys(value as object)) flat.add(inner);
            const said = { name, suggestions: [] };
            const help = `arguments stand beside each other, by their names: args: { ${Object.keys(value as object)[0]}: … }`;
            report.add("example/unknown-argument", said, locate(where, "key"), { help, ...repair });
            continue;
          }
          const names = [...all.names].filter((one) => !/^(body|path|query|header|cookie)\./.test(one));
          report.add(
            "example/unknown-argument",
            { name, suggestions: nearest(name, names) },
            locate(where, "key"),
            sentSlipRepair(text, where, "key", names),
          );
          continue;
        }
        const problem = valueProblem(value as Json, schema, resolved.lookup);
        if (problem === undefined) continue;
        const fitting = fittingValue(value as Json, schema, resolved.lookup);
        // `007` is read as a number: as a text it is what is written.
        const meant =
          typeof value === "number" && fitting === String(value)
            ? (text?.plainText(where) ?? fitting)
            : fitting;
        const repair = meant === undefined ? {} : valueRepair(text, where, meant);
        report.add("example/wrong-value", { name, problem }, locate(where), repair);
      }
      const missing = needed(found, resolved.lookup).filter((names) => !names.some((name) => flat.has(name)));
      // A name that is misspelt is not missing besides.
      const unknown = Object.keys(args).filter((name) => all.schemaOf(name) === undefined);
      const wrapper = wrapperOf(found, resolved.lookup, missing, unknown);
      if (wrapper !== undefined) {
        const put = unknown.map((name) => [name, new Copy(holder + toPointer([name]))] as const);
        const [first = "", ...more] = unknown;
        const change = {
          holder,
          remove: more,
          put: [{ name: wrapper, value: new Members(put), over: first }],
        };
        const fix = text && fixOf(text, [change]);
        const help = `write ${wrapper}: { ${first}: … }`;
        report.add("example/missing-argument", { name: wrapper }, locate(holder, "key"), {
          help,
          ...(fix && { fix }),
        });
        continue;
      }
      for (const [name = ""] of missing.filter(
        (names) => !names.some((one) => unknown.some((other) => slipOf(other, [one]) !== undefined)),
      ))
        report.add("example/missing-argument", { name }, locate(holder, "key"));
    }
  }
}

/** The one object that is missing and holds all that is not known beside it. */
function wrapperOf(
  found: ResolvedOperation,
  lookup: SchemaLookup,
  missing: readonly (readonly string[])[],
  unknown: readonly string[],
): string | undefined {
  const [[name] = [], ...others] = missing;
  const schema =
    name === undefined || found.body === undefined
      ? undefined
      : bodyMembers(found.body.schema, lookup).members.get(name);
  if (schema === undefined || others.length > 0 || unknown.length === 0) return undefined;
  const { members, open } = bodyMembers(schema, lookup);
  return !open && unknown.every((one) => members.has(one)) ? name : undefined;
}

/** Arguments below the place in the request that they go to, where those of that name are. */
function byPlace(
  { text }: CheckedSpec,
  found: ResolvedOperation,
  holder: string,
  place: string,
  args: Readonly<Record<string, unknown>>,
): { readonly fix?: Fix } | undefined {
  const inner = own(args as JsonObject, place);
  if (!isObject(inner) || !(locations as readonly string[]).includes(place)) return undefined;
  const names = Object.keys(inner);
  const known = names.every((name) => found.parameters.some((one) => one.in === place && one.name === name));
  if (!known || names.length === 0) return undefined;
  const put = names.map((name) => ({
    name: own(args as JsonObject, name) === undefined ? name : `${place}.${name}`,
    value: new Copy(holder + toPointer([place, name])),
    over: place,
  }));
  const fix = text && fixOf(text, [{ holder, put }]);
  return fix === undefined ? {} : { fix };
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
