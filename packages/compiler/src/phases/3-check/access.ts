import type { Access } from "@specwire/contract";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";

/** The floor that the method alone says; a spec may raise it, and lower it only with a reason. */
export function accessOfMethod(method: string): Access {
  return method === "GET" || method === "HEAD" ? "read" : "write";
}

export function accessOf(operation: ResolvedOperation): Access {
  return operation.written.access ?? accessOfMethod(operation.method);
}
