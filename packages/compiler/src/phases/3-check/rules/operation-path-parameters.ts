import { type JsonObject, nearest, slipOf, toPointer } from "@specwire/contract";
import type { Operation } from "../../../../gen/connector-source.ts";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { lineOf } from "../../1-parse/habits/request.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { Copy, Members } from "../../1-parse/rewrite/tree.ts";
import type { SpecText } from "../../1-parse/spec-text.ts";
import { isPlainPath } from "../../2-resolve/path-template.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";
import { variablesIn } from "../urls.ts";

/** The names in a path template and the declared path parameters are the same. */
export function pathParameters(spec: CheckedSpec): void {
  const { operations, report, text, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    if (operation.request !== undefined && !isTemplate(found.path)) {
      const where = `${at}/request`;
      const meant = text && lineOf(text, operation.request, operation as unknown as JsonObject);
      const repair =
        meant === undefined || meant === operation.request ? {} : valueRepair(text, where, meant);
      const help = "fix" in repair ? { help: `write ${meant}` } : {};
      report.add("operation/bad-path", { path: found.path }, locate(where), { ...help, ...repair });
      // What it was to hold is told by what it should have been.
      continue;
    }
    const template = variablesIn(found.path);
    const declared = Object.keys(operation.path?.properties ?? {});
    const strays = declared.filter((name) => !template.includes(name));
    const open = template.filter((name) => !declared.includes(name) && name !== "");
    for (const name of strays) {
      const where = `${at}/path/properties${toPointer([name])}`;
      const suggestions = nearest(name, template);
      const other = slipOf(name, open);
      const line = other === undefined ? undefined : operation.request?.replace(`{${other}}`, `{${name}}`);
      const repair = line === undefined ? {} : valueRepair(text, `${at}/request`, line);
      const said = { name, path: found.path, suggestions };
      report.add("operation/parameter-not-in-path", said, locate(where, "key"), repair);
    }
    if (operation.request !== undefined) {
      for (const name of open) {
        if (strays.some((one) => slipOf(one, [name]) !== undefined)) continue;
        const place = (["query", "header"] as const).find(
          (one) => operation[one]?.properties[name] !== undefined,
        );
        if (place !== undefined) {
          const where = `${at}/${place}/properties${toPointer([name])}`;
          const fix = text && moved(text, operation, at, place, name);
          const help = `${name} stands in the path: move it from \`${place}\` into \`path\`.`;
          report.add("operation/path-parameter-not-described", { name }, locate(where, "key"), {
            help,
            ...(fix && { fix }),
          });
          continue;
        }
        report.add("operation/path-parameter-not-described", { name }, locate(`${at}/request`));
      }
    }
    for (const [name, override] of Object.entries(operation.parameters ?? {})) {
      if (override.required !== false || !template.includes(name.replace(/^path\./, ""))) continue;
      if (found.parameters.some((one) => one.name === name && one.in !== "path")) continue;
      const where = `${at}/parameters${toPointer([name])}/required`;
      report.add("operation/path-parameter-optional", { name }, locate(where));
    }
  }
}

/** Each `{name}` in braces of its own, once; no other format's way to write one. */
function isTemplate(path: string): boolean {
  const template = variablesIn(path);
  if (template.some((name) => /^[\w-]+[:?]/.test(name)) || new Set(template).size !== template.length)
    return false;
  const isOther = /\/:[A-Za-z_]|\$\{[\w.-]+\}|<[\w:.-]+>/.test(path);
  return !isOther && isPlainPath(path) && !/[{}]/.test(path.replaceAll(/\{[^{}]+\}/g, ""));
}

/** A parameter of the path goes from another place to `path`, which may not be there yet. */
function moved(
  text: SpecText,
  operation: Operation,
  at: string,
  place: "query" | "header",
  name: string,
): Fix | undefined {
  const copy = new Copy(`${at}/${place}/properties${toPointer([name])}`);
  const tree = new Members([["properties", new Members([[name, copy]])]]);
  const alone = Object.keys(operation[place]?.properties ?? {}).length === 1;
  if (alone)
    return operation.path === undefined
      ? fixOf(text, [{ holder: at, put: [{ name: "path", value: tree, over: place }] }])
      : undefined;
  const left = operation[place]?.required?.filter((one) => one !== name);
  const isListed = left !== undefined && left.length < (operation[place]?.required?.length ?? 0);
  const required =
    left === undefined || !isListed
      ? []
      : left.length === 0
        ? [{ holder: `${at}/${place}`, remove: ["required"] }]
        : [{ holder: `${at}/${place}`, put: [{ name: "required", value: left, over: "required" }] }];
  const into =
    operation.path === undefined
      ? { holder: at, put: [{ name: "path", value: tree }] }
      : { holder: `${at}/path/properties`, put: [{ name, value: copy }] };
  return fixOf(text, [{ holder: `${at}/${place}/properties`, remove: [name] }, ...required, into]);
}
