// A broker as hosts run it, on a PostgreSQL server, with one session that may read one connector of the bench.
import type { OperationEnvelope } from "../../packages/contract/src/index.ts";
import { saveAccount } from "../../packages/runtime/src/accounts/save-account.ts";
import { KnownConnectors } from "../../packages/runtime/src/broker/known-connectors.ts";
import { openBroker } from "../../packages/runtime/src/broker/open-broker.ts";
import { addConnector } from "../../packages/runtime/src/connectors/connector-store.ts";
import type { Context } from "../../packages/runtime/src/context.ts";
import { createSession } from "../../packages/runtime/src/grants/create-session.ts";
import { createHttpClient } from "../../packages/runtime/src/http/guarded-client.ts";
import { createStreamingClient } from "../../packages/runtime/src/http/streaming-client.ts";
import { openStore } from "../../packages/runtime/src/store/open-store.ts";
import { generateKey, keyring } from "../../packages/runtime/src/vault/keyring.ts";
import { createVault } from "../../packages/runtime/src/vault/vault.ts";
import { compileConnector } from "../../packages/runtime/test/support/compile-connector.ts";
import { say } from "./child.ts";

const [upstream = "", connectionString = ""] = process.argv.slice(2);
const { db, locks } = await openStore({ connectionString });
const allowHosts = [new URL(upstream).host];
const context: Context = {
  ...{ db, locks, http: createHttpClient({ allowHosts }), log: () => {}, now: Date.now },
  vault: createVault({ db, keyProvider: keyring({ primary: "k1", keys: { k1: generateKey() } }) }),
  publicUrl: "https://host.test/",
};
const stored = await addConnector(context, {
  createdBy: null,
  ...compileConnector("bench", {
    servers: `baseUrl: ${upstream}`,
    auth: "auth: { type: bearer_token }",
    operations:
      "operations: { things.get: { request: GET /small, summary: Get }, things.read: { request: GET /large, summary: Read, response: text } }",
  }),
});
const schemeId = stored.auth[0]?.id ?? "";
const slot = stored.auth[0]?.slots[0]?.id ?? "";
const account = await saveAccount(context, {
  ...{ userId: "ada", connectorId: stored.id, schemeId, status: "connected", label: "work" },
  secrets: { [slot]: "real-credential-of-the-bench" },
});
const { digest } = stored.permissions;
const { grant } = await createSession(context, {
  ...{ userId: "ada", workflowId: null, policies: [], grantSeconds: 3600 },
  connectors: {
    bench: { connectorId: stored.id, digest, version: stored.digest, accounts: { work: account.id } },
  },
});
const parts = { context, client: createStreamingClient({ allowHosts }), known: new KnownConnectors(context) };
const broker = await openBroker(parts, { listen: [{ port: 0 }], requestsPerSession: 200 });
const envelope: OperationEnvelope = {
  ...{ envelope: 1, requestId: "", connector: { slug: "bench", digest } },
  ...{ operation: "things.get", arguments: {}, files: [] },
};
say({ url: broker.listeners[0]?.url ?? "", grant, envelope: JSON.stringify(envelope) });
