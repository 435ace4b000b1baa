import type { Access, Json } from "@specwire/contract";
import { isObject, own } from "@specwire/contract";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";

/** The floor that the method alone says; a spec may raise it, and lower it only with a reason. */
export function accessOfMethod(method: string): Access {
  return method === "GET" || method === "HEAD" ? "read" : "write";
}

/** What nobody has looked at and may do anything, as a GraphQL endpoint of a document taken in bulk, is a write. */
export function accessOf(operation: ResolvedOperation): Access {
  const { written, method } = operation;
  const inBulk = written.use === undefined && written.request === undefined;
  return written.access ?? (inBulk && isOpenGraphql(operation) ? "write" : accessOfMethod(method));
}

/** A GraphQL endpoint does what the document says: it only reads when the spec fixes one that does. */
export function isOpenGraphql(operation: ResolvedOperation): boolean {
  if (!/\/(graphql|gql)\/?$/i.test(operation.path)) return false;
  const text = fixedDocument(operation);
  return text === undefined || /\b(mutation|subscription)\b/.test(withoutStrings(text));
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
