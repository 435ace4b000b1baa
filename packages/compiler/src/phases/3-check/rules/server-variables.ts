import { own, toPointer } from "@specwire/contract";
import { nearest } from "../../../source/suggest.ts";
import type { CheckedSpec } from "../checked-spec.ts";
import { parameterTemplates, statedUrls, variablesIn } from "../urls.ts";

/** Variables in URLs are declared, those declared are used, and an origin stays within declared hosts. */
export function serverVariables(spec: CheckedSpec): void {
  const { source, resolved, report, locate } = spec;
  const declared = source.variables ?? {};
  const used = new Set<string>();
  for (const { url, at } of statedUrls(spec)) {
    for (const name of variablesIn(url)) {
      used.add(name);
      if (own(resolved.variables, name) !== undefined) continue;
      report.add(
        "server/unknown-variable",
        { name, suggestions: nearest(name, Object.keys(declared)) },
        locate(at),
      );
    }
  }
  for (const { value } of parameterTemplates(spec)) for (const name of variablesIn(value)) used.add(name);
  for (const [name, variable] of Object.entries(declared)) {
    const at = toPointer(["variables", name]);
    if (!used.has(name)) report.add("server/unused-variable", { name }, locate(at, "key"));
    const ownServer = variable.from === "user" && variable.selfHosted === true;
    const isOpen = variable.kind === "origin" || variable.kind === "domain";
    if (isOpen && variable.hosts === undefined && variable.enum === undefined && !ownServer) {
      report.add("server/origin-without-hosts", { name }, locate(at, "key"));
    }
    if (
      variable.from === "user" &&
      variable.default !== undefined &&
      variable.enum?.includes(variable.default) === false
    ) {
      report.add("server/default-not-accepted", { name, value: variable.default }, locate(`${at}/default`));
    }
  }
}
