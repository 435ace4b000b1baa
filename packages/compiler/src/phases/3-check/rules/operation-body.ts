import { toPointer } from "@specwire/contract";
import { nearest } from "../../../source/suggest.ts";
import { bodyMembers } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** A body belongs to a method that has one, and its encoding to members that it has. */
export function operationBody(spec: CheckedSpec): void {
  const { resolved, operations, report, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    const { method } = found;
    if (operation.body !== undefined && (method === "GET" || method === "HEAD")) {
      report.add("operation/body-not-sent", { method }, locate(`${at}/body`, "key"));
    }
    const members = found.body && bodyMembers(found.body.schema, resolved.lookup);
    for (const name of Object.keys(operation.encoding ?? {})) {
      if (members?.members.has(name) || members?.open) continue;
      const suggestions = nearest(name, members?.members.keys() ?? []);
      const where = `${at}/encoding${toPointer([name])}`;
      report.add("operation/unknown-parameter", { name, place: "body", suggestions }, locate(where, "key"));
    }
  }
}
