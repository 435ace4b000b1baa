import { type CommandDecision, type GateSession, judgeCommand } from "./judge-command.ts";

/** A decision takes milliseconds; clients that wait longer let the call pass, so this must be the shorter time. */
const timeLimit = 5_000;

/**
 * Judges a shell command for an agent client. In broker mode one question is enough: a plain call of an operation
 * that must be asked is let through, since the broker sends nothing before a person has approved it. Throws where
 * there is no decision within five seconds.
 */
export async function judgeForClient(source: string, session: GateSession): Promise<CommandDecision> {
  const decision = await withinTime(judgeCommand(source, session));
  if (session.mode !== "broker" || decision.asked === undefined || decision.verdict !== "ask")
    return decision;
  return { ...decision, verdict: "allow", reason: "the broker asks a person before it sends it" };
}

/** What comes of work, or an error after five seconds. */
export async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no decision within 5 seconds")), timeLimit);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
