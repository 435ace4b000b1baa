import { type Arguments, buildRequest, type Operation } from "@specwire/contract";
import { eq } from "drizzle-orm";
import type { ApprovalAsked } from "../../src/approvals/approval-asked.ts";
import type { Database } from "../../src/store/database.ts";
import { connectors } from "../../src/store/schema.ts";
import { addConnectorRow } from "../vault/rows.ts";

export const sendMessage = {
  id: "messages.send",
  summary: "Send a message",
  access: "write",
  destructive: false,
  sensitive: false,
  idempotent: false,
  method: "POST",
  path: "/channels/{channel}/messages",
  server: "default",
  scopes: [],
  parameters: [{ in: "path", name: "channel", required: true, type: { kind: "string" } }],
  body: { contentType: "application/json", encoding: "json", required: true, type: { kind: "any" } },
  response: { kind: "json", fields: [], known: [] },
  examples: [],
} as const satisfies Operation;

/** Id of a connector that has the operation, as far as approvals read it. */
export async function addChat(db: Database): Promise<string> {
  const id = await addConnectorRow(db);
  await db
    .update(connectors)
    .set({ name: "Chat", compiled: { types: {} } as never })
    .where(eq(connectors.id, id));
  return id;
}

/** A message that a session wants to send. */
export function askedToSend(
  connectorId: string,
  text: string,
  session: Pick<ApprovalAsked["session"], "sessionId" | "userId" | "workflowId">,
): ApprovalAsked {
  const args: Arguments = { path: { channel: "general" }, body: { text } };
  return {
    session: { ...session, connectors: {}, policies: [], expiresAt: new Date(8e15) },
    slug: "chat",
    connector: { connectorId, digest: "sha256:1", version: "sha256:0", accounts: {} },
    operation: sendMessage,
    account: null,
    beside: [],
    arguments: args,
    files: [],
    request: buildRequest(sendMessage, args),
    baseUrl: "https://api.example.com",
  };
}
