import { afterAll, afterEach, beforeAll } from "vitest";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import type { Caller } from "./caller.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

export const secret = "s3cret/key+of ada";
export const policy = { policy: 1, rules: [{ operations: ["files.*"], verdict: "allow" }] };

interface TransferWorld {
  world: BrokerWorld;
  /** Where uploads go and downloads may redirect to. */
  storage: Upstream;
  files: StoredForTest;
  /** May do all of `files`. */
  caller: Caller;
}

/** A broker with a real database, and a connector of files; filled before the first test of the file. */
export function transferWorld(): TransferWorld {
  const all = {} as TransferWorld;
  beforeAll(async () => {
    all.storage = await startUpstream();
    all.world = await brokerWorld("pglite", [all.storage.host]);
    all.files = await all.world.connector("files", {
      servers: `servers: { default: "$API/v1", uploads: "${all.storage.origin}" }`,
      operations: `operations:
    files.upload:
      request: "POST /files/{name}"
      summary: Upload a file
      server: uploads
      body: { type: string, format: binary }
      contentType: application/octet-stream
    files.attach:
      request: POST /attach
      summary: Attach files
      body: { type: object, properties: { note: { type: string }, one: { type: string, format: binary }, two: { type: string, format: binary } } }
      contentType: multipart/form-data
    files.download:
      request: "GET /files/{name}"
      summary: Download a file
      response: binary
      follow: { hosts: [127.0.0.1] }
    files.read: { request: "GET /read/{name}", summary: Read a file, response: binary }
    files.watch: { request: GET /watch, summary: Watch, response: stream }`,
    });
    await all.files.account("work", { api_key: secret });
    all.caller = await all.world.session({ connectors: [all.files], policies: [policy] });
  });
  afterAll(async () => {
    await all.world.close();
    all.storage.stop();
  });
  afterEach(() => {
    all.world.upstream.seen.length = 0;
    all.storage.seen.length = 0;
  });

  return all;
}
