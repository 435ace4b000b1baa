import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type Account, readAccount } from "./account-store.ts";

/** Names an account and whose it must be: another user's is as if it were not there. */
export interface AccountOfUser {
  readonly userId: string;
  readonly accountId: string;
}

/** Throws `ACCOUNT_NOT_FOUND`, also where it is another user's. */
export async function accountOf(context: Context, { userId, accountId }: AccountOfUser): Promise<Account> {
  const account = await readAccount(context, accountId);
  if (account === undefined || account.userId !== userId) throw accountNotFound(userId, accountId);
  return account;
}

export function accountNotFound(userId: string, accountId: string): RuntimeError {
  return new RuntimeError("ACCOUNT_NOT_FOUND", "There is no such account.", { userId, accountId });
}
