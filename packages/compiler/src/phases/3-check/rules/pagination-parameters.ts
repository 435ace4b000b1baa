import type { Pagination } from "../../../../gen/connector-source.ts";
import { nearest } from "../../../source/suggest.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { argumentNames } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** Pagination names parameters and operations that there are. */
export function paginationParameters(spec: CheckedSpec): void {
  const { source, resolved, operations, report, locate } = spec;
  const shared = source.pagination;
  if (shared !== undefined) {
    checkVia(spec, shared, "/pagination");
    const asks = "into" in shared ? shared.into : shared.pageSize;
    const applies = (one: ResolvedOperation) =>
      one.written.pagination === undefined &&
      (asks === undefined || argumentNames(one, resolved.lookup).names.has(asks));
    if (!resolved.operations.some(applies)) {
      report.add("pagination/applies-nowhere", { name: asks ?? "" }, locate("/pagination", "key"));
    }
  }
  for (const { id, operation, at } of namedOperations(spec)) {
    const own = operation.pagination;
    const found = operations.get(id);
    if (own === undefined || own === false || found === undefined) continue;
    checkVia(spec, own, `${at}/pagination`);
    const all = argumentNames(found, resolved.lookup);
    for (const key of ["into", "pageSize"] as const) {
      const name = key in own ? (own as { into?: string; pageSize?: string })[key] : undefined;
      if (name === undefined || all.names.has(name) || all.open) continue;
      const params = { name, suggestions: nearest(name, all.names) };
      report.add("pagination/unknown-parameter", params, locate(`${at}/pagination/${key}`));
    }
  }
}

function checkVia(
  { resolved, source, report, locate }: CheckedSpec,
  pagination: Pagination,
  at: string,
): void {
  if (pagination.kind !== "link" || pagination.via === undefined) return;
  const id = pagination.via;
  const ids = resolved.operations.map((one) => one.id);
  if (ids.includes(id) || Object.hasOwn(source.operations, id)) return;
  report.add("pagination/unknown-operation", { id, suggestions: nearest(id, ids) }, locate(`${at}/via`));
}
