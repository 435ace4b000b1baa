import type { PaginationSource } from "../phases/4-lower/pagination.ts";
import type { DraftOperation } from "./operations.ts";

/** What a spec says once: the way in which most lists go on, without what differs among them. */
export function sharedPagination(operations: readonly DraftOperation[]): PaginationSource | undefined {
  const kinds = new Map<string, PaginationSource[]>();
  for (const { pagination } of operations) {
    if (pagination === undefined) continue;
    const key = keyOf(pagination);
    kinds.set(key, [...(kinds.get(key) ?? []), pagination]);
  }
  const [most] = [...kinds].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  if (most === undefined) return undefined;
  const [, all] = most;
  const [first] = all;
  if (first === undefined) return undefined;
  // Every list that has the parameters gets these, so only what is the same in each may be said here.
  const common = Object.entries(first).filter(([name, value]) =>
    all.every((one) => JSON.stringify(memberOf(one, name)) === JSON.stringify(value)),
  );
  return Object.fromEntries(common) as unknown as PaginationSource;
}

function keyOf(pagination: PaginationSource): string {
  const { kind } = pagination;
  const { into, next, pageSize, start } = pagination as {
    into?: string;
    next?: unknown;
    pageSize?: string;
    start?: number;
  };
  return JSON.stringify([kind, into, next, kind === "link" ? pageSize : undefined, start]);
}

/** What an operation has to say for itself beside that: nothing, its own way, or that it has none. */
export function ownPagination(
  { pagination, items }: DraftOperation,
  shared: PaginationSource | undefined,
  declares: (name: string) => boolean,
): { items?: string; pagination?: PaginationSource | false } {
  const fits = shared !== undefined && pagination !== undefined && keyOf(shared) === keyOf(pagination);
  if (fits) {
    const same = ["total", "hasMore", "pageSize"].every(
      (name) => memberOf(pagination, name) === memberOf(shared, name),
    );
    if (!same) return { pagination };
    return items === undefined || items === shared.items ? {} : { items };
  }
  const asks = shared === undefined ? undefined : "into" in shared ? shared.into : shared.pageSize;
  const applies = asks !== undefined && declares(asks);
  if (pagination !== undefined) return { pagination };
  return {
    ...(items !== undefined && items !== "" && items !== shared?.items && { items }),
    ...(applies && { pagination: false as const }),
  };
}

function memberOf(pagination: PaginationSource, name: string): unknown {
  return Object.entries(pagination).find(([key]) => key === name)?.[1];
}
