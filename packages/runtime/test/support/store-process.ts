// A process of its own that a test can kill or stop, on whatever store it is told to open:
//
//   node store-process.ts lock <folder>                       holds the folder's lock
//   node store-process.ts copy <folder> <to>                  does, and copies the folder
//   node store-process.ts write <folder>                      writes rows until it is killed, and says how many
//   node store-process.ts hold <connection string> <name>     holds a lock of PostgreSQL
//   node store-process.ts idle <connection string>            uses a store, and leaves it open
//
// It says "ready" once it has what it wants, and the code of the error if it does not get it.
import { randomUUID } from "node:crypto";
import { cpSync } from "node:fs";

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const forEver = (): Promise<never> => new Promise(() => setInterval(() => {}, 1_000_000));

// Each loads only what it needs: tests start many.
const work: Record<string, (place: string, name: string) => Promise<unknown>> = {
  async lock(folder) {
    const { lockFolder } = await import("../../src/store/folder-lock.ts");
    lockFolder(folder);
    say("ready");
    await forEver();
  },
  async copy(folder, to) {
    const { lockFolder } = await import("../../src/store/folder-lock.ts");
    lockFolder(folder);
    cpSync(folder, to, { recursive: true });
    say("ready");
    await forEver();
  },
  async write(folder) {
    const { openStore } = await import("../../src/store/open-store.ts");
    const { dataKeys } = await import("../../src/store/schema.ts");
    const { db } = await openStore({ folder });
    say("ready");
    for (let written = 1; ; written += 1) {
      const id = randomUUID();
      await db.insert(dataKeys).values({ id, tenant: id, wrapped: new Uint8Array(100), keyId: "k" });
      say(`${written}`);
    }
  },
  async hold(connectionString, name) {
    const { PostgresLocks } = await import("../../src/refresh/postgres-locks.ts");
    await new PostgresLocks({ connectionString }).withLock(name, 0, async (lost) => {
      lost.addEventListener("abort", () => say("lost"));
      say("ready");
      await forEver();
    });
  },
  async idle(connectionString) {
    const { openStore } = await import("../../src/store/open-store.ts");
    const { db, locks } = await openStore({ connectionString });
    await Promise.all([1, 2, 3].map(() => db.execute("select 1")));
    await locks.withLock("a", 0, async () => {});
    say("ready");
  },
};

const [task = "", place = "", name = ""] = process.argv.slice(2);
work[task]?.(place, name).catch((error: { code?: string; message: string }) => {
  say(`${error.code} ${error.message}`);
  process.exitCode = 1;
});
