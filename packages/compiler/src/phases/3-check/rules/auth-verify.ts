import { nearest } from "@specwire/contract";
import { slipRepair } from "../../1-parse/rewrite/repairs.ts";
import { accessOf } from "../access.ts";
import { type CheckedSpec, schemes } from "../checked-spec.ts";

/** What proves a credential is a read that needs nothing but the credential. */
export function authVerify(spec: CheckedSpec): void {
  const { resolved, operations, report, text, locate, source } = spec;
  const ids = resolved.operations.map((one) => one.id);
  for (const { scheme, at } of schemes(spec)) {
    if (scheme.type === "none" || scheme.verify === undefined) continue;
    const id = scheme.verify.operation;
    const here = locate(`${at}/verify/operation`);
    const operation = operations.get(id);
    if (operation === undefined) {
      if (Object.hasOwn(source.operations, id)) continue;
      const repair = slipRepair(text, `${at}/verify/operation`, "value", ids);
      const suggestions = nearest(id, ids);
      report.add(
        "auth/unknown-verify-operation",
        { id, suggestions, fit: fitIn(operations, id) },
        here,
        repair,
      );
      continue;
    }
    if (accessOf(operation) !== "read") report.add("auth/verify-is-no-read", { id }, here);
    const needed = neededBy(operation);
    if (needed.length > 0) report.add("auth/verify-needs-arguments", { id, names: needed }, here);
  }
}

type Checked = CheckedSpec["operations"] extends ReadonlyMap<string, infer Operation> ? Operation : never;

function neededBy({ parameters }: Checked): string[] {
  return parameters
    .filter((one) => one.required && one.default === undefined && one.fixed === undefined)
    .map((one) => one.name);
}

/** Some that could prove a credential, those of the group that is named in front. */
function fitIn(operations: CheckedSpec["operations"], named: string): string[] {
  const group = `${named.split(".").slice(0, -1).join(".")}.`;
  const fit: string[] = [];
  for (const [id, operation] of operations)
    if (accessOf(operation) === "read" && neededBy(operation).length === 0) fit.push(id);
  const [near, far] = [fit.filter((id) => id.startsWith(group)), fit.filter((id) => !id.startsWith(group))];
  return [...near, ...far].slice(0, 3);
}
