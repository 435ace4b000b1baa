import type { Context } from "../../src/context.ts";
import { createHttpClient } from "../../src/http/guarded-client.ts";
import { openStore } from "../../src/store/open-store.ts";
import { keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import type { WorkerOptions } from "./storm-options.ts";

/** The inside of a runtime, whose refreshing can then be made to fail. */
export async function openStormContext(
  options: Pick<WorkerOptions, "connectionString" | "keys" | "allowHosts" | "connections">,
): Promise<Context & { readonly close: () => Promise<void> }> {
  const { connectionString, connections, allowHosts } = options;
  const store = await openStore({ connectionString, connections });
  const http = createHttpClient({ allowHosts, timeoutMilliseconds: 5000 });
  return {
    db: store.db,
    locks: store.locks,
    vault: createVault({ db: store.db, keyProvider: keyring(options.keys) }),
    http,
    log: () => {},
    now: Date.now,
    publicUrl: "https://host.test/",
    close: async () => {
      await http.close();
      await store.close();
    },
  };
}
