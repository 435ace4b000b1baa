import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { commandName } from "@specwire/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile, nodeHost } from "../../../compiler/src/index.ts";
import { openAccount } from "../../src/accounts/account-store.ts";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { addConnector, updateConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import { openSession } from "../../src/session/session.ts";
import { writeSession } from "../../src/session/write-session.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { Markers } from "../support/markers.ts";

// Every connector of the repository, stored and in one session.

const folder = join(import.meta.dirname, "../../../../specs");
const slugs = readdirSync(folder);
const written = slugs.map((slug) => {
  const path = join(folder, slug, "connector.yaml");
  const { output } = compile(path, nodeHost);
  if (output === undefined) throw new Error(`${slug} does not compile`);
  return { slug, spec: readFileSync(path, "utf8"), files: output.files };
});

let database: TestDatabase;
let context: Context;
beforeAll(async () => {
  database = await testDatabase("pglite");
  const { db, locks } = database;
  const vault = createVault({ db, keyProvider: keyring({ primary: "k1", keys: { k1: generateKey() } }) });
  context = { db, locks, vault, log: () => undefined, now: Date.now } as unknown as Context;
});
afterAll(() => database.close());

test("all of them are in a session, each with its own credential and no other secret", async () => {
  const markers = new Markers();
  const env = new Map<string, string>();
  for (const { slug, ...input } of written) {
    const { id, compiled, auth } = await addConnector(context, { createdBy: null, ...input });
    const [scheme] = auth;
    if (scheme === undefined) throw new Error(`${slug} needs no credential`);
    const secrets = Object.fromEntries(scheme.slots.map((slot) => [slot.id, `value-of-${slot.env}`]));
    for (const slot of scheme.slots) env.set(slot.env, `value-of-${slot.env}`);
    await saveAccount(context, {
      ...{ userId: "ada", connectorId: id, schemeId: scheme.id, status: "connected", label: `of-${slug}` },
      variables: Object.fromEntries(
        Object.entries(compiled.variables).map(([name, { hosts = [] }]) => [
          name,
          `https://${hosts[0]?.replace("*", "mine")}`,
        ]),
      ),
      secrets: {
        ...secrets,
        refresh_token: markers.plant("refresh token"),
        kept: JSON.stringify({ more: markers.plant("kept") }),
      },
    });
    // The same version again may do nothing more.
    await updateConnector(context, id, { actor: null, ...input });
  }
  const root = mkdtempSync(join(tmpdir(), "specwire-specs-"));
  const bundle = await openSession(
    context,
    async (accountId) => (await openAccount(context, accountId)) ?? Promise.reject(new Error("gone")),
    {
      userId: "ada",
      allowed: slugs.map((slug) => `custom:${slug}`),
      root,
      path: dirname(process.execPath),
      onMissing: (slug, error) => expect.unreachable(`${slug}: ${error.message}`),
    },
  );
  expect(bundle.env).toMatchObject(Object.fromEntries(env));
  expect(markers.leaksIn("bundle", JSON.stringify(bundle))).toEqual([]);
  expect(Object.keys(bundle.permissions)).toEqual(slugs.map((slug) => commandName(slug)));
  expect(bundle.instructions.match(/^# custom-.*/gm)).toHaveLength(slugs.length);
  await writeSession(bundle, root);
  for (const slug of slugs) {
    const program = join(root, "bin", commandName(slug));
    const told = execFileSync(program, { env: bundle.env, encoding: "utf8" });
    expect(told).toMatch(/^Connected: /m);
  }
});
