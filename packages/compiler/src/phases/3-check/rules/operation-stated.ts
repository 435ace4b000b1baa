import { removeRepair } from "../../1-parse/rewrite/repairs.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** An operation is taken from the document or written out, one of the two. */
export function operationStated(spec: CheckedSpec): void {
  const { source, operations, report, text, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const { use, request } = operation;
    if (use === undefined && request === undefined)
      report.add("operation/not-stated", { id }, locate(at, "key"));
    if (use !== undefined && request !== undefined) {
      const found = operations.get(id);
      const isSame = found !== undefined && `${found.method} ${found.path}` === request;
      const repair = isSame ? removeRepair(text, `${at}/request`) : {};
      const related = [{ message: "beside", location: locate(`${at}/use`, "key") }];
      report.add("operation/stated-twice", { id }, locate(`${at}/request`, "key"), { related, ...repair });
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
