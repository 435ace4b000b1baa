import { own } from "@specwire/contract";
import { removeRepair } from "../../1-parse/rewrite/repairs.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** A connector has one server by `baseUrl`, or several by `servers`, or the document's. */
export function server({ source, resolved, report, text, locate }: CheckedSpec): void {
  if (source.baseUrl !== undefined && source.servers !== undefined) {
    const isSame = own(source.servers, "default")?.replace(/\/$/, "") === source.baseUrl.replace(/\/$/, "");
    report.add("connector/two-kinds-of-server", {}, locate("/baseUrl", "key"), {
      related: [{ message: "beside", location: locate("/servers", "key") }],
      ...(isSame && removeRepair(text, "/baseUrl")),
    });
  }
  for (const note of resolved.serverNotes) {
    report.add("server/not-as-stated", { note }, locate("/openapi/document"));
  }
  if (Object.keys(resolved.servers).length === 0) report.add("connector/no-server", {}, locate(""));
  else if (own(resolved.servers, "default") === undefined) {
    const all = resolved.operations.every((one) => one.server !== undefined);
    if (!all) report.add("server/no-default", {}, locate("/servers", "key"));
  }
}
