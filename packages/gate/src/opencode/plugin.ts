import { gateFileVariable, isObject, type Json, own, permissionsVariable } from "@specwire/contract";
import type { GateSession } from "../judge-command.ts";
import { judgeForClient } from "../judge-for-client.ts";
import { openGateFile } from "../session/gate-file.ts";
import { type BashPermission, type OpenCodeConfig, openShell } from "./bash-permission.ts";
import { Calls, type Question } from "./calls.ts";

/** What of OpenCode's plugin API is used. */
export interface OpenCode {
  readonly client: {
    postSessionIdPermissionsPermissionId(options: {
      readonly path: { readonly id: string; readonly permissionID: string };
      readonly body: { readonly response: "once" };
    }): Promise<unknown>;
  };
}

export interface OpenCodeHooks {
  /** Called once, with the configuration of all files; what it changes is what counts. */
  config(config: OpenCodeConfig): Promise<void>;
  /** Called before a tool. An error keeps the tool from running, and the model reads its message. */
  "tool.execute.before"(
    input: { readonly tool: string; readonly sessionID: string; readonly callID: string },
    output: { readonly args: { readonly command?: unknown } },
  ): Promise<void>;
  /** Called after all questions, before a shell starts; without `callID` for a terminal that a person opens. */
  "shell.env"(
    input: { readonly sessionID?: string; readonly callID?: string },
    output: { readonly env: Record<string, string> },
  ): Promise<void>;
  event(input: { readonly event: { readonly type: string; readonly properties: object } }): Promise<void>;
}

interface Ended {
  readonly part: {
    readonly type: string;
    readonly sessionID: string;
    readonly callID?: string;
    readonly state?: { readonly status: string };
  };
}

/**
 * The plugin's hooks. `options.bash` is the host's own `permission.bash` for commands that name none of ours. The
 * gate file is read again for each command, so that a change of it or of a program counts at once.
 */
export async function openCodePlugin({ client }: OpenCode, options?: Json): Promise<OpenCodeHooks> {
  const others = othersOf(options);
  const calls = new Calls();

  return {
    async config(config) {
      openShell(config, others, session());
    },

    async "tool.execute.before"({ tool, sessionID, callID }, { args }) {
      if (tool !== "bash") return;
      const { command } = args;
      if (typeof command !== "string") throw blocked(new TypeError("the command is no text"));
      try {
        const { verdict, reason } = await judgeForClient(command, session());
        if (verdict === "deny") throw new Error(reason);
        const standing = { allow: "allowed", ask: "asked", "not-ours": "others" } as const;
        calls.add(sessionID, callID, { args, command, standing: standing[verdict] });
      } catch (error) {
        throw blocked(error);
      }
    },

    async "shell.env"({ sessionID, callID }, { env }) {
      // With it, a command could answer the questions that are for a person.
      if (process.env.OPENCODE_SERVER_PASSWORD) env.OPENCODE_SERVER_PASSWORD = "";
      if (callID === undefined) return;
      try {
        calls.start(sessionID, callID);
      } catch (error) {
        throw blocked(error);
      }
    },

    async event({ event: { type, properties } }) {
      if (type === "permission.asked") await answer(properties as Question);
      if (type === "permission.replied") {
        const { requestID, reply } = properties as { readonly requestID: string; readonly reply: unknown };
        calls.answered(requestID, reply);
      }
      if (type === "message.part.updated") forgetEnded((properties as Ended).part);
    },
  };

  /** Says yes to what needs no person; all else stays asked. */
  async function answer(question: Question): Promise<void> {
    const standing = calls.standingOf(question);
    if (standing !== "allowed" && !(standing === "others" && others === "allow")) return;
    await client
      .postSessionIdPermissionsPermissionId({
        path: { id: question.sessionID, permissionID: question.id },
        body: { response: "once" },
      })
      .catch(() => {}); // then a person is asked
  }

  function forgetEnded({ type, sessionID, callID, state }: Ended["part"]): void {
    const isOver = state?.status === "completed" || state?.status === "error";
    if (type === "tool" && callID !== undefined && isOver) calls.end(sessionID, callID);
  }
}

function session(): GateSession {
  const path = process.env[gateFileVariable];
  if (!path) throw new Error(`${gateFileVariable} is not set: the host has not told what is allowed`);
  return openGateFile(path, process.env[permissionsVariable]);
}

function othersOf(options: Json | undefined): BashPermission {
  const bash = own(isObject(options) ? options : undefined, "bash") ?? "ask";
  const isAction = (value: Json) => value === "allow" || value === "ask" || value === "deny";
  if (isAction(bash) || (isObject(bash) && Object.values(bash).every(isAction)))
    return bash as BashPermission;
  throw new TypeError("the option bash is no permission");
}

/** What the model reads of a command that does not run. */
function blocked(error: unknown): Error {
  return new Error(`specwire gate: ${error instanceof Error ? error.message : "it failed"}.`);
}
