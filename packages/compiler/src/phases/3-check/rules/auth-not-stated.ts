import { needsToken } from "../../2-resolve/security/asked-in-words.ts";
import { accessOf } from "../access.ts";
import { type CheckedSpec, schemes } from "../checked-spec.ts";

/** A tool that is told that it needs no credential names none to anybody when the API asks for one. */
export function authNotStated(spec: CheckedSpec): void {
  const { source, resolved, report, locate } = spec;
  const all = schemes(spec);
  const [only] = all;
  // `security: []` says that nothing is sent, and that somebody has thought about it.
  if (only === undefined || all.length > 1 || only.scheme.type !== "none" || source.security !== undefined)
    return;
  const asking = resolved.operations.filter(
    ({ answer, description }) => answer?.asksWhoCalls === true || needsToken(description),
  );
  const [first] = asking;
  const isRule = asking.length * 2 > resolved.operations.length;
  if (first === undefined || !(isRule || asking.some((one) => accessOf(one) === "write"))) return;
  const token = asking.some(({ description }) => needsToken(description));
  report.add("auth/not-stated", { id: first.id, more: asking.length - 1, token }, locate(only.at));
}
