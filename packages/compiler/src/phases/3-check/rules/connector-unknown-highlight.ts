import { nearest, toPointer } from "@specwire/contract";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { slipRepair, valueRepair } from "../../1-parse/rewrite/repairs.ts";
import type { SpecText } from "../../1-parse/spec-text.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Highlights name operations. */
export function unknownHighlight({ source, resolved, report, text, locate }: CheckedSpec): void {
  const ids = resolved.operations.map((one) => one.id);
  for (const [index, id] of (source.highlights ?? []).entries()) {
    if (ids.includes(id) || Object.hasOwn(source.operations, id)) continue;
    const at = toPointer(["highlights", index]);
    const said = { id, suggestions: nearest(id, ids) };
    report.add("connector/unknown-highlight", said, locate(at), repairOf(text, at, id, ids));
  }
}

/** A slip, or the only operation of that group: which are named first changes nothing of what they do. */
function repairOf(
  text: SpecText | undefined,
  at: string,
  id: string,
  ids: readonly string[],
): { readonly fix?: Fix } {
  const slip = slipRepair(text, at, "value", ids);
  const group = id.slice(0, id.lastIndexOf(".") + 1);
  const [only, ...others] = ids.filter((one) => group !== "" && one.startsWith(group));
  return slip.fix !== undefined || only === undefined || others.length > 0
    ? slip
    : valueRepair(text, at, only);
}
