import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { Child } from "../../test/support/child.ts";
import { postgresDatabase } from "../../test/support/database.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import type { PostgresOptions } from "./store-options.ts";

/** Whatever is thrown: every property of it, inherited and hidden ones too, must be free of what was given. */
async function failure(work: () => Promise<unknown>, ...secrets: string[]): Promise<RuntimeError> {
  const error = await work().then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RuntimeError)) throw error;
  const everything = inspect(error, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(error);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return error;
}

async function withStore(options: PostgresOptions, work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore(options);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

const changed = (connectionString: string, change: (url: URL) => void): string => {
  const url = new URL(connectionString);
  change(url);
  return url.href;
};

describe("a store that can't be opened says why, without the connection string", () => {
  test("nobody listens", async () => {
    const connectionString = "postgres://ann:hunter2@127.0.0.1:1/db";
    const error = await failure(() => openStore({ connectionString }), "hunter2", "ann");
    expect(error).toMatchObject({ code: "STORE_UNAVAILABLE", retryable: true });
  });

  test("a wrong password", async () => {
    const connectionString = changed(await postgresDatabase(), (url) => {
      url.password = "hunter2";
    });
    const error = await failure(() => openStore({ connectionString }), "hunter2");
    expect(error.code).toBe("STORE_MISCONFIGURED");
  });

  test("an unknown database", async () => {
    const connectionString = changed(await postgresDatabase(), (url) => {
      url.pathname = "/no_such_database";
    });
    const error = await failure(() => openStore({ connectionString }), new URL(connectionString).password);
    expect(error.code).toBe("STORE_MISCONFIGURED");
  });

  test("a server without TLS", async () => {
    const connectionString = `${await postgresDatabase()}?sslmode=verify-full`;
    const error = await failure(() => openStore({ connectionString }), new URL(connectionString).password);
    expect(error.code).toBe("STORE_MISCONFIGURED");
  });

  test.each([
    "hunter2",
    "https://ann:hunter2@host/db",
    "postgres://ann:hunter2@[half/db",
    "postgres://ann:hunter2@host/db?sslrootcert=/no/such/file-hunter2",
  ])("no connection string: %#", async (connectionString) => {
    const error = await failure(() => openStore({ connectionString }), "hunter2");
    expect(error.code).toBe("INVALID_OPTION");
  });
});

test("a program that does nothing more ends, whether it closed the store or not", async () => {
  const child = new Child("idle", await postgresDatabase());
  await child.says("ready");
  await child.ends();
});

test.each([
  {},
  { connectionString: undefined },
  { connectionString: "" },
  { folder: "" },
  { memory: "yes" },
  { folder: "data", connectionString: "postgres://h/d" },
  { folder: "data", memory: true },
  { connectionString: "postgres://h/d", connections: 0 },
  { connectionString: "postgres://h/d", queryMilliseconds: Number.NaN },
])("%j is no database", async (options) => {
  await expect(openStore(options as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
});

test("a query that takes too long is ended at the server", async () => {
  await withStore({ connectionString: await postgresDatabase(), queryMilliseconds: 300 }, async ({ db }) => {
    const error = await failure(() => db.execute(sql`select pg_sleep(20), ${"hunter2"}`), "hunter2");
    expect(error.code).toBe("STORE_UNAVAILABLE");
    const { rows } = (await db.execute(
      sql`select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(20)%' and state = 'active' and pid <> pg_backend_pid()`,
    )) as unknown as { rows: { n: number }[] };
    expect(rows[0]?.n).toBe(0);
  });
});

test("more work than connections waits for one, and not for ever", async () => {
  const options = { connectionString: await postgresDatabase(), connections: 1, connectMilliseconds: 1_500 };
  await withStore(options, async ({ db }) => {
    await expect(Promise.all([1, 2, 3].map(() => db.execute(sql`select 1`)))).resolves.toHaveLength(3);
    let free: () => void = () => {};
    const busy = db.transaction(() => new Promise<void>((resolve) => (free = resolve)));
    const error = await failure(() => db.execute(sql`select 1`));
    expect(error.code).toBe("STORE_UNAVAILABLE");
    free();
    await busy;
    await db.execute(sql`select 1`);
  });
});

test("sessions that the server ends are replaced, within a transaction and without", async () => {
  const connectionString = await postgresDatabase();
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  const endAll = () =>
    admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
  await withStore({ connectionString, connections: 2 }, async ({ db, locks }) => {
    for (let round = 0; round < 5; round += 1) {
      const error = await failure(() =>
        db.transaction(async (tx) => {
          await tx.execute(sql`select 1`);
          await endAll();
          await tx.execute(sql`select 1`);
        }),
      );
      expect(error.code).toBe("STORE_UNAVAILABLE");
    }
    await endAll();
    // The server's goodbye may still be on its way.
    await expect
      .poll(() => db.execute(sql`select 1`).then(() => "ok", String), { timeout: 10_000 })
      .toBe("ok");
    await expect
      .poll(() => locks.withLock("x", 0, async () => "ok").catch(String), { timeout: 10_000 })
      .toBe("ok");
  });
  await admin.end();
});

test("what is asked of a closed store is refused", async () => {
  const store = await openStore({ connectionString: await postgresDatabase() });
  await store.close();
  await store.close();
  expect(await failure(() => store.db.execute(sql`select 1`))).toMatchObject({ code: "CLOSED" });
  expect(await failure(() => store.db.transaction(async () => {}))).toMatchObject({ code: "CLOSED" });
  expect(await failure(() => store.locks.withLock("x", 0, async () => {}))).toMatchObject({ code: "CLOSED" });
});

test("whoever stops in a transaction does not keep its rows from others", async () => {
  await withStore({ connectionString: await postgresDatabase() }, async ({ db }) => {
    const { rows } = (await db.execute(sql`show idle_in_transaction_session_timeout`)) as unknown as {
      rows: unknown[];
    };
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: "15s" }]);
  });
});
