import { isObject, type Json, own } from "@specwire/contract";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { accessOf } from "../access.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** A GraphQL endpoint does what the document says: it only reads when the spec fixes one that does. */
export function openGraphql({ resolved, report, locate }: CheckedSpec): void {
  for (const operation of resolved.operations) {
    if (!/\/(graphql|gql)\/?$/i.test(operation.path) || accessOf(operation) !== "read") continue;
    const text = fixedDocument(operation);
    if (text !== undefined && !/\b(mutation|subscription)\b/.test(withoutStrings(text))) continue;
    const at = operation.written.access === undefined ? "" : "/access";
    report.add(
      "permission/open-graphql",
      { id: operation.id },
      locate(operation.origin + at, at === "" ? "key" : "value"),
    );
  }
}

function fixedDocument({ body, parameters }: ResolvedOperation): string | undefined {
  const fixed: Json | undefined = isObject(body?.fixed)
    ? own(body.fixed, "query")
    : parameters.find((one) => one.in === "query" && one.name === "query")?.fixed;
  return typeof fixed === "string" ? fixed : undefined;
}

function withoutStrings(text: string): string {
  return text.replaceAll(/"""[\s\S]*?"""|"(?:[^"\\\n\r]|\\.)*"|#[^\n\r]*/g, "");
}
