import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "@specwire/contract";
import { eq } from "drizzle-orm";
import { saveAccount } from "../../src/accounts/save-account.ts";
import type { BrokerOptions } from "../../src/broker/broker-options.ts";
import { KnownConnectors } from "../../src/broker/known-connectors.ts";
import { openBroker } from "../../src/broker/open-broker.ts";
import { addConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import { createSession } from "../../src/grants/create-session.ts";
import { createHttpClient } from "../../src/http/guarded-client.ts";
import { createStreamingClient } from "../../src/http/streaming-client.ts";
import type { LogRecord } from "../../src/log.ts";
import { type GrantedConnector, sessions } from "../../src/store/broker-schema.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { type DatabaseKind, postgresDatabase, testDatabase } from "../support/database.ts";
import type { Caller } from "./caller.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/** A broker over a real database, before an API that writes down what reaches it. */
export interface BrokerWorld {
  readonly context: Context;
  readonly database: Store;
  /** What another process needs to be one of this world; on PostgreSQL alone. */
  readonly process: { readonly connectionString: string; readonly keys: string };
  /** Of this test's own. */
  readonly folder: string;
  readonly upstream: Upstream;
  readonly logs: LogRecord[];
  /** A further broker on the same database, as another process would be; closed with the world. */
  broker(options?: BrokerOptions): Promise<string>;
  /** Stores a connector. `lines` are as in `compileConnector`; `$API` is the upstream's origin. */
  connector(slug: string, lines?: Readonly<Record<string, string>>): Promise<StoredForTest>;
  /** A session of `ada` with all that was stored, or with `connectors`, and what speaks for it. */
  session(options: SessionOfTest): Promise<Caller & { readonly sessionId: string }>;
  endSession(sessionId: string): Promise<void>;
  close(): Promise<void>;
}

export interface StoredForTest {
  readonly id: string;
  readonly slug: string;
  readonly granted: GrantedConnector;
  /** Stores an account of `ada`, and lets later sessions use it. */
  account(label: string, secrets?: Readonly<Record<string, string>>, schemeId?: string): Promise<string>;
}

export interface SessionOfTest {
  /** Default: ada. */
  readonly userId?: string;
  readonly connectors: readonly StoredForTest[];
  readonly policies?: readonly Json[];
  readonly workflowId?: string;
  readonly grantSeconds?: number;
  /** Default: the world's first broker. */
  readonly url?: string;
}

/** `hosts`: of further servers, which may be called too. */
export async function brokerWorld(
  kind: DatabaseKind = "pglite",
  hosts: readonly string[] = [],
): Promise<BrokerWorld> {
  const connectionString = kind === "postgres" ? await postgresDatabase() : "";
  const opening = kind === "postgres" ? openStore({ connectionString }) : testDatabase(kind);
  const [database, upstream] = await Promise.all([opening, startUpstream()]);
  const key = generateKey();
  const { db, locks } = database;
  const folder = mkdtempSync(join(tmpdir(), "specwire-broker-"));
  const logs: LogRecord[] = [];
  const client = createStreamingClient({ allowHosts: [upstream.host, ...hosts] });
  const http = createHttpClient({ allowHosts: [upstream.host] });
  const context: Context = {
    ...{ db, locks, http },
    vault: createVault({ db, keyProvider: keyring({ primary: "k1", keys: { k1: key } }) }),
    log: (record) => logs.push(record),
    now: Date.now,
    publicUrl: "https://host.test/",
  };
  const closing: (() => Promise<void>)[] = [];
  const open = async (options: BrokerOptions = {}) => {
    const listen = options.listen ?? [{ socket: join(folder, `${closing.length}.sock`) }];
    const broker = await openBroker(
      { context, client, known: new KnownConnectors(context) },
      { ...options, listen },
    );
    closing.push(() => broker.close({ graceMilliseconds: 0 }));
    return broker.listeners[0]?.url ?? "";
  };
  const first = await open();
  return {
    ...{ context, database, upstream, logs, folder },
    process: { connectionString, keys: `k1=${key}` },
    broker: open,
    async connector(slug, lines = {}) {
      const filled = Object.entries({ servers: "baseUrl: $API/v1", ...lines }).map(([name, text]) => [
        name,
        text.replaceAll("$API", upstream.origin),
      ]);
      const stored = await addConnector(context, {
        createdBy: null,
        ...compileConnector(slug, Object.fromEntries(filled)),
      });
      const accounts: Record<string, string> = {};
      const granted = {
        ...{ connectorId: stored.id, digest: stored.permissions.digest, version: stored.digest },
        accounts,
      };
      return {
        ...{ id: stored.id, slug, granted },
        async account(
          label,
          secrets = { api_key: "upstream-key-of-ada" },
          schemeId = stored.auth[0]?.id ?? "",
        ) {
          const account = await saveAccount(context, {
            ...{ userId: "ada", connectorId: stored.id, schemeId, status: "connected", label, secrets },
          });
          accounts[label] = account.id;
          return account.id;
        },
      };
    },
    async session({
      userId = "ada",
      connectors,
      policies = [],
      workflowId = null,
      grantSeconds = 600,
      url = first,
    }) {
      const { sessionId, grant } = await createSession(context, {
        ...{ userId, workflowId, policies, grantSeconds },
        connectors: Object.fromEntries(
          connectors.map(({ slug, granted }) => [slug, { ...granted, accounts: { ...granted.accounts } }]),
        ),
      });
      const { slug = "", granted } = connectors[0] ?? {};
      return { ...{ url, grant, sessionId, slug }, digest: granted?.digest ?? "" };
    },
    async endSession(sessionId) {
      await db.update(sessions).set({ endedAt: new Date() }).where(eq(sessions.id, sessionId));
    },
    async close() {
      await Promise.all(closing.map((end) => end()));
      await client.close();
      await http.close();
      upstream.stop();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
