import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { disconnectAccount } from "../../src/accounts/disconnect.ts";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { addConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import { RuntimeError } from "../../src/errors/runtime-error.ts";
import { validSecrets } from "../../src/refresh/valid-secrets.ts";
import { accounts } from "../../src/store/schema.ts";
import { generateKey } from "../../src/vault/keyring.ts";
import { type RotatingServer, startRotatingServer } from "../servers/start-rotating-server.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { judge, type StormAccount, type Verdict } from "./oracle.ts";
import { openStormContext } from "./storm-context.ts";
import type { StormOptions } from "./storm-options.ts";
import { Workers } from "./workers.ts";

const userId = "ada";
const client = { clientId: "storm", clientSecret: "a secret" };

/**
 * Many processes with many callers each, on one PostgreSQL database, against a server that rotates refresh tokens and
 * ends the grant when one comes again; then what the server's own log says about it.
 */
export async function runStorm(options: StormOptions): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), "specwire-storm-"));
  const { accessMilliseconds, graceMilliseconds, delayBefore, delayAfter, faults } = options;
  const times = { accessMilliseconds, graceMilliseconds, delayBefore, delayAfter };
  const server = await startRotatingServer({ ...client, ...times });
  const keys = { primary: "storm", keys: { storm: generateKey() } };
  const inside = { connectionString: options.connectionString, keys, allowHosts: [server.host] };
  const context = await openStormContext({ ...inside, connections: 4 });
  const began = Date.now();
  try {
    const storm = await connectAll(context, server, options);
    const accountIds = storm.map(({ id }) => id);
    const mortal = faults.deaths ? Math.ceil(options.processes / 2) : 0;
    const { callers, unlocked = false } = options;
    const given = { ...inside, accountIds, callers, connections: 3, unlocked };
    const workers = new Workers(given, folder, mortal);
    await workers.start(options.processes);
    const { loseBefore = 0, loseAfter = 0, unavailable = 0 } = faults;
    await server.set({ loseBefore, loseAfter, unavailable });
    const cuts = await rage(context, server, options, storm, workers);
    await server.set({ loseBefore: 0, loseAfter: 0, unavailable: 0 });
    await workers.end();
    await settle(context, storm);
    const elapsed = (Date.now() - began) / 1000;
    return await judge({ options, context, storm, workers, cuts, elapsed, report: await server.report() });
  } finally {
    await context.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that goes on beside the callers, until the time is over. Gives how often locks were cut. */
async function rage(
  context: Context,
  server: RotatingServer,
  { seconds, faults, accessMilliseconds, untilAllDied = false }: StormOptions,
  storm: readonly StormAccount[],
  workers: Workers,
): Promise<number> {
  const began = Date.now();
  const isOver = (): boolean => {
    const share = (Date.now() - began) / (seconds * 1000);
    return share >= 10 || (share >= 1 && !(untilAllDied && !workers.haveAllDied()));
  };
  let cuts = 0;
  const every = async (milliseconds: number | undefined, work: () => unknown): Promise<void> => {
    if (milliseconds === undefined) return;
    for (;;) {
      await sleep(milliseconds * (0.5 + Math.random()));
      if (isOver()) return;
      await work();
    }
  };
  const doomed = storm.slice(0, faults.disconnects ?? 0);
  await Promise.all([
    every(100, () => {}),
    every(faults.killEvery, () => workers.killOne()),
    every(faults.stopEvery, () => workers.stopOne(faults.stopFor ?? 1000, isOver)),
    every(faults.cutLocksEvery, async () => {
      workers.noteCut();
      cuts += await cutLocks(context);
    }),
    every(200, () => reconnect(context, server, storm, accessMilliseconds)),
    ...doomed.map(async (account, index) => {
      await sleep(((index + 0.5) / doomed.length) * seconds * 800);
      await disconnectInTheMiddle(context, account, isOver);
    }),
  ]);
  return cuts;
}

async function connectAll(
  context: Context,
  server: RotatingServer,
  { accounts: count, accessMilliseconds, graceMilliseconds }: StormOptions,
): Promise<StormAccount[]> {
  const { authorizationUrl, tokenUrl, revocationUrl, origin } = server;
  const auth = {
    type: "oauth2",
    ...{ authorizationUrl, tokenUrl, revocationUrl, scopes: {}, authStyle: "body" },
    deviations: { refresh: { rotates: true, graceSeconds: graceMilliseconds / 1000 } },
  };
  const lines = { servers: `baseUrl: ${origin}/api`, auth: `auth: ${JSON.stringify(auth)}` };
  const input = compileConnector("storm", lines);
  const { id: connectorId } = await addConnector(context, { ...input, createdBy: null });
  const { id: oauthClientId } = await registerClient(context, { connectorId, userId: null, ...client });
  const families = Array.from({ length: count }, (_, index) => `a${index}`);
  return Promise.all(
    families.map(async (family) => {
      const id = await connect(context, server, { connectorId, oauthClientId }, accessMilliseconds, family);
      return { id, connectorId, oauthClientId, families: [family], disconnected: false };
    }),
  );
}

/** As a callback does: a new grant of the server, stored as an account or in the place of its old grant. */
async function connect(
  context: Context,
  server: RotatingServer,
  { connectorId, oauthClientId }: Pick<StormAccount, "connectorId" | "oauthClientId">,
  life: number,
  family: string,
  accountId?: string,
): Promise<string> {
  const askedAt = Date.now();
  const { accessToken, refreshToken } = await server.issue(family);
  const { id } = await saveAccount(context, {
    ...{ userId, connectorId, oauthClientId, accountId, schemeId: "oauth2", status: "connected" },
    ...{ externalId: family.split(".")[0] ?? family, refreshable: true },
    issuedAt: new Date(askedAt),
    expiresAt: new Date(askedAt + life),
    secrets: { access_token: accessToken, refresh_token: refreshToken },
  });
  return id;
}

/** The users whose grants ended connect again. */
async function reconnect(
  context: Context,
  server: RotatingServer,
  storm: readonly StormAccount[],
  life: number,
): Promise<void> {
  const over = await context.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.status, "reconnect_required"));
  for (const { id } of over) {
    const account = storm.find((one) => one.id === id);
    if (account === undefined || account.disconnected) continue;
    const family = `${account.families[0]}.${account.families.length}`;
    account.families.push(family);
    await connect(context, server, account, life, family, id);
  }
}

/** While its refresh is under way, as far as the journal shows. */
async function disconnectInTheMiddle(
  context: Context,
  account: StormAccount,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const [row] = await context.db
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.id, account.id), isNotNull(accounts.refreshSentAt)));
    if (row !== undefined) break;
    await sleep(2);
  }
  account.disconnected = true;
  await disconnectAccount(context, { userId, accountId: account.id });
}

async function cutLocks({ db }: Context): Promise<number> {
  const found = await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'specwire locks'`);
  return (found as unknown as { rows: unknown[] }).rows.length;
}

/** What a storm leaves half done is brought to an end by whoever asks next. */
async function settle(context: Context, storm: readonly StormAccount[]): Promise<void> {
  const until = Date.now() + 120_000;
  await Promise.all(
    storm.map(async ({ id, disconnected }) => {
      while (!disconnected && Date.now() < until) {
        const error = await validSecrets(context, id).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) return;
        if (!(error instanceof RuntimeError)) throw error;
        if (!error.retryable) return;
        await sleep(1000 * Math.min(error.details.retryAfter ?? 1, 20));
      }
    }),
  );
}
