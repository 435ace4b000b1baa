import {
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { type ErrorCode, isObject, own } from "@specwire/contract";
import type { OpenedGateFile } from "../session/gate-file.ts";
import { type OpenQuestions, question } from "./approvals.ts";
import { quoted } from "./input-schema.ts";
import { type CallWorld, failed, type PreparedCall, previewOf, type ToolText } from "./perform.ts";
import { fullId } from "./session-tools.ts";
import { effectOf } from "./tools.ts";

const answerKey = "allow";

const answerSchema = {
  type: "object" as const,
  properties: { allow: { type: "boolean" as const, title: "Allow this once" } },
  required: ["allow"],
};

export type Asked =
  | { readonly kind: "yes" }
  /** The call is answered with it. */
  | { readonly kind: "no"; readonly text: ToolText }
  /** The client puts it to a person, and calls again. */
  | { readonly kind: "question"; readonly result: InputRequiredResult };

/**
 * Asks a person through the client, in the words of its era: the call comes back with the answer, and counts where it
 * is for what would be shown now.
 */
export async function ask(
  call: PreparedCall,
  session: OpenedGateFile,
  world: CallWorld,
  context: ServerContext,
  questions: OpenQuestions,
  server: Server,
): Promise<Asked> {
  const { one, decision, input } = call;
  const no = (code: ErrorCode, message: string, help?: string): Asked => ({
    kind: "no",
    text: failed(one, code, message, help),
  });
  const state = context.mcpReq.requestState();
  if (state === undefined && !canAsk(server, context))
    return no(
      "APPROVAL_REQUIRED",
      `a person must allow this (${decision.reason}), and this client can't ask one`,
      "a policy of the host can allow it; or use a client with elicitation",
    );
  const message = await messageFor(call, session, world);
  if (message === undefined)
    return no("PERMISSION_DENIED", "it has to be asked, and can't be shown to a person whole");
  const request = JSON.stringify([fullId(one), input, message]);
  if (state === undefined) {
    const inputRequests = {
      [answerKey]: inputRequired.elicit({ message, requestedSchema: answerSchema }),
    };
    return {
      kind: "question",
      result: inputRequired({ inputRequests, requestState: questions.ask(request) }),
    };
  }
  if (typeof state !== "string" || !questions.take(state, request))
    return no("APPROVAL_REQUIRED", "the answer is to another question, or too late");
  return isYes(context) ? { kind: "yes" } : no("PERMISSION_DENIED", "the person did not allow it");
}

function isYes({ mcpReq }: ServerContext): boolean {
  const answer = inputResponse(mcpReq.inputResponses, answerKey);
  return answer.kind === "elicit" && answer.action === "accept" && answer.content?.allow === true;
}

async function messageFor(
  call: PreparedCall,
  session: OpenedGateFile,
  world: CallWorld,
): Promise<string | undefined> {
  const { one, account } = call;
  const request = await previewOf(call, session, world);
  const operation = session.programs[`custom-${one.slug}`]?.operation(one.id);
  const labels = own(session.accounts, one.slug) ?? [];
  if (request === undefined || operation === undefined) return undefined;
  return question(effectOf(one), account ?? labels[0], quoted(operation.summary, 120), request);
}

/** A person can be asked in a form; what a client declares without saying how is a form (MCP 2025-06-18). */
function canAsk(server: Server, { mcpReq }: ServerContext): boolean {
  const envelope = mcpReq.envelope as Readonly<Record<string, unknown>> | undefined;
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities();
  const elicitation = isObject(declared) ? declared.elicitation : undefined;
  if (!isObject(elicitation)) return false;
  return Object.hasOwn(elicitation, "form") || !Object.hasOwn(elicitation, "url");
}
