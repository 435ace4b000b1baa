import { nearest, own } from "@specwire/contract";
import { slipRepair } from "../../1-parse/rewrite/repairs.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** An operation's server is one of the connector's. */
export function unknownServer(spec: CheckedSpec): void {
  const { servers } = spec.resolved;
  for (const { operation, at } of namedOperations(spec)) {
    const name = operation.server;
    if (name === undefined || own(servers, name) !== undefined) continue;
    const params = { name, suggestions: nearest(name, Object.keys(servers)) };
    const repair = slipRepair(spec.text, `${at}/server`, "value", Object.keys(servers));
    spec.report.add("server/unknown", params, spec.locate(`${at}/server`), repair);
  }
}
