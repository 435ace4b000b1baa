import { type ErrorCode, type ErrorObject, errorCodes } from "@specwire/contract";
import { type Remedy, runtimeErrorCodes } from "../errors/error-codes.ts";
import { RuntimeError } from "../errors/runtime-error.ts";

type Told = ErrorObject["error"];

/** What ends an operation before an API answered it, in the words that the agent reads. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ErrorCode;
  readonly details: Partial<Omit<Told, "code" | "message" | "connector">>;

  constructor(code: ErrorCode, message: string, details: Refusal["details"] = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Nothing of these is an agent's business: they name the host's own parts. */
const inner: ReadonlySet<string> = new Set<RuntimeError["code"]>([
  "STORE_UNAVAILABLE",
  "STORE_MISCONFIGURED",
  "STORE_INCOMPATIBLE",
  "STORE_LOCKED",
  "KEY_UNAVAILABLE",
  "KEY_UNKNOWN",
  "KEY_RETIRED",
  "SECRET_UNREADABLE",
  "CLOSED",
]);

/** Whether it says something of what was asked for, and not of the broker's own parts. */
export function isAboutTheCall(error: unknown): boolean {
  return error instanceof Refusal || (error instanceof RuntimeError && !inner.has(error.code));
}

/** An error as the broker answers it. What is neither a refusal nor of the runtime is our bug, and says nothing. */
export function toldError(error: unknown, slug: string, operation?: string): Told {
  const about = { connector: slug, ...(operation !== undefined && { operation }) };
  if (error instanceof Refusal) {
    const { code, message, details } = error;
    return { code, message, retryable: errorCodes[code].retryable, ...about, ...details };
  }
  if (!(error instanceof RuntimeError))
    return { code: "INTERNAL", message: "the broker failed", retryable: false, ...about };
  const { agentCode } = runtimeErrorCodes[error.code];
  const { labels, retryAfter } = error.details;
  return {
    code: agentCode,
    message: inner.has(error.code) ? "the broker can't do it now" : error.message,
    help: advice[error.code] ?? adviceOf(error.remedy, slug),
    retryable: errorCodes[agentCode].retryable,
    ...about,
    ...(labels !== undefined && { accounts: labels }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

const advice: Readonly<Partial<Record<RuntimeError["code"], string>>> = {
  REQUEST_REPEATED: "each request has an id of its own",
  CONNECTOR_DISABLED: "ask the user to turn it on again",
};

function adviceOf(remedy: Remedy, slug: string): string {
  if (remedy === "retry") return "try again later";
  if (remedy === "connect") return `ask the user to connect ${slug} again`;
  if (remedy === "operator") return "ask the host: only whoever runs it can change this";
  return "ask the host for a new session";
}
