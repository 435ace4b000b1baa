import { nearest, toPointer } from "@specwire/contract";
import { slipRepair } from "../../1-parse/rewrite/repairs.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Highlights name operations. */
export function unknownHighlight({ source, resolved, report, text, locate }: CheckedSpec): void {
  const ids = resolved.operations.map((one) => one.id);
  for (const [index, id] of (source.highlights ?? []).entries()) {
    if (ids.includes(id) || Object.hasOwn(source.operations, id)) continue;
    const at = toPointer(["highlights", index]);
    const said = { id, suggestions: nearest(id, ids) };
    report.add("connector/unknown-highlight", said, locate(at), slipRepair(text, at, "value", ids));
  }
}
