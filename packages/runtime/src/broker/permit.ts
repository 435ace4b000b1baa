import type { OperationEnvelope } from "@specwire/contract";
import { releaseApproval, requireApproval } from "../approvals/require-approval.ts";
import { refuseRepeated } from "../audit/refuse-repeated.ts";
import type { Context } from "../context.ts";
import type { OpenSession } from "../grants/open-session.ts";
import { type Admitted, admit } from "./admit.ts";
import type { KnownConnectors } from "./known-connectors.ts";
import { bannedAnyway, chooseOperation, type PlannedRequest, planRequest } from "./plan-request.ts";
import { isAboutTheCall, Refusal, toldError } from "./refusal.ts";
import type { Trail } from "./trail.ts";

/** An operation that may be performed: once where `approvalId` says who agreed. */
export interface Permitted extends PlannedRequest {
  readonly admitted: Admitted;
  readonly approvalId?: string;
}

/**
 * Decides whether an operation may be performed, asks a person where one has to agree, and has all of it in the audit
 * before anything is sent. Throws `Refusal`, or a `RuntimeError`.
 */
export async function permit(
  context: Context,
  known: KnownConnectors,
  session: OpenSession,
  envelope: OperationEnvelope,
  trail: Trail,
): Promise<Permitted> {
  let decision: PlannedRequest["decision"] | undefined;
  try {
    const admitted = await admit(context, known, session, envelope);
    trail.admitted(admitted);
    const chosen = chooseOperation(admitted, envelope);
    decision = bannedAnyway(admitted, chosen);
    if (decision !== undefined) trail.planned({ ...chosen, decision });
    refuseDenied(decision);
    const planned = planRequest(admitted, chosen, envelope);
    trail.planned(planned);
    ({ decision } = planned);
    refuseDenied(decision);
    const approvalId =
      decision.verdict === "ask" ? await approved(context, admitted, planned, envelope, trail) : undefined;
    await decided(context, trail, approvalId);
    return { ...planned, admitted, ...(approvalId !== undefined && { approvalId }) };
  } catch (error) {
    if (isAboutTheCall(error))
      await trail.refused(toldError(error, envelope.connector.slug, envelope.operation), decision?.verdict);
    throw error;
  }
}

function refuseDenied(decision: PlannedRequest["decision"] | undefined): void {
  if (decision?.verdict === "deny")
    throw new Refusal("PERMISSION_DENIED", `not permitted: ${decision.reason}`);
}

/** What can't be written down is not done, and its approval is not used up. */
async function decided(context: Context, trail: Trail, approvalId: string | undefined): Promise<void> {
  try {
    await trail.decided();
  } catch (error) {
    if (approvalId !== undefined) await releaseApproval(context, approvalId);
    throw error;
  }
}

async function approved(
  context: Context,
  { session, granted }: Admitted,
  { operation, parts, arguments: args, request, baseUrl }: PlannedRequest,
  { requestId, connector: { slug }, files }: OperationEnvelope,
  trail: Trail,
): Promise<string> {
  // Nobody is asked about a request that the audit could not tell from another one.
  await refuseRepeated(context, { userId: session.userId, sessionId: session.sessionId, requestId });
  const [account, ...beside] = parts.map((part) => ({ id: part.account.id, label: part.label }));
  const answer = await requireApproval(context, {
    session,
    slug,
    connector: granted,
    operation,
    account: account ?? null,
    beside,
    arguments: args,
    files,
    request,
    baseUrl,
  });
  const { approvalId } = answer;
  trail.approval(answer);
  if (answer.status === "granted") return approvalId;
  if (answer.status === "denied")
    throw new Refusal(
      "PERMISSION_DENIED",
      answer.comment ? `a person said no: ${answer.comment}` : "a person said no",
      { approvalId, help: "don't try the same again without asking the person" },
    );
  throw new Refusal("APPROVAL_REQUIRED", "a person has to approve this first", {
    approvalId,
    help: "run the same command again once it is approved, or with --wait <seconds>",
  });
}
