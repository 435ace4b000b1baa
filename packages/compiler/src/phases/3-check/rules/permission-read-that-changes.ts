import { accessOfMethod } from "../access.ts";
import { changingVerb } from "../changing-verb.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** A GET whose name says that it changes something is no read just because of its method. */
export function readThatChanges({ resolved, report, locate }: CheckedSpec): void {
  for (const operation of resolved.operations) {
    const { id, method, origin, written } = operation;
    if (written.access !== undefined || accessOfMethod(method) !== "read") continue;
    const verb = changingVerb(operation);
    if (verb !== undefined)
      report.add("permission/read-that-changes", { id, method, verb }, locate(origin, "key"));
  }
}
