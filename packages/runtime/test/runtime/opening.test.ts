import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openRuntime } from "../../src/runtime/open-runtime.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { compileConnector } from "../support/compile-connector.ts";

const folder = mkdtempSync(join(tmpdir(), "specwire-opening-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a runtime is opened with the keys that it was closed with, and nothing else", async () => {
  const right = generateKey();
  const open = (key: string, publicUrl = "https://host.example") =>
    openRuntime({ database: { folder }, keys: keyring({ primary: "k", keys: { k: key } }), publicUrl });
  const first = await open(right);
  await expect(open(right)).rejects.toMatchObject({ code: "STORE_LOCKED" });
  const { id: connectorId } = await first.connectors.add({ userId: null, ...compileConnector("acme") });
  const secrets = { api_key: "a key" };
  const { id: accountId } = await first.accounts.connectWithKeys({ userId: "ada", connectorId, secrets });
  // What is under way when the end begins is waited for.
  const [, connected] = await Promise.all([
    first.accounts.list({ userId: "ada" }),
    first.accounts.connectWithKeys({ userId: "ada", connectorId, secrets: { api_key: "another" } }),
    first.close(),
    first.close(),
  ]);
  expect(connected.status).toBe("connected");
  await expect(first.accounts.list({ userId: "ada" })).rejects.toMatchObject({ code: "CLOSED" });

  // None of the failures keeps the folder.
  await expect(open(generateKey())).rejects.toMatchObject({
    code: "SECRET_UNREADABLE",
    message: expect.stringContaining('the key "k"'),
    details: { help: expect.stringContaining("another key stands under this id") },
  });
  await expect(open(right, "http://host.example")).rejects.toMatchObject({ code: "INVALID_OPTION" });
  await expect(
    openRuntime({
      database: { folder },
      keys: keyring({ primary: "other", keys: { other: generateKey() } }),
      publicUrl: "https://host.example",
    }),
  ).rejects.toMatchObject({ code: "KEY_UNKNOWN" });

  const second = await open(right);
  expect(await second.accounts.credential({ userId: "ada", accountId })).toMatchObject({ secrets });
  expect(await second.accounts.list({ userId: "ada" })).toHaveLength(2);
  expect(second.redirectUri(connectorId)).toBe(`https://host.example/oauth/callback/${connectorId}`);
  await second.close();
});
