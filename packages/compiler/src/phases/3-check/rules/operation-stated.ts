import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** An operation is taken from the document or written out, one of the two. */
export function operationStated(spec: CheckedSpec): void {
  const { source, report, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const { use, request } = operation;
    if (use === undefined && request === undefined)
      report.add("operation/not-stated", { id }, locate(at, "key"));
    if (use !== undefined && request !== undefined) {
      const related = [{ message: "beside", location: locate(`${at}/use`, "key") }];
      report.add("operation/stated-twice", { id }, locate(`${at}/request`, "key"), { related });
    }
    if (use !== undefined && source.openapi === undefined) {
      report.add("operation/no-document", {}, locate(`${at}/use`, "key"));
    }
  }
  for (const key of ["include", "exclude"] as const) {
    if (source.operations[key] !== undefined && source.openapi === undefined) {
      report.add("operation/no-document", {}, locate(`/operations/${key}`, "key"));
    }
  }
}
