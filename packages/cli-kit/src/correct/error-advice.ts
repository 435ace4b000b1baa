import {
  type Answer,
  commandLine,
  commandName,
  type ErrorCode,
  type Flag,
  flagsOf,
  type Link,
  neededFlags,
} from "@specwire/contract";
import { typedArguments } from "../brought.ts";
import { nextCommand } from "../next-command.ts";
import type { Session } from "../session.ts";
import { countOf } from "../text.ts";
import type { Call } from "../transport.ts";
import { type CheckedCall, correctedLine } from "./corrected-line.ts";
import type { FlagProblem } from "./problem-flags.ts";

/** A longer line is not said a second time. */
const longestLine = 300;

/** What is known of a failed call. */
export interface Failure {
  readonly session: Session;
  readonly call: Call;
  readonly checked: CheckedCall;
  readonly answer: Answer;
  readonly problems: readonly FlagProblem[];
  /** The API says that there is such a thing already. */
  readonly exists: boolean;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What to do about an API's error: a command where there is one, or who must do what. */
export function adviceFor(code: ErrorCode, failure: Failure): string {
  const { session, call, checked } = failure;
  const { name, slug } = session.connector;
  const { operation } = call;
  const help = `${commandName(slug, operation.id)} --help`;
  switch (code) {
    case "AUTH_REQUIRED":
      return session.connector.auth.length > 0
        ? `ask the host to connect ${name}`
        : "this connector declares no credential: its author has to set auth in connector.yaml";
    case "NOT_CONFIGURED": {
      const { hosts = [] } = session.connector.servers[operation.server] ?? {};
      return `no credential was sent: connector.yaml gives none for this command at ${hosts.join(", ")}; its author adds it (auth of the operation, or servers)`;
    }
    case "REAUTH_REQUIRED":
      return `the API refuses the credential: ask the host to connect ${name} again`;
    case "SESSION_EXPIRED":
      return "the credential has expired: ask the host for a new session";
    case "SCOPE_REQUIRED":
    case "FORBIDDEN":
      return permissionAdvice(failure);
    case "RATE_LIMITED": {
      const wait = failure.retryAfter;
      if (wait === undefined) return "wait before trying again";
      return `try again in ${countOf(wait, "second")}${sameLine(checked)}`;
    }
    case "NOT_FOUND":
      return notFoundAdvice(failure, help);
    case "CONFLICT":
      return seen(failure, "see what is there") ?? `${help} shows the flags, --schema all details`;
    case "SERVER_ERROR": {
      if (operation.access === "read") return "the API failed: try again later";
      const advice = "the API failed; look whether it happened before trying again";
      return seen(failure, advice) ?? advice;
    }
    default:
      return invalidAdvice(failure, help);
  }
}

/** RFC 6750 section 3 names the scopes that are needed; some services do so in a header of their own. */
function permissionAdvice({ session, call, answer }: Failure): string {
  const { name } = session.connector;
  const { headers } = answer;
  const told = /\bscope="([^"]{1,200})"/.exec(headers["www-authenticate"] ?? "")?.[1];
  const accepted = told ?? headers["x-accepted-oauth-scopes"];
  const stated = call.operation.scopes.map((scope) => scope.join(" and ")).join(", or ");
  const needed = stated || scopesIn(accepted ?? "").join(", ");
  const own = headers["x-oauth-scopes"];
  const has = own === undefined ? "" : `, it has ${scopesIn(own).join(", ") || "none"}`;
  const who = `the connected account may lack a permission`;
  return needed
    ? `${who}; this command needs ${needed}${has}: ask the host to connect ${name} again with that`
    : `${who} for this: ask the user to give it, or the host to connect another account of ${name}`;
}

const mostScopes = 10;

/** What of a header can be a scope; a sentence of the API's own would pass for one of ours. */
function scopesIn(header: string): string[] {
  const words = header.split(/[\s,]+/).filter((word) => word !== "");
  return words.every((word) => /^[\w:./*-]{1,100}$/.test(word)) ? words.slice(0, mostScopes) : [];
}

function notFoundAdvice(failure: Failure, help: string): string {
  const { session, call, checked } = failure;
  const { operation } = call;
  const line = nextCommand(session, call, operation.list);
  const all = checked.flags.filter((one) => one.in === "path");
  const given = all.filter(({ path }) => !isKept(operation.list, path[0]));
  const said = failure.problems.flatMap(({ flag }) => flag ?? []);
  const doubted = said.length > 0 ? said : given.length > 0 ? given : all;
  const names = doubted.map(({ name }) => `--${name}`);
  const nothing = operation.method === "DELETE" ? "nothing was removed; " : "";
  const doubt = names.length > 0 ? `${names.join(" or ")} may be wrong` : "a value may be wrong";
  if (line !== undefined && (given.length > 0 || said.length > 0))
    return `${nothing}${doubt}; see what there is: ${line}`;
  return `${nothing}${doubt}, or the account may not look there; ${listOf(failure, doubted[0]) ?? help}`;
}

/** A command that lists what a part of the path is of, and needs nothing: of `/repos/{owner}/{repo}/issues` repos. */
function listOf({ session, call }: Failure, flag: Flag | undefined): string | undefined {
  const parts = call.operation.path.split("/");
  const at = parts.indexOf(`{${flag?.path[0]}}`);
  const kind = parts.slice(0, Math.max(at, 0)).findLast((part) => !part.startsWith("{"));
  if (flag?.in !== "path" || kind === undefined || !/^[\w-]+$/.test(kind)) return undefined;
  for (const { id, match } of session.foundFor(`list ${kind}`)) {
    const operation = session.operationNamed(id);
    if (operation?.access !== "read" || operation.response.items === undefined) continue;
    if (!match.does || match.missing > 0 || match.extra > 1) continue;
    const flags = flagsOf(operation, session.typesOf(operation));
    if (neededFlags(operation, flags).length > 0) continue;
    return `see what there is: ${commandName(session.connector.slug, id)}`;
  }
  return undefined;
}

/** Whether the list is asked for with the same value, so that it can't show a better one. */
function isKept(list: Link | undefined, name: string | undefined): boolean {
  const kept = list?.arguments.flatMap(({ from }) => ("argument" in from ? [from.argument] : [])) ?? [];
  return kept.some((one) => one.in === "path" && one.name === name);
}

function invalidAdvice(failure: Failure, help: string): string {
  const { problems, checked } = failure;
  const wrong = problems.flatMap(({ flag }) => flag ?? []);
  const see =
    problems.some((one) => one.exists) || failure.exists ? seen(failure, "see what is there") : undefined;
  if (see !== undefined) return see;
  const line =
    wrong.length > 0
      ? correctedLine(
          checked,
          wrong.map((flag) => ({ flag })),
        )
      : undefined;
  if (line !== undefined) return `try: ${line}`;
  const { operation, arguments: args } = checked;
  const isBare = operation.body?.encoding === "json" && args.body === undefined;
  return `${isBare ? "no body was sent (--input '{}' sends an empty one); " : ""}${help} shows the flags, --schema all details`;
}

/** The command that shows what is there: the thing itself, where the call names it, else the list of its kind. */
function seen({ session, call }: Failure, words: string): string | undefined {
  const { detail, list } = call.operation;
  // What is made is often named in the body as it will be in the answer.
  const body = session.brought.input === undefined ? call.arguments.body : undefined;
  const thing = detail && nextCommand(session, call, detail, body);
  const line = thing !== undefined && !/ <[^>]*>$/.test(thing) ? thing : nextCommand(session, call, list);
  return line === undefined ? undefined : `${words}: ${line}`;
}

function sameLine(call: CheckedCall): string {
  const typed = typedArguments(call.arguments, call.brought);
  if (typed === undefined) return "";
  const more = [...typed.words, ...call.globals];
  const line = commandLine(call.slug, call.operation, call.types, typed.arguments, more);
  return line.length > longestLine ? "" : `: ${line}`;
}
