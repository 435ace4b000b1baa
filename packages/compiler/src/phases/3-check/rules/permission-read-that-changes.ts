import { accessOf, accessOfMethod } from "../access.ts";
import { changingVerb } from "../changing-verb.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** A GET whose name says that it changes something is no read just because of its method. */
export function readThatChanges({ resolved, report, locate }: CheckedSpec): void {
  for (const operation of resolved.operations) {
    const { id, method, origin, written } = operation;
    if (accessOf(operation) !== "read" || (written.access === "read" && written.reason !== undefined))
      continue;
    // Where another method is called a read, its reason is asked for elsewhere.
    if (accessOfMethod(method) !== "read") continue;
    const verb = changingVerb(operation);
    if (verb === undefined) continue;
    const at = locate(origin, "key");
    report.add("permission/read-that-changes", { id, method, verb }, at);
  }
}
