import type { JsonObject } from "@specwire/contract";
import { accessOfMethod } from "../phases/3-check/access.ts";
import { chooseUsual } from "../phases/4-lower/highlights.ts";
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
/** What is asked for first, we think. */
export function chooseHighlights(operations: readonly DraftOperation[]): string[] {
  const candidates = operations
    .filter(({ one, sensitive }) => one.operation.deprecated !== true && !sensitive)
    .map(({ id, one, access, needsNothing }) => ({
      id,
      method: one.method,
      path: one.path,
      isRead: (access ?? accessOfMethod(one.method)) === "read",
      needed: needsNothing ? 0 : Math.max(1, one.path.split("{").length - 1),
    }));
  return chooseUsual(
    candidates,
    operations.map(({ id, one }) => ({ id, path: one.path })),
    mostHighlights,
  );
}
