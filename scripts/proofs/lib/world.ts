import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CompileOutput, compile, memoryHost } from "../../../packages/compiler/src/index.ts";
import type { Connector, Json } from "../../../packages/contract/src/index.ts";
import {
  generateKey,
  keyring,
  openRuntime,
  type Runtime,
  type SessionBundle,
} from "../../../packages/runtime/src/index.ts";
import { type Answer, type Received, startUpstream, type Upstream } from "./upstream.ts";

/** A host as anyone would write one, before an API that notes what reaches it. Everything goes by the public surface. */
export interface World {
  readonly runtime: Runtime;
  readonly connector: Connector;
  readonly connectorId: string;
  /** The API, its uploads, and a host that its downloads are redirected to. */
  readonly servers: { readonly api: Upstream; readonly uploads: Upstream; readonly storage: Upstream };
  /** The folder with the broker's socket, and its URL on this machine. */
  readonly folder: string;
  readonly brokerUrl: string;
  readonly secrets: Secrets;
  /** Stores another version of the connector, with its owner's consent. */
  readonly update: (change: (spec: string) => string) => Promise<void>;
  /** What reached any of the servers since it was asked last. */
  readonly received: () => Received[];
  readonly answerWith: (answer: Answer | undefined) => void;
  readonly session: (options?: {
    readonly policies?: readonly Json[];
    readonly brokerUrl?: string;
    /** Label of the only account. Default: all of them. */
    readonly account?: string;
  }) => Promise<SessionBundle>;
  close(): Promise<void>;
}

/** Of each account, by its label. */
export type Secrets = Readonly<Record<"token" | "key" | "pair", Readonly<Record<string, string>>>>;

const template = readFileSync(join(import.meta.dirname, "../broker/connector.yaml"), "utf8");

/** Opens it with an account of each kind of credential; `secrets` are what it holds. */
export async function openWorld(secrets: Secrets): Promise<World> {
  let answer: Answer | undefined;
  const usual: Answer = (_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  const start = () => startUpstream((received, response) => (answer ?? usual)(received, response));
  const [api, uploads, storage] = await Promise.all([start(), start(), start()]);
  const folder = mkdtempSync(join(tmpdir(), "specwire-proof-"));
  const spec = template
    .replaceAll("$API", api.origin)
    .replaceAll("$UPLOADS", uploads.origin)
    .replaceAll("$STORAGE", new URL(storage.origin).hostname);
  const output = compiledSpec(spec);
  const runtime = await openRuntime({
    database: { memory: true },
    keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
    publicUrl: "https://host.example",
    allowHosts: [api.host, uploads.host, storage.host],
  });
  const { id: connectorId } = await runtime.connectors.add({ userId: null, spec, files: output.files });
  const schemes = { token: "bearer_token", key: "api_key", pair: "basic" };
  for (const [label, schemeId] of Object.entries(schemes))
    await runtime.accounts.connectWithKeys({
      ...{ userId: "ada", connectorId, schemeId, label },
      secrets: secrets[label as keyof Secrets],
    });
  const socket = join(folder, "broker.sock");
  const broker = await runtime.broker({ listen: [{ socket }] });
  const all = [api, uploads, storage];
  return {
    ...{ runtime, connectorId, folder, secrets, connector: output.connector },
    servers: { api, uploads, storage },
    brokerUrl: `unix:${socket}`,
    async update(change) {
      const changed = change(spec);
      const { files } = compiledSpec(changed);
      const lock = files.find(({ path }) => path === "connector.lock.json")?.text ?? "";
      const consent = `sha256:${createHash("sha256").update(lock).digest("hex")}`;
      await runtime.connectors.update({ connectorId, userId: null, spec: changed, files, consent });
    },
    received: () => all.flatMap((one) => one.received.splice(0)),
    answerWith: (next) => {
      answer = next;
    },
    session: ({ policies = [], brokerUrl = `unix:${socket}`, account } = {}) =>
      runtime.session({
        ...{ userId: "ada", allowed: ["custom:acme"], mode: "broker", policies },
        ...(account !== undefined && { accounts: { acme: account } }),
        broker: { url: brokerUrl, grant: "variable" },
        onMissing: (_, error) => {
          throw error;
        },
      }),
    async close() {
      await broker.close({ graceMilliseconds: 0 });
      for (const one of all) one.close();
      await runtime.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compiledSpec(spec: string): CompileOutput {
  const { output, diagnostics } = compile("connector.yaml", memoryHost({ "connector.yaml": spec }));
  if (output === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return output;
}
