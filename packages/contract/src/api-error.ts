import type { ErrorRule, ErrorShape } from "./connector.ts";
import type { ErrorCode } from "./error-codes.ts";
import { isArray, isObject, type Json, type JsonObject, own, valueAt } from "./json.ts";
import type { Answer } from "./next-page.ts";

/** An API's error in our words. */
export interface ApiError {
  readonly code: ErrorCode;
  /** Without what is said of single values, where that stands beside it (`apiProblems`). */
  readonly message: string;
  /** The API's own code. */
  readonly apiCode?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/**
 * The error that an answer is, or undefined where it is a success: what a rule says, else what the document says
 * of error answers (`shapes`), else what most APIs do. `now` is in epoch milliseconds.
 */
export function apiError(
  rules: readonly ErrorRule[],
  answer: Answer,
  now: number,
  shapes: readonly ErrorShape[] = [],
): ApiError | undefined {
  const rule = rules.find((one) => applies(one, answer.body));
  if (answer.status < 400 && rule === undefined) return undefined;
  const told = (name: "message" | "code") => {
    if (rule?.[name] !== undefined) return asText(valueAt(answer.body, rule[name]));
    const found = shapes.map((one) =>
      one[name] === undefined ? undefined : asText(valueAt(answer.body, one[name])),
    );
    return found.find((one) => one !== undefined && one !== "");
  };
  const apiCode = rule?.code === undefined ? (told("code") ?? commonCode(answer.body)) : told("code");
  const mapped = apiCode === undefined ? undefined : own(rule?.map, apiCode);
  const code = mapped ?? codeOfStatus(answer);
  const said = told("message") ?? commonMessage(answer.body) ?? apiCode;
  const retryAfter = code === "RATE_LIMITED" || answer.status === 503 ? retryAfterOf(answer, now) : undefined;
  return {
    code,
    message: said === undefined ? `the API answered ${answer.status}` : said,
    ...(apiCode !== undefined && { apiCode }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function applies(rule: ErrorRule, body: Json | undefined): boolean {
  const value = valueAt(body, rule.when.pointer);
  if (rule.when.not !== undefined)
    return value !== undefined && value !== null && JSON.stringify(value) !== JSON.stringify(rule.when.not);
  if (rule.when.equals === undefined) return value !== undefined && value !== null && value !== false;
  return JSON.stringify(value) === JSON.stringify(rule.when.equals);
}

function codeOfStatus(answer: Answer): ErrorCode {
  const { status } = answer;
  if (status === 401) return "REAUTH_REQUIRED";
  if (status === 429) return "RATE_LIMITED";
  if (status === 403) return rateLimited(answer) ? "RATE_LIMITED" : "FORBIDDEN";
  if (status === 404 || status === 410) return "NOT_FOUND";
  if (status === 409) return "CONFLICT";
  if (status === 400 || status === 422) return "INVALID_REQUEST";
  return status >= 500 ? "SERVER_ERROR" : "API_ERROR";
}

/** Services that answer 403 for a spent quota say so in these headers. */
function rateLimited({ headers }: Answer): boolean {
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    headers["ratelimit-remaining"] === "0"
  );
}

/** RFC 9110 section 10.2.3: seconds or a date; else the reset time of a quota header. */
export function retryAfterOf({ headers }: Pick<Answer, "headers">, now: number): number | undefined {
  const after = headers["retry-after"];
  const wait = after === undefined ? undefined : secondsUntil(after.trim(), now);
  if (wait !== undefined) return wait;
  const reset = headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"] ?? "";
  if (!/^\d{1,15}(\.\d+)?$/.test(reset.trim())) return undefined;
  // Some count the seconds from now, some from 1970, some of these in milliseconds.
  const number = Number(reset);
  const seconds = number < 1e9 ? number : (number < 1e11 ? number : number / 1000) - now / 1000;
  return Math.max(0, Math.ceil(seconds));
}

function secondsUntil(after: string, now: number): number | undefined {
  const isNumber = /^\d{1,15}(\.\d+)?$/.test(after);
  // `Date.parse` makes a date of almost anything, so only what starts like an HTTP date is one.
  if (!isNumber && !/^[A-Z][a-z]+, /.test(after)) return undefined;
  const seconds = isNumber ? Number(after) : (Date.parse(after) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

const messageMembers = [
  "message",
  "error_description",
  "detail",
  "description",
  "title",
  "error",
  "errors",
  "reason",
  "msg",
];

/** The sentence in the shapes of error bodies that most APIs use (RFC 9457 `detail` and `title` among them). */
function commonMessage(body: Json | undefined, depth = 0): string | undefined {
  if (typeof body === "string") return body.trim() || undefined;
  if (depth > 3) return undefined;
  if (isArray(body)) {
    const parts = body.slice(0, 3).map((one) => commonMessage(one, depth + 1));
    return parts.filter((part) => part !== undefined).join("; ") || undefined;
  }
  if (!isObject(body)) return undefined;
  const found = messageMembers.map((name) => commonMessage(own(body, name), depth + 1));
  const message = found.find((one) => one !== undefined) ?? messageByName(body.message);
  const details =
    isArray(body.errors) && found[messageMembers.indexOf("message")] ? plainDetails(body.errors) : "";
  return details === "" ? message : `${message} (${details})`;
}

/** What a list of errors adds to the sentence above it, but for what is said of single values (`apiProblems`). */
function plainDetails(errors: readonly Json[]): string {
  const details = errors.slice(0, 3).map((one) => {
    if (!isObject(one)) return asText(one);
    return one.field === undefined && one.path === undefined ? asText(one.message) : undefined;
  });
  return details.filter(Boolean).join("; ");
}

/** `"message": { "name": ["is required"] }` */
function messageByName(message: Json | undefined): string | undefined {
  if (!isObject(message)) return undefined;
  const texts = Object.entries(message)
    .slice(0, 3)
    .map(([name, list]) => {
      const isSaid = isArray(list) && list.length > 0 && list.every((one) => typeof one === "string");
      return isSaid ? `${name}: ${list.join(", ")}` : undefined;
    });
  return texts.every((one) => one !== undefined) ? texts.join("; ") || undefined : undefined;
}

function commonCode(body: Json | undefined): string | undefined {
  if (!isObject(body)) return undefined;
  const nested = isObject(body.error) ? nestedCode(body.error) : undefined;
  const code = own(body, "code") ?? nested ?? (typeof body.error === "string" ? body.error : undefined);
  return code === undefined ? undefined : asText(code);
}

/** Google's `code` only repeats the HTTP status; its `status` is the word. */
function nestedCode(error: JsonObject): Json | undefined {
  const code = own(error, "code");
  const status = own(error, "status");
  return typeof code === "number" && typeof status === "string" ? status : (code ?? own(error, "type"));
}

function asText(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
