import {
  ArgumentError,
  type Arguments,
  checkArguments,
  type Decision,
  decide,
  fileIds,
  type HttpRequest,
  type ManifestEntry,
  matchesHost,
  type Operation,
  type OperationEnvelope,
  outgoingRequest,
  own,
  requestUrl,
  resolvedArguments,
  strictness,
  withoutConditions,
} from "@specwire/contract";
import type { Admitted } from "./admit.ts";
import { chooseWay, type Part } from "./choose-way.ts";
import { Refusal } from "./refusal.ts";
import { baseUrlFor } from "./server-address.ts";

/** What an operation comes to, before anyone was asked and anything sent: all that is judged, and all that goes out. */
export interface PlannedRequest {
  readonly operation: Operation;
  readonly entry: ManifestEntry;
  /** Defaults and fixed values included. */
  readonly arguments: Arguments;
  /** With whose credentials; the first is the account that the call is of. */
  readonly parts: readonly Part[];
  /** Without a credential. */
  readonly request: HttpRequest;
  readonly baseUrl: string;
  readonly decision: Decision;
}

/** What is known before anything is made of the arguments. */
export type ChosenOperation = Pick<PlannedRequest, "operation" | "entry" | "parts">;

/** Pure. Throws `Refusal`. */
export function chooseOperation(admitted: Admitted, envelope: OperationEnvelope): ChosenOperation {
  const { connector, manifest } = admitted;
  const entry = own(manifest.operations, envelope.operation);
  const operation = own(connector.operations, envelope.operation);
  if (entry === undefined || operation === undefined)
    throw new Refusal("PERMISSION_DENIED", "the connector has no such operation");
  return { operation, entry, parts: chosen(admitted, operation, envelope.account) };
}

/** A ban that holds whatever the arguments are: building a request takes time that a banned one is not worth. */
export function bannedAnyway(
  admitted: Admitted,
  { operation, parts }: ChosenOperation,
): Decision | undefined {
  const policies = withoutConditions(admitted.session.policies);
  const decision = decided({ ...admitted, session: { ...admitted.session, policies } }, operation, {}, parts);
  return decision.verdict === "deny" ? decision : undefined;
}

/** Pure. Throws `Refusal`. */
export function planRequest(
  admitted: Admitted,
  { operation, entry, parts }: ChosenOperation,
  envelope: OperationEnvelope,
): PlannedRequest {
  const { connector } = admitted;
  const problems = checkArguments(operation, connector.types, envelope.arguments);
  if (problems.length > 0) throw unfit(problems);
  const args = resolvedArguments(operation, envelope.arguments);
  const request = built(() => outgoingRequest(connector, operation, args));
  refuseOtherFiles(fileIds(request.body), envelope);
  const baseUrl = baseUrlFor(
    connector,
    operation,
    parts.map(({ account }) => account),
  );
  refuseOtherHosts(entry, requestUrl(baseUrl, request));
  return {
    operation,
    entry,
    arguments: args,
    parts,
    request,
    baseUrl,
    decision: decided(admitted, operation, args, parts),
  };
}

/** Where an account was disconnected that the session was made with, that is what is told. */
function chosen(
  { connector, granted, accounts }: Admitted,
  operation: Operation,
  wanted: string | undefined,
): readonly Part[] {
  try {
    return chooseWay(connector, operation, accounts, wanted);
  } catch (error) {
    const labels = accounts.map(({ label }) => label);
    const gone = Object.keys(granted.accounts).filter((label) => !labels.includes(label));
    if (!(error instanceof Refusal) || error.code !== "AUTH_REQUIRED" || gone.length === 0) throw error;
    const names = gone.map((label) => JSON.stringify(label)).join(", ");
    throw new Refusal("ACCOUNT_NOT_FOUND", `disconnected since the session began: ${names}`, {
      accounts: labels,
      help: `ask the user to connect ${connector.slug}, and then the host for a new session`,
    });
  }
}

/** Each account is judged whose credential is sent: what holds one of them back holds back the call. */
function decided(
  { connector: { slug }, manifest, session, granted }: Admitted,
  operation: Operation,
  args: Arguments,
  parts: readonly Part[],
): Decision {
  const rules = {
    manifests: { [slug]: manifest },
    policies: session.policies,
    accounts: { [slug]: Object.keys(granted.accounts) },
  };
  const asked = { connector: slug, operation: operation.id, arguments: args };
  const labels = parts.length === 0 ? [undefined] : parts.map(({ label }) => label);
  return labels
    .map((account) => decide({ ...asked, ...(account !== undefined && { account }) }, rules))
    .reduce((a, b) => (strictness[b.verdict] > strictness[a.verdict] ? b : a));
}

function built(build: () => HttpRequest): HttpRequest {
  try {
    return build();
  } catch (error) {
    if (error instanceof ArgumentError) throw unfit(error.problems);
    throw error;
  }
}

function unfit(problems: ArgumentError["problems"]): Refusal {
  const said = problems
    .slice(0, 10)
    .map(({ in: place, path, message }) => `${[place, ...path].join(".")} ${message}`);
  return new Refusal("INVALID_ARGUMENT", said.join("; ").slice(0, 1000));
}

/** An approval names the files, so there is neither one that is not sent nor one that is sent twice. */
function refuseOtherFiles(needed: readonly string[], { files }: OperationEnvelope): void {
  const same = needed.length === files.length && needed.every((id, index) => files[index]?.id === id);
  if (!same || new Set(needed).size !== needed.length)
    throw new Refusal(
      "INVALID_ARGUMENT",
      "the files are not those of the arguments, in the order of the request",
    );
}

/** The manifest says where an operation may go; nothing that fills in an address changes that. */
function refuseOtherHosts({ hosts }: ManifestEntry, url: string): void {
  const host = URL.parse(url)?.hostname;
  if (host !== undefined && hosts.some((pattern) => matchesHost(pattern, host))) return;
  throw new Refusal(
    "PERMISSION_DENIED",
    "the operation would go to a host that its connector does not declare",
  );
}
