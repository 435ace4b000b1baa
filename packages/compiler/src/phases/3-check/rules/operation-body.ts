import { nearest, slipOf, toPointer } from "@specwire/contract";
import type { Operation } from "../../../../gen/connector-source.ts";
import type { Fix } from "../../../diagnostics/diagnostic.ts";
import { fixOf } from "../../1-parse/rewrite/change.ts";
import { sentSlipRepair, valueRepair } from "../../1-parse/rewrite/repairs.ts";
import { Copy, Members } from "../../1-parse/rewrite/tree.ts";
import { bodyMembers } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** A body belongs to a method that has one, and its encoding to members that it has. */
export function operationBody(spec: CheckedSpec): void {
  const { resolved, operations, report, text, locate } = spec;
  for (const { id, operation, at } of namedOperations(spec)) {
    const found = operations.get(id);
    if (found === undefined) continue;
    const { method } = found;
    if (operation.body !== undefined && (method === "GET" || method === "HEAD")) {
      report.add(
        "operation/body-not-sent",
        { method },
        locate(`${at}/body`, "key"),
        asQuery(spec, operation, at),
      );
    }
    mediaType(spec, operation.contentType, `${at}/contentType`);
    const members = found.body && bodyMembers(found.body.schema, resolved.lookup);
    for (const name of Object.keys(operation.encoding ?? {})) {
      if (members?.members.has(name) || members?.open) continue;
      const suggestions = nearest(name, members?.members.keys() ?? []);
      const where = `${at}/encoding${toPointer([name])}`;
      const repair = sentSlipRepair(text, where, "key", members?.members.keys() ?? []);
      const said = { name, place: "body", suggestions };
      report.add("operation/unknown-parameter", said, locate(where, "key"), repair);
    }
  }
}

/** The filters of a list, which a GET has in its query; a search may be a POST whose method is wrong. */
function asQuery({ text }: CheckedSpec, operation: Operation, at: string): { readonly fix?: Fix } {
  const { body, query, contentType, request = "" } = operation;
  const members = Object.keys(body ?? {});
  const isPlain = members.every((key) => ["type", "properties", "required", "description"].includes(key));
  if (
    text === undefined ||
    query !== undefined ||
    contentType !== undefined ||
    /(search|query|graphql)$/i.test(request)
  )
    return {};
  if (!isPlain || !members.includes("properties")) return {};
  const parts = members
    .filter((key) => key === "properties" || key === "required")
    .map((key) => [key, new Copy(`${at}/body/${key}`)] as const);
  const fix = fixOf(text, [
    { holder: at, put: [{ name: "query", value: new Members(parts), over: "body" }] },
  ]);
  return fix === undefined ? {} : { fix };
}

const known = [
  "application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "application/octet-stream",
  "text/plain",
  "application/xml",
];

/** A media type that is nearly one of those that everybody has, and is none that is registered. */
function mediaType({ report, text, locate }: CheckedSpec, written: string | undefined, at: string): void {
  const [plain = ""] = (written ?? "").split(";");
  const meant = slipOf(plain, known);
  if (written === undefined || meant === undefined || meant === plain || plain.toLowerCase() === meant)
    return;
  const said = { value: written, wanted: "a media type that is known", example: "" };
  const help = `write ${meant}`;
  report.add("schema/bad-format", said, locate(at), { help, ...valueRepair(text, at, meant) });
}
