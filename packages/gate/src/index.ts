// What adapters and the broker use to decide.

export type { Asked, Decision, Rules } from "./decide.ts";
export { decide } from "./decide.ts";
export type { HookAnswer, HookClient } from "./hook/answer-hook.ts";
export { runHook } from "./hook/run-hook.ts";
export type { CommandDecision, GateSession } from "./judge-command.ts";
export { judgeCommand } from "./judge-command.ts";
export type { Condition, Policy, Rule, Verdict } from "./policy/policy.ts";
export { PolicyError, readPolicy } from "./policy/read-policy.ts";
export type { GateFile } from "./session/gate-file.ts";
export { gateFileVariable, openGateFile } from "./session/gate-file.ts";
export type { Permissions } from "./session/permissions.ts";
export { permissionsOf, permissionsVariable, readPermissions } from "./session/permissions.ts";
export type { ShellCommand } from "./shell/read-command.ts";
export { readShellCommand } from "./shell/read-command.ts";
