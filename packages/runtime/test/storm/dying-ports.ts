import { appendFileSync } from "node:fs";
import type { RefreshPorts } from "../../src/refresh/ports.ts";
import type { Death, WindowNote } from "./storm-options.ts";

/**
 * The ports of a process that notes when a refresh of it is in its commit window, and that kills itself at a step,
 * as `kill -9` does, in the first refresh that really comes that far.
 */
export function dyingPorts(ports: RefreshPorts, journalFile: string, dies?: Death): RefreshPorts {
  const note = (line: WindowNote): void => appendFileSync(journalFile, `${JSON.stringify(line)}\n`);
  const reached = (step: Death, accountId: string): void => {
    if (step !== dies) return;
    note({ event: "died", accountId, at: step });
    process.kill(process.pid, "SIGKILL");
  };
  const held = new Set<string>();
  /** Accounts that this process has sent a token for since it got their lock. */
  const sending = new Set<string>();
  const idOf = (name: string) => name.replace(/^refresh:/, "");
  return {
    ...ports,
    withLock: async (name, wait, work) => {
      const id = idOf(name);
      try {
        return await ports.withLock(name, wait, (lost) => {
          held.add(id);
          reached("locked", id);
          return work(lost);
        });
      } finally {
        held.delete(id);
        if (sending.delete(id)) reached("released", id);
      }
    },
    read: async (accountId) => {
      const account = await ports.read(accountId);
      // Without the lock it is the reading of some caller.
      if (held.has(accountId)) reached("read", accountId);
      return account;
    },
    prepare: async (account) => {
      const prepared = await ports.prepare(account);
      reached("prepared", account.id);
      if (prepared === undefined) return undefined;
      return {
        ...prepared,
        send: async () => {
          note({ event: "sent", accountId: account.id });
          sending.add(account.id);
          const answer = prepared.send();
          if (dies === "sent") setTimeout(() => reached("sent", account.id), 60 * Math.random());
          const tokens = await answer.catch((error: unknown) => {
            note({ event: "settled", accountId: account.id });
            throw error;
          });
          reached("answered", account.id);
          return tokens;
        },
      };
    },
    note: async (account, notes) => {
      const noted = await ports.note(account, notes);
      if (notes.refreshSentAt) reached("journalled", account.id);
      return noted;
    },
    write: async (account, tokens, rejectedAt) => {
      const written = await ports.write(account, tokens, rejectedAt);
      note({ event: "settled", accountId: account.id });
      reached("written", account.id);
      return written;
    },
  };
}
