import { toPointer } from "@specwire/contract";
import { nearest } from "../../../source/suggest.ts";
import { isPlainPath } from "../../2-resolve/path-template.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";
import { variablesIn } from "../urls.ts";

/** The names in a path template and the declared path parameters are the same. */
export function pathParameters(spec: CheckedSpec): void {
  const { operations, report, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    const template = variablesIn(found.path);
    for (const name of Object.keys(operation.path?.properties ?? {})) {
      if (template.includes(name)) continue;
      const where = `${at}/path/properties${toPointer([name])}`;
      const suggestions = nearest(name, template);
      report.add(
        "operation/parameter-not-in-path",
        { name, path: found.path, suggestions },
        locate(where, "key"),
      );
    }
    if (operation.request !== undefined) {
      const repeated = template.find((name, index) => template.indexOf(name) !== index);
      if (
        repeated !== undefined ||
        !isPlainPath(found.path) ||
        /[{}]/.test(found.path.replaceAll(/\{[^{}]+\}/g, ""))
      ) {
        report.add("operation/bad-path", { path: found.path }, locate(`${at}/request`));
      }
      for (const name of template) {
        if (operation.path?.properties[name] !== undefined || name === "") continue;
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
