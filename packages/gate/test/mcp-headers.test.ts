import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { connector, operationOf } from "./support/acme.ts";
import { writeSession } from "./support/gate-file.ts";
import { connect, recordingApi } from "./support/mcp.ts";

const header = (name: string) => ({ in: "header", name, type: { kind: "string" } }) as const;
const operations = {
  "items.put": operationOf("items.put", {
    method: "PUT",
    parameters: [header("Accept"), header("User-Agent")],
  }),
  "items.drop": operationOf("items.drop", { method: "DELETE" }),
};

test("a person sees the headers that an argument is sent as, and not those that are always the same", async () => {
  const session = writeSession("environment", { ...connector, operations });
  const api = await recordingApi();
  const env = { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: api.url };
  const { client, call, asked } = await connect(env, { answer: () => ({ action: "decline" }) });
  try {
    await call("acme_items_put", { accept: "application/vnd.acme.remove-all", "user-agent": "other" });
    await call("acme_items_put", {});
    await call("acme_items_drop", {});
    const headers = asked.map((one) => JSON.parse(one.slice(one.indexOf("{"))).headers);
    expect(headers).toEqual([
      { accept: "application/vnd.acme.remove-all", "user-agent": "other" },
      { accept: expect.stringContaining("json"), "user-agent": expect.stringContaining("custom-acme") },
      {},
    ]);
    expect(api.requests).toEqual([]);
  } finally {
    await client.close();
    api.close();
    rmSync(session.folder, { recursive: true, force: true });
  }
});
