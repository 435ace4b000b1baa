import { accessOfMethod } from "../access.ts";
import { changingVerb } from "../changing-verb.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Calling something less dangerous than its method or its name says needs a reason, and stays in sight. */
export function lessDangerous({ resolved, report, locate }: CheckedSpec): void {
  for (const operation of resolved.operations) {
    const { method, written, origin } = operation;
    const claims: [key: string, claim: string][] = [];
    const writes = accessOfMethod(method) === "write" || changingVerb(operation) !== undefined;
    if (written.access === "read" && writes) claims.push(["access", `this ${method} only reads`]);
    if (written.destructive === false && method === "DELETE")
      claims.push(["destructive", "this DELETE is not destructive"]);
    for (const [key, claim] of claims) {
      const at = locate(`${origin}/${key}`);
      if (written.reason === undefined) report.add("permission/no-reason", { claim }, at);
      else report.add("permission/less-dangerous", { claim, reason: written.reason }, at);
    }
  }
}
