import type { CheckedSpec } from "../checked-spec.ts";

/** A server of somebody else that only the document names gets no credential. */
export function foreignServer({ resolved, report, locate }: CheckedSpec): void {
  for (const name of resolved.foreignServers) {
    const users = resolved.operations.filter((one) => one.server === name);
    if (users.length === 0 || resolved.schemes.every(({ written }) => written.servers?.includes(name)))
      continue;
    const url = resolved.servers[name] ?? "";
    const params = { name, url, operations: users.map((one) => one.id) };
    report.add("server/foreign", params, locate("/openapi/document"));
  }
}
