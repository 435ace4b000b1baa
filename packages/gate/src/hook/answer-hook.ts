import { isObject, type Json, own } from "@specwire/contract";
import type { CommandDecision } from "../judge-command.ts";

/** The agent clients whose PreToolUse hooks are answered. */
export type HookClient = "claude-code" | "codex";

export interface HookAnswer {
  /** 2 blocks the call in both clients; anything else that is not 0 lets it pass. */
  readonly exit: 0 | 2;
  readonly stdout: string;
  /** What the model reads when the call is blocked. */
  readonly stderr: string;
}

const silent: HookAnswer = { exit: 0, stdout: "", stderr: "" };

/** Blocks a call, with what the model should know of it. */
export function blocked(reason: string): HookAnswer {
  return { exit: 2, stdout: "", stderr: `specwire gate: ${reason}\n` };
}

/**
 * Answers one PreToolUse event, as it comes on standard input. Only shell commands are ours, whatever tool runs
 * them; other tools are left to the client. What can't be read is blocked.
 */
export async function answerHook(
  client: HookClient,
  input: string,
  judge: (command: string) => Promise<CommandDecision>,
): Promise<HookAnswer> {
  const call = callOf(input);
  if (call === undefined) return silent;
  const decision = await judge(call.command);
  // Codex hears nothing of what is allowed, and goes by its own settings.
  const { verdict, reason } =
    client === "claude-code" && decision.verdict === "allow" && call.unusual !== undefined
      ? { verdict: "ask" as const, reason: call.unusual }
      : decision;
  if (verdict === "not-ours") return silent;
  if (verdict === "deny") return blocked(`${reason}.`);
  return client === "codex" ? forCodex(verdict, reason) : forClaudeCode(verdict, reason);
}

interface ShellCall {
  readonly command: string;
  /** Why a yes to the command alone would say too much. */
  readonly unusual?: string;
}

/** What does not change where a command runs or what it may reach. */
const usualMembers = ["command", "description", "timeout", "run_in_background", "workdir"];

/** The shell command of an event; undefined for a tool that has none. Throws where the event is none. */
function callOf(input: string): ShellCall | undefined {
  const event = eventOf(input);
  const tool = own(isObject(event) ? event : undefined, "tool_name");
  if (!isObject(event) || event.hook_event_name !== "PreToolUse" || typeof tool !== "string")
    throw new TypeError("the input is no PreToolUse event");
  const given = isObject(event.tool_input) ? event.tool_input : {};
  const { command } = given;
  if (tool !== "Bash")
    return typeof command === "string"
      ? { command, unusual: `${JSON.stringify(tool)} may read it as no shell does` }
      : undefined;
  if (typeof command !== "string") throw new TypeError("the event has no command");
  const more = Object.entries(given).find(([name, value]) => !usualMembers.includes(name) && value !== false);
  return { command, ...(more && { unusual: `it is to run with ${JSON.stringify(more[0])}` }) };
}

function eventOf(input: string): Json {
  try {
    return JSON.parse(input) as Json;
  } catch {
    throw new TypeError("the input is no JSON: a client's hook writes an event");
  }
}

function forClaudeCode(permissionDecision: "allow" | "ask", reason: string): HookAnswer {
  const hookSpecificOutput = {
    hookEventName: "PreToolUse",
    permissionDecision,
    permissionDecisionReason: `Specwire: ${reason}`,
  };
  return { ...silent, stdout: `${JSON.stringify({ hookSpecificOutput })}\n` };
}

/**
 * Codex takes neither "allow" nor "ask" from this hook: it reports the hook as failed and runs the command. So an
 * allowed command is silence, and one that must be asked is blocked here and asked elsewhere.
 */
function forCodex(verdict: "allow" | "ask", reason: string): HookAnswer {
  if (verdict === "allow") return silent;
  return blocked(`a person must approve this first, and Codex can't be told to ask (${reason}).`);
}
