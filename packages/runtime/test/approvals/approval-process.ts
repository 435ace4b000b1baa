import { awaitDecision } from "../../src/approvals/await-decision.ts";
import { approve, deny } from "../../src/approvals/decide-approval.ts";
import { requireApproval } from "../../src/approvals/require-approval.ts";
import type { Context } from "../../src/context.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { StoreOptions } from "../../src/store/store-options.ts";
import { keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import { addChat, askedToSend } from "../support/approval-asked.ts";

/** What the parent tells a process of its own to open, in its first argument. */
export interface ProcessOptions {
  readonly database: StoreOptions;
  /** Of the vault. */
  readonly key: string;
}

/** What it is told to do, one after the other. */
export type Order =
  | { readonly do: "add connector" }
  /** So many callers at once. */
  | { readonly do: "ask"; readonly connectorId: string; readonly text: string; readonly callers?: number }
  | { readonly do: "wait"; readonly approvalId: string; readonly milliseconds: number }
  | { readonly do: "approve" | "deny"; readonly approvalId: string };

const session = { sessionId: "4c1a2f0e-0000-4000-8000-000000000001", userId: "ada", workflowId: "weekly" };
const { database, key } = JSON.parse(process.argv[2] ?? "{}") as ProcessOptions;
const store = await openStore(database);
const vault = createVault({ db: store.db, keyProvider: keyring({ primary: "k", keys: { k: key } }) });
const context = { db: store.db, vault, now: Date.now, log: () => {} } as unknown as Context;

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "add connector":
      return await addChat(store.db);
    case "ask": {
      const asked = askedToSend(order.connectorId, order.text, session);
      return await Promise.all(
        Array.from({ length: order.callers ?? 1 }, () => requireApproval(context, asked)),
      );
    }
    case "wait":
      return await awaitDecision(context, order.approvalId, { ...session, ...order });
    default:
      return await (order.do === "approve" ? approve : deny)(context, {
        approvalId: order.approvalId,
        userId: null,
        decidedBy: "eve",
      });
  }
}

process.on("message", (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: { code?: string; message: string }) => process.send?.({ error: error.code ?? error.message }),
  );
});
// The parent is gone, or wants it to end.
process.on("disconnect", () => void store.close().then(() => process.exit()));
process.send?.({ result: "ready" });
