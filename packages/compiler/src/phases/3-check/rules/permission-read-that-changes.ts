import { accessOf, accessOfMethod } from "../access.ts";
import type { CheckedSpec } from "../checked-spec.ts";
import { changingVerbs } from "../words.ts";

/** A GET whose name says that it changes something is no read just because of its method. */
export function readThatChanges({ resolved, report, locate }: CheckedSpec): void {
  for (const operation of resolved.operations) {
    const { id, method, path, origin, operationId, summary, written } = operation;
    if (accessOf(operation) !== "read" || (written.access === "read" && written.reason !== undefined))
      continue;
    // Where another method is called a read, its reason is asked for elsewhere.
    if (accessOfMethod(method) !== "read") continue;
    const last = path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
    const names = [last, id.split(".").at(-1) ?? "", operationId ?? "", summary ?? ""];
    const verb = names.map(firstWord).find((word) => changingVerbs.has(word));
    if (verb === undefined) continue;
    const at = locate(origin, "key");
    report.add("permission/read-that-changes", { id, method, verb }, at);
  }
}

// `deleteAll`, `delete_all`, `delete-all` and `Delete all` begin with the same word.
function firstWord(name: string): string {
  return (
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .split(/[^A-Za-z]+/)
      .find((word) => word !== "")
      ?.toLowerCase() ?? ""
  );
}
