import { interpretLine, type Table } from "@specwire/cli-kit";
import { type Asked, type Decision, decide, type Rules } from "@specwire/contract";
import { readShellCommand } from "./shell/read-command.ts";

/** What a session has, as its host pinned it: nothing of it is read from where an agent can write. */
export interface GateSession extends Rules {
  /** The command-line tools by the name that is typed for them: `custom-trello`. */
  readonly programs: Readonly<Record<string, Table>>;
  /**
   * `environment`: secrets are within reach of any program, so what is not ours is asked. `broker`: there are
   * none, and what is not ours is for the client's own policy.
   */
  readonly mode: "environment" | "broker";
}

/** Of a whole shell command. `not-ours` leaves it to the client's own policy. */
export type CommandDecision = Omit<Decision, "verdict"> & {
  readonly verdict: Decision["verdict"] | "not-ours";
  /** The operation that it calls, where it calls one. */
  readonly asked?: Asked;
};

/**
 * Judges a shell command. Only one plain call of a pinned program with literal words, through plain filters at
 * most, can be allowed; a command that names one of ours in any other way is asked.
 */
export async function judgeCommand(source: string, session: GateSession): Promise<CommandDecision> {
  const names = new Set(Object.keys(session.programs));
  const command = readShellCommand(source, (word) => names.has(word) || names.has(programOf(word)));
  if (command.kind === "unclear") return { verdict: "ask", reason: command.reason };
  if (command.kind === "not-ours") return notOurs(session.mode);
  if (command.kind === "look-up") return { verdict: "allow", reason: "it only says where a program is" };
  // A path could lead to another program of the same name.
  const table = Object.hasOwn(session.programs, command.program)
    ? session.programs[command.program]
    : undefined;
  if (table === undefined)
    return { verdict: "ask", reason: `it is called by a path; ${programOf(command.program)} alone is known` };
  const line = await interpretLine(table, command.words);
  if (line.kind === "nothing") return { verdict: "allow", reason: "nothing is sent" };
  if (line.kind === "refused") return { verdict: "deny", reason: line.message };
  const { operation, account, arguments: args } = line;
  const asked: Asked = {
    connector: table.connector().slug,
    operation: operation.id,
    ...(account !== undefined && { account }),
    ...(args !== undefined && { arguments: args }),
  };
  return { ...decide(asked, session), asked };
}

function notOurs(mode: GateSession["mode"]): CommandDecision {
  return mode === "broker"
    ? { verdict: "not-ours", reason: "it calls none of the connected services' tools" }
    : { verdict: "ask", reason: "it can read the credentials of this session" };
}

/** `/app/cli/custom-trello.mjs` is custom-trello. */
function programOf(word: string): string {
  return (word.split("/").at(-1) ?? "").replace(/\.(?:ts|mjs|js)$/, "");
}
