import type { Access } from "@specwire/contract";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";

/** What the method alone says (RFC 9110, section 9.2.1). */
export function accessOfMethod(method: string): Access {
  return method === "GET" || method === "HEAD" || method === "QUERY" ? "read" : "write";
}

export function accessOf(operation: ResolvedOperation): Access {
  return operation.written.access ?? accessOfMethod(operation.method);
}
