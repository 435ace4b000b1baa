import type { Access, Json } from "@specwire/contract";
import { isObject, own } from "@specwire/contract";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { changingVerb } from "./changing-verb.ts";

/** The floor that the method alone says; a spec may raise it, and lower it only with a reason. */
export function accessOfMethod(method: string): Access {
  return method === "GET" || method === "HEAD" ? "read" : "write";
}

/**
 * What the spec says, also by the word `destructive`; else what the method says. A write where nobody has looked and it may do anything, as a GraphQL
 * endpoint of a document taken in bulk, or where its name says that it changes something.
 */
export function accessOf(operation: ResolvedOperation): Access {
  const { written, method } = operation;
  if (written.access !== undefined) return written.access;
  // What removes something is no read, whatever its method is.
  if (written.destructive === true) return "write";
  const inBulk = written.use === undefined && written.request === undefined;
  if (inBulk && isOpenGraphql(operation)) return "write";
  return changingVerb(operation) === undefined ? accessOfMethod(method) : "write";
}

/** Whether the names of a read say that secrets are what it reads. */
export function namesSecrets({ id, path }: Pick<ResolvedOperation, "id" | "path">): boolean {
  const last = path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "";
  return [id, kebab(last)].some((name) => secretNames.test(name) && !name.includes("public"));
}

const secretNames =
  /(^|[.-])(secrets?|passwords?|credentials?|private-keys?|api-keys?|access-keys?|access-tokens?|api-tokens?|client-secrets?)([.-]|$)/;

function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
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
