// What adapters and the broker use to decide.

export type { Asked, Decision, Rules } from "./decide.ts";
export { decide } from "./decide.ts";
export type { CommandDecision, GateSession } from "./judge-command.ts";
export { judgeCommand } from "./judge-command.ts";
export type { Condition, Policy, Rule, Verdict } from "./policy/policy.ts";
export { PolicyError, readPolicy } from "./policy/read-policy.ts";
export type { ShellCommand } from "./shell/read-command.ts";
export { readShellCommand } from "./shell/read-command.ts";
