import { type InterpretedLine, interpretLine, type Table } from "@specwire/cli-kit";
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
  if (line.kind === "refused") return { verdict: "deny", reason: line.message };
  const touched = touchedFile(line, session.mode);
  if (line.kind === "nothing") return touched ?? { verdict: "allow", reason: "nothing is sent" };
  const { operation, account, arguments: args } = line;
  const asked: Asked = {
    connector: table.connector().slug,
    operation: operation.id,
    ...(account !== undefined && { account }),
    ...(args !== undefined && { arguments: args }),
  };
  const decision = decide(asked, session);
  // Without `asked`, so that a broker's question about the request does not stand for this one.
  if (decision.verdict !== "deny" && touched !== undefined) return touched;
  return { ...decision, asked };
}

/**
 * The question about a file that a line reads or writes. Where secrets are within reach one may be in any file, and
 * what is written may be run later; with a broker an answer may be saved under a plain name.
 */
function touchedFile(line: InterpretedLine, mode: GateSession["mode"]): CommandDecision | undefined {
  const reads = "reads" in line ? line.reads : undefined;
  if (mode === "environment" && reads !== undefined)
    return { verdict: "ask", reason: `it reads the file ${JSON.stringify(reads)}` };
  const saves = "saves" in line ? line.saves : undefined;
  if (saves === undefined || (mode === "broker" && isPlainName(saves))) return undefined;
  return { verdict: "ask", reason: `it writes the file ${JSON.stringify(saves)}` };
}

/** Below the working folder, in no folder and under no name that begins with a dot. */
function isPlainName(path: string): boolean {
  return path.split("/").every((part) => /^[^.~\\]/.test(part));
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
