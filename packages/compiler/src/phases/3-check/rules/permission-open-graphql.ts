import { accessOf, isOpenGraphql } from "../access.ts";
import type { CheckedSpec } from "../checked-spec.ts";

export function openGraphql({ resolved, report, locate }: CheckedSpec): void {
  for (const operation of resolved.operations) {
    if (accessOf(operation) !== "read" || !isOpenGraphql(operation)) continue;
    const at = operation.written.access === undefined ? "" : "/access";
    report.add(
      "permission/open-graphql",
      { id: operation.id },
      locate(operation.origin + at, at === "" ? "key" : "value"),
    );
  }
}
