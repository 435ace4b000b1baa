import { createInterface } from "node:readline/promises";
import type { Runtime } from "@specwire/runtime";

export interface Person {
  /** Answers what is asked until the signal. */
  readonly watch: (signal: AbortSignal) => Promise<void>;
}

/** A person at this terminal, who sees each request in words and says yes or no; `says` answers in their place. */
export function askPerson(runtime: Runtime, userId: string, says?: "yes"): Person {
  const lines = createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  return {
    async watch(signal) {
      for await (const { type, approvalId } of runtime.events.follow({ userId, signal })) {
        if (type !== "approval.requested" || approvalId === null) continue;
        const { words } = await runtime.approvals.get({ approvalId, userId });
        process.stdout.write(`\nThe agent asks:\n${words.replace(/^/gm, "  | ")}\nSend it? [y/N] `);
        const answer = says ?? (await lines.next()).value ?? "";
        const isYes = /^y(es)?$/i.test(answer.trim());
        process.stdout.write(isYes ? "yes\n" : "no\n");
        if (isYes) await runtime.approvals.approve({ approvalId, userId });
        else await runtime.approvals.deny({ approvalId, userId, comment: "Not today." });
      }
    },
  };
}
