import type { JsonObject } from "@specwire/contract";
import type { DraftOperation } from "./operations.ts";

/** A read that proves a credential and names its account. */
export interface Verify {
  readonly operation: string;
  readonly accountId?: string;
  readonly label?: string;
}

const ownPlace =
  /(^|\/)(me|self|myself|whoami|userinfo|current[-_]?user|current|auth\.test)$|^\/(v\d+\/|api\/)*(user|account|profile)$/i;
const ownId = /(^|\.)(me|whoami|self|myself|current)(\.get)?$/;

/** The operation that asks who I am; undefined where the document has none. */
export function chooseVerify(operations: readonly DraftOperation[]): Verify | undefined {
  const found = operations
    .filter(({ needsNothing, one, items }) => needsNothing && one.method === "GET" && items === undefined)
    .filter(({ id, one }) => ownPlace.test(one.path) || ownId.test(id))
    .toSorted((a, b) => a.one.path.length - b.one.path.length || (a.id < b.id ? -1 : 1))[0];
  if (found === undefined) return undefined;
  const accountId = memberNamed(found.members, [
    "id",
    "user_id",
    "userId",
    "account_id",
    "accountId",
    "sub",
    "uid",
    "uuid",
    "gid",
  ]);
  const label = memberNamed(found.members, [
    "login",
    "username",
    "userName",
    "email",
    "name",
    "display_name",
    "displayName",
    "full_name",
    "fullName",
  ]);
  return {
    operation: found.id,
    ...(accountId !== undefined && { accountId: `/${accountId}` }),
    ...(label !== undefined && { label: `/${label}` }),
  };
}

function memberNamed(members: ReadonlyMap<string, JsonObject>, names: readonly string[]): string | undefined {
  return names.find((name) => members.has(name));
}

const mostHighlights = 8;
const usual = ["list", "search", "get", "create", "send", "update"];

/** What is asked for first, we think: what can be done with the things that most operations are about. */
export function chooseHighlights(operations: readonly DraftOperation[]): string[] {
  const groups = new Map<string, DraftOperation[]>();
  for (const one of operations) {
    const { id } = one;
    const group = id.slice(0, Math.max(0, id.lastIndexOf(".")));
    if (one.one.operation.deprecated === true || one.sensitive || !usual.includes(verbOf(id))) continue;
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const tops = new Map<string, number>();
  for (const { id } of operations) tops.set(topOf(id), (tops.get(topOf(id)) ?? 0) + 1);
  const weight = (group: string, all: readonly DraftOperation[]) =>
    all.length * 4 + Math.log2(tops.get(topOf(group)) ?? 1) - group.split(".").length * 3;
  const ranked = [...groups].sort(([a, x], [b, y]) => weight(b, y) - weight(a, x) || (a < b ? -1 : 1));
  const chosen = ranked.flatMap(([, all]) =>
    all.toSorted((a, b) => usual.indexOf(verbOf(a.id)) - usual.indexOf(verbOf(b.id))).slice(0, 3),
  );
  return chosen.slice(0, mostHighlights).map(({ id }) => id);
}

function topOf(id: string): string {
  return id.split(".")[0] ?? "";
}

function verbOf(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}
