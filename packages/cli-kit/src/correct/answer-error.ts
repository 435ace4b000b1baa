import {
  type Answer,
  alternativesOf,
  apiError,
  type ErrorCode,
  flagsOf,
  isObject,
  type UnchangedRule,
  valueAt,
} from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { Session } from "../session.ts";
import { oneLine } from "../text.ts";
import type { Call, CredentialState } from "../transport.ts";
import { adviceFor, type Failure } from "./error-advice.ts";
import { flagProblems, problemWords } from "./problem-flags.ts";

const longestMessage = 500;
/** With what is said of single values. */
const longestWithProblems = 900;

/** The error that an answer is, or undefined where it is a success. `text` is a body that is no JSON. */
export function errorOfAnswer(
  session: Session,
  call: Call,
  answer: Answer,
  text: string,
): CliError | undefined {
  const { connector, transport, globals, brought } = session;
  const { operation } = call;
  const said =
    answer.body === undefined && text !== "" ? { ...answer, body: plainText(text) || null } : answer;
  const found = apiError(connector.errors, said, session.now(), connector.errorShapes);
  const { status } = answer;
  if (found === undefined) {
    if (status >= 200 && status < 300) return undefined;
    return new CliError("UNEXPECTED_ANSWER", `the API answered ${status}`, {
      status,
      operation: operation.id,
    });
  }
  const code = codeFor(found.code, answer, transport.credentialState, isGivenNone(connector, operation));
  const types = session.typesOf(operation);
  const flags = flagsOf(operation, types);
  const isOfValues = status < 500 && !notOfThings.test(code);
  const problems = isOfValues ? flagProblems(answer.body, found.message, flags) : [];
  const details =
    isObject(answer.body) || status >= 400 ? oneLine(found.message, longestMessage) : found.message;
  const message = problems.length > 0 ? problemWords(details, problems, types) : details;
  const failure: Failure = {
    session,
    call,
    checked: { slug: connector.slug, operation, types, flags, arguments: call.arguments, globals, brought },
    answer,
    problems,
    exists: /\balready exists\b/i.test(found.message),
    ...(found.retryAfter !== undefined && { retryAfter: found.retryAfter }),
  };
  const flag = problems.find((one) => one.flag)?.flag;
  return new CliError(code, oneLine(message, longestWithProblems) || `the API answered ${status}`, {
    help: adviceFor(code, failure),
    status,
    operation: operation.id,
    ...(flag && { flag: `--${flag.name}` }),
    ...(found.apiCode !== undefined && { apiCode: oneLine(found.apiCode, 100) }),
    ...(found.retryAfter !== undefined && { retryAfter: found.retryAfter }),
    ...(!operation.idempotent && code === "SERVER_ERROR" && { retryable: false }),
  });
}

/** Of the account or of the pace: none of them says how a thing is. */
const notOfThings = /^(AUTH|REAUTH|SESSION|SCOPE|FORBIDDEN|RATE)/;
/** 410 is also said of a version or a feature that has ended; then nothing was removed. */
const ofTheApi = /\b(version|endpoint|api|deprecated|disabled|sunset|supported|migrate|upgrade)\b/i;

/** Whether an error says that it was so already: by a rule of the spec, or that what is to be removed is gone. */
export function isUnchanged(
  { method, path, access, unchanged = [] }: Call["operation"],
  { status, body }: Answer,
  { code, message }: CliError,
): boolean {
  if (access !== "write" || notOfThings.test(code)) return false;
  if (method === "DELETE" && status === 410 && path.endsWith("}") && !ofTheApi.test(message)) return true;
  // Of a success only a value in the body can say that it is none.
  return unchanged.some(
    ({ status: said, when }) => said === status && (said >= 400 || when !== undefined) && holds(when, body),
  );
}

function holds(when: UnchangedRule["when"], body: Answer["body"]): boolean {
  if (when === undefined) return true;
  const value = valueAt(body, when.pointer);
  if (when.equals === undefined) return value !== undefined && value !== null && value !== false;
  return JSON.stringify(value) === JSON.stringify(when.equals);
}

/** Whether the connector has a credential, and none for this command or its server. */
function isGivenNone(connector: Session["connector"], operation: Call["operation"]): boolean {
  return connector.auth.length > 0 && alternativesOf(connector, operation).every((way) => way.length === 0);
}

/** What a refused credential means depends on what was sent. RFC 6750 section 3.1 names missing scopes. */
function codeFor(
  code: ErrorCode,
  { headers }: Answer,
  credential: CredentialState,
  isGivenNone: boolean,
): ErrorCode {
  if (/\binsufficient_scope\b/.test(headers["www-authenticate"] ?? "")) return "SCOPE_REQUIRED";
  if (code !== "REAUTH_REQUIRED" && code !== "AUTH_REQUIRED") return code;
  // No host can connect what is not asked for.
  if (credential === "none") return isGivenNone ? "NOT_CONFIGURED" : "AUTH_REQUIRED";
  return credential === "expired" ? "SESSION_EXPIRED" : "REAUTH_REQUIRED";
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
