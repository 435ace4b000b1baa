// What the vault does, in figures, on a PostgreSQL server of its own:
//
//   node --conditions=@specwire/source bench/vault/run.ts            10,000 secrets
//   node --conditions=@specwire/source bench/vault/run.ts --whole    100,000 secrets, 2^20 nonces
import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import { openStore } from "../../packages/runtime/src/store/open-store.ts";
import { openWith, sealWith } from "../../packages/runtime/src/vault/envelope.ts";
import type { SecretPlace } from "../../packages/runtime/src/vault/secret-places.ts";
import { startPostgres } from "../../packages/runtime/test/support/postgres-server.ts";
import { rotateUnderLoad } from "../../packages/runtime/test/vault/rotation-under-load.ts";

const whole = process.argv.includes("--whole");
const dataKey = { id: randomUUID(), tenant: "host", key: createSecretKey(randomBytes(32)) };
const place: SecretPlace = {
  kind: "account",
  userId: "ada",
  connectorId: randomUUID(),
  ownerId: randomUUID(),
  field: "access_token",
  version: 1,
};
const secret = "s".repeat(120);

function microseconds(times: number, work: () => void): number {
  const began = performance.now();
  for (let index = 0; index < times; index += 1) work();
  return Math.round(((performance.now() - began) * 10_000) / times) / 10;
}

function countNonces(values: number): Record<string, number> {
  const nonces = new Set<string>();
  for (let index = 0; index < values; index += 1)
    nonces.add(Buffer.from(sealWith(dataKey, place, "").subarray(17, 29)).toString("latin1"));
  return { sealed: values, duplicates: values - nonces.size };
}

const sealed = sealWith(dataKey, place, secret);
console.log("microseconds for 120 characters", {
  seal: microseconds(50_000, () => void sealWith(dataKey, place, secret)),
  open: microseconds(50_000, () => void openWith(dataKey, place, sealed)),
});
console.log("nonces under one key", countNonces(whole ? 2 ** 20 : 2 ** 17));

const server = await startPostgres();
try {
  const { connectionString } = server;
  await (await openStore({ connectionString })).close();
  const users = whole ? 2000 : 200;
  console.log(
    "every key changed under 64 writers",
    await rotateUnderLoad({ connectionString, users, secretsPerUser: 50, writers: 64 }),
  );
} finally {
  await server.stop();
}
