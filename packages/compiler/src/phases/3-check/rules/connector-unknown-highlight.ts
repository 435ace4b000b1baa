import { toPointer } from "@specwire/contract";
import { nearest } from "../../../source/suggest.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Highlights name operations. */
export function unknownHighlight({ source, resolved, report, locate }: CheckedSpec): void {
  const ids = resolved.operations.map((one) => one.id);
  for (const [index, id] of (source.highlights ?? []).entries()) {
    if (ids.includes(id) || Object.hasOwn(source.operations, id)) continue;
    const at = locate(toPointer(["highlights", index]));
    report.add("connector/unknown-highlight", { id, suggestions: nearest(id, ids) }, at);
  }
}
