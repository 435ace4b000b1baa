import type { AuthScheme } from "@specwire/contract";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { addConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import { createHttpClient } from "../../src/http/guarded-client.ts";
import type { LogRecord } from "../../src/log.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import { compileConnector } from "./compile-connector.ts";
import { testDatabase } from "./database.ts";

/** A runtime's parts on an embedded database, for what connects accounts; its clock is the test's. */
export interface OAuthWorld {
  readonly context: Context;
  readonly logs: readonly LogRecord[];
  /** Moves the clock. */
  wait(milliseconds: number): void;
  /** Adds a connector whose one scheme is `auth`, with a client of whoever brought it; gives its id. */
  connector(slug: string, setup: ConnectorSetup): Promise<string>;
  close(): Promise<void>;
}

export interface ConnectorSetup {
  readonly auth: Readonly<Record<string, unknown>>;
  /** Further lines of the spec, by what they replace. */
  readonly lines?: Readonly<Record<string, string>>;
  /** Default: `client` with `client-secret`. Null: none is registered. */
  readonly client?: { readonly clientId: string; readonly clientSecret?: string } | null;
  /** Whose connector it is. Default: built in. */
  readonly createdBy?: string;
}

export async function oauthWorld(allowHosts: readonly string[]): Promise<OAuthWorld> {
  const store = await testDatabase("pglite");
  const keyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });
  const http = createHttpClient({ allowHosts, timeoutMilliseconds: 2000 });
  const logs: LogRecord[] = [];
  let clock = Date.now();
  const context: Context = {
    db: store.db,
    locks: store.locks,
    vault: createVault({ db: store.db, keyProvider }),
    http,
    log: (record) => logs.push(record),
    now: () => clock,
    publicUrl: "https://host.test/",
  };
  return {
    context,
    logs,
    wait: (milliseconds) => {
      clock += milliseconds;
    },
    async connector(slug, { auth, lines = {}, client, createdBy = null }) {
      const input = compileConnector(slug, {
        auth: `auth: ${JSON.stringify({ type: "oauth2", ...auth })}`,
        ...lines,
      });
      const { id, auth: schemes } = await addConnector(context, { createdBy, ...input });
      const isPublic = (schemes[0] as AuthScheme).oauth2?.authStyle === "none";
      const secret = isPublic ? {} : { clientSecret: "client-secret" };
      if (client !== null)
        await registerClient(context, {
          connectorId: id,
          userId: createdBy,
          ...(client ?? { clientId: "client", ...secret }),
        });
      return id;
    },
    async close() {
      await http.close();
      await store.close();
    },
  };
}
