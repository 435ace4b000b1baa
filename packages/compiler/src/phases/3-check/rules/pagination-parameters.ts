import { nearest } from "@specwire/contract";
import type { Pagination } from "../../../../gen/connector-source.ts";
import { sentSlipRepair, valueRepair } from "../../1-parse/rewrite/repairs.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import { accessOf } from "../access.ts";
import { argumentNames, hasPagingArgument } from "../arguments.ts";
import { type CheckedSpec, namedOperations } from "../checked-spec.ts";

/** Pagination names parameters and operations that there are. */
export function paginationParameters(spec: CheckedSpec): void {
  const { source, resolved, operations, report, text, locate } = spec;
  const shared = source.pagination;
  if (shared !== undefined) {
    const asks = "into" in shared ? shared.into : shared.pageSize;
    const applies = (one: ResolvedOperation) =>
      one.written.pagination === undefined &&
      (asks === undefined || hasPagingArgument(one, asks, resolved.lookup));
    const paged = resolved.operations.filter(applies);
    checkVia(spec, shared, "/pagination", paged);
    if (paged.length === 0) {
      report.add(
        "pagination/applies-nowhere",
        { name: asks ?? "" },
        locate(
          asks === undefined ? "/pagination" : `/pagination/${"into" in shared ? "into" : "pageSize"}`,
          "key",
        ),
      );
    }
  }
  for (const { id, operation, at } of namedOperations(spec)) {
    const own = operation.pagination;
    const found = operations.get(id);
    if (own === undefined || own === false || found === undefined) continue;
    checkVia(spec, own, `${at}/pagination`, [found]);
    for (const key of ["into", "pageSize"] as const) {
      const name = key in own ? (own as { into?: string; pageSize?: string })[key] : undefined;
      if (name === undefined || hasPagingArgument(found, name, resolved.lookup)) continue;
      const { names, open } = argumentNames(found, resolved.lookup);
      if (open && !name.startsWith("/")) continue;
      const params = { name, suggestions: nearest(name, names) };
      const where = `${at}/pagination/${key}`;
      const plain = [...names].filter((one) => !/^(body|path|query|header|cookie)\./.test(one));
      // `$request.query.page` and `{page}` name `page`.
      const meant = plain.find((one) => name.endsWith(`.${one}`) || name === `{${one}}`);
      // `body.page.cursor` and `page.cursor` are a place deep in the body.
      const deep = `/${name.replace(/^body\./, "").replaceAll(".", "/")}`;
      const isDeep = name.includes(".") && hasPagingArgument(found, deep, resolved.lookup);
      const better = isDeep ? deep : meant;
      const repair =
        better === undefined ? sentSlipRepair(text, where, "value", plain) : valueRepair(text, where, better);
      report.add("pagination/unknown-parameter", params, locate(where), repair);
    }
  }
}

/** What the next page is asked of must be as harmless as the list, and get no other credential to no other place. */
function checkVia(
  { resolved, source, operations, report, locate }: CheckedSpec,
  pagination: Pagination,
  at: string,
  paged: readonly ResolvedOperation[],
): void {
  if (pagination.kind !== "link" || pagination.via === undefined) return;
  const id = pagination.via;
  const target = operations.get(id);
  if (target === undefined) {
    // One that the spec names and that can't be resolved was reported where it is stated.
    if (Object.hasOwn(source.operations, id)) return;
    const ids = resolved.operations.map((one) => one.id);
    report.add("pagination/unknown-operation", { id, suggestions: nearest(id, ids) }, locate(`${at}/via`));
    return;
  }
  const problem =
    accessOf(target) !== "read"
      ? "it is no read"
      : target.written.sensitive === true
        ? "it is sensitive"
        : paged.some((one) => (one.written.server ?? "default") !== (target.written.server ?? "default"))
          ? "it has another server"
          : paged.some((one) => one.written.token !== target.written.token)
            ? "it uses another token"
            : undefined;
  if (problem !== undefined) report.add("pagination/unsafe-via", { id, problem }, locate(`${at}/via`));
}
