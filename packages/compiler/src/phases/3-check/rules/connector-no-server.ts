import { own, toPointer } from "@specwire/contract";
import type { ConnectorSource, Operation } from "../../../../gen/connector-source.ts";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { removeRepair } from "../../1-parse/rewrite/repairs.ts";
import { Copy } from "../../1-parse/rewrite/tree.ts";
import type { SpecText } from "../../1-parse/spec-text.ts";
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
    if (!all) report.add("server/no-default", {}, locate("/servers", "key"), defaultRepair(source, text));
  }
}

/** The only server, or the one that is called after what is used, is the default. */
function defaultRepair(source: ConnectorSource, text: SpecText | undefined): { readonly fix?: Fix } {
  const names = Object.keys(source.servers ?? {});
  const live =
    names.length === 1 ? names : names.filter((name) => /^(prod|production|live|main)$/.test(name));
  const [name, ...others] = live;
  if (text === undefined || name === undefined || others.length > 0) return {};
  const { include: _, exclude: __, ...operations } = source.operations;
  const all = Object.entries(operations);
  const chosen = all.filter(([, one]) => (one as Operation).server === name);
  // Where some operations name it and others don't, it is the default that is missing.
  const isOther = /upload|download|auth|login|token|cdn|file|media|sandbox|test|stag|dev|local|mock/i.test(
    name,
  );
  if (isOther || (chosen.length > 0 && chosen.length < all.length)) return {};
  const fix = fixOf(text, [
    {
      holder: "/servers",
      put: [{ name: "default", value: new Copy(toPointer(["servers", name])), over: name }],
    },
    ...chosen.map(([id]) => ({
      holder: toPointer(["operations", id]),
      put: [{ name: "server", value: "default", over: "server" }],
    })),
  ]);
  return fix === undefined ? {} : { fix };
}
