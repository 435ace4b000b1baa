import {
  type Answer,
  apiError,
  commandName,
  type ErrorCode,
  isObject,
  type Operation,
  type TableHead,
} from "@specwire/contract";
import { CliError } from "./errors.ts";
import { countOf, oneLine } from "./text.ts";
import type { CredentialState } from "./transport.ts";

const longestMessage = 500;

/** The error that an answer is, or undefined where it is a success. `text` is a body that is no JSON. */
export function errorOfAnswer(
  connector: TableHead,
  operation: Operation,
  answer: Answer,
  text: string,
  credential: CredentialState,
  now: number,
): CliError | undefined {
  const said =
    answer.body === undefined && text !== "" ? { ...answer, body: plainText(text) || null } : answer;
  const found = apiError(connector.errors, said, now, connector.errorShapes);
  const { status } = answer;
  if (found === undefined) {
    if (status >= 200 && status < 300) return undefined;
    return new CliError("UNEXPECTED_ANSWER", `the API answered ${status}`, {
      status,
      operation: operation.id,
    });
  }
  const code = codeFor(found.code, answer, credential);
  const details =
    isObject(answer.body) || status >= 400 ? oneLine(found.message, longestMessage) : found.message;
  return new CliError(code, details || `the API answered ${status}`, {
    help: adviceFor(code, connector, operation, found.retryAfter),
    status,
    operation: operation.id,
    ...(found.apiCode !== undefined && { apiCode: oneLine(found.apiCode, 100) }),
    ...(found.retryAfter !== undefined && { retryAfter: found.retryAfter }),
    ...(!operation.idempotent && code === "SERVER_ERROR" && { retryable: false }),
  });
}

/** What a refused credential means depends on what was sent. RFC 6750 section 3.1 names missing scopes. */
function codeFor(code: ErrorCode, { headers }: Answer, credential: CredentialState): ErrorCode {
  if (/\binsufficient_scope\b/.test(headers["www-authenticate"] ?? "")) return "SCOPE_REQUIRED";
  if (code !== "REAUTH_REQUIRED" && code !== "AUTH_REQUIRED") return code;
  if (credential === "none") return "AUTH_REQUIRED";
  return credential === "expired" ? "SESSION_EXPIRED" : "REAUTH_REQUIRED";
}

function adviceFor(
  code: ErrorCode,
  { name, slug }: TableHead,
  { id, scopes }: Operation,
  retryAfter: number | undefined,
): string {
  const command = commandName(slug, id);
  const needed = scopes.map((scope) => scope.join(" and ")).join(", or ");
  switch (code) {
    case "AUTH_REQUIRED":
      return `ask the host to connect ${name}`;
    case "REAUTH_REQUIRED":
      return `the API refuses the credential: ask the host to connect ${name} again`;
    case "SESSION_EXPIRED":
      return `the credential has expired: ask the host for a new session`;
    case "SCOPE_REQUIRED":
    case "FORBIDDEN":
      return needed
        ? `the connected account may lack a permission; this command needs ${needed}`
        : "the connected account may lack a permission for this";
    case "RATE_LIMITED":
      return retryAfter === undefined
        ? "wait before trying again"
        : `try again in ${countOf(retryAfter, "second")}`;
    case "NOT_FOUND":
      return `check the values; APIs also answer so where the account may not look. ${command} --help`;
    case "SERVER_ERROR":
      return "the API failed; look whether it happened before trying again";
    default:
      return `${command} --help shows the flags, --schema all details`;
  }
}

/** The words of an HTML page or of plain text, cut. */
export function plainText(text: string): string {
  const words = text
    .slice(0, 20_000)
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, " ")
    .replace(/<[^>]*>/g, " ");
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text.slice(0, 20_000))?.[1];
  return oneLine(/<[a-z!]/i.test(text) ? `${title ?? ""} ${words}` : words, 200);
}
