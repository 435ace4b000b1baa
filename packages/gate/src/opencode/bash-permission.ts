import type { GateSession } from "../judge-command.ts";

type Action = "allow" | "ask" | "deny";

/** `permission.bash` of OpenCode: of several patterns that match, the last one counts. */
export type BashPermission = Action | Readonly<Record<string, Action>>;

/** What of OpenCode's configuration says whether a shell command may run. */
export interface OpenCodeConfig {
  permission?: Permission;
  agent?: Record<string, { permission?: Permission } | undefined>;
}
type Permission = Action | Record<string, BashPermission>;

/**
 * What keeps OpenCode's shell closed where the plugin does not load. A key that another configuration file has as
 * well keeps its place there, where a later `*` would win over it; the second key matches `bash` too and comes last.
 */
export const closedShell: Readonly<Record<string, Action>> = { bash: "deny", "bas?": "deny" };

/**
 * Opens the shell that the configuration keeps closed, so that OpenCode asks about each command that names one of
 * ours, and about the others what `others` says; where secrets are within reach those are never allowed unasked.
 */
export function openShell(config: OpenCodeConfig, others: BashPermission, session: GateSession): void {
  const all = entriesOf(config.permission ?? {});
  for (const name of Object.keys(closedShell)) delete all[name];
  config.permission = { ...all, bash: withOurs(others, session) };
  for (const agent of Object.values(config.agent ?? {})) {
    if (agent?.permission === undefined) continue;
    const own = entriesOf(agent.permission);
    const said = saidOfShell(own);
    // An agent without a shell stays without one, and one that says nothing of it has what all have.
    if (said === undefined || said === "deny") continue;
    delete own.bash;
    agent.permission = { ...own, bash: withOurs(said, session) };
  }
}

/** What a permission says of the shell: the last of the keys that are about it. */
export function saidOfShell<T>(permission: Readonly<Record<string, T>>): T | undefined {
  return Object.entries(permission).findLast(([key]) => isAboutShell(key))?.[1];
}

/** Whether a key of a permission is about the tool `bash`: OpenCode's `*` is any text, `?` one character. */
export function isAboutShell(key: string): boolean {
  const pattern = key
    .replace(/[^*?\w]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "is").test("bash");
}

function withOurs(others: BashPermission, { mode, programs }: GateSession): Record<string, Action> {
  const given = Object.entries(typeof others === "string" ? { "*": others } : others);
  // What the host denies stays denied, whatever else is in the command. `*` is about commands that name none of ours.
  const denied = given.filter(([pattern, action]) => action === "deny" && pattern !== "*");
  const ours = Object.keys(programs).map((name): [string, Action] => [`*${name}*`, "ask"]);
  const behind = new Set([...ours, ...denied].map(([pattern]) => pattern));
  return Object.fromEntries([
    ...given
      .filter(([pattern]) => !behind.has(pattern))
      .map(([pattern, action]): [string, Action] => [
        pattern,
        mode === "environment" && action === "allow" ? "ask" : action,
      ]),
    ...ours.filter(([pattern]) => !denied.some(([one]) => one === pattern)),
    ...denied,
  ]);
}

function entriesOf(permission: Permission): Record<string, BashPermission> {
  return typeof permission === "string" ? { "*": permission } : { ...permission };
}
