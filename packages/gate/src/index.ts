// What adapters use to judge what an agent wants to run.

export type { HookAnswer, HookClient } from "./hook/answer-hook.ts";
export { runHook } from "./hook/run-hook.ts";
export type { CommandDecision, GateSession } from "./judge-command.ts";
export { judgeCommand } from "./judge-command.ts";
export type { OpenCodeOptions } from "./opencode/environment.ts";
export { openCodeEnvironment } from "./opencode/environment.ts";
export { openGateFile } from "./session/gate-file.ts";
export type { ShellCommand } from "./shell/read-command.ts";
export { readShellCommand } from "./shell/read-command.ts";
