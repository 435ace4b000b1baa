import { accessOfMethod } from "../access.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Calling something less dangerous than its method says needs a reason, and stays in sight. */
export function lessDangerous({ resolved, report, locate }: CheckedSpec): void {
  for (const { method, written, origin } of resolved.operations) {
    const claims: [key: string, claim: string][] = [];
    if (written.access === "read" && accessOfMethod(method) === "write")
      claims.push(["access", `this ${method} only reads`]);
    if (written.destructive === false && method === "DELETE")
      claims.push(["destructive", "this DELETE is not destructive"]);
    for (const [key, claim] of claims) {
      const at = locate(`${origin}/${key}`);
      if (written.reason === undefined) report.add("permission/no-reason", { claim }, at);
      else report.add("permission/less-dangerous", { claim, reason: written.reason }, at);
    }
  }
}
