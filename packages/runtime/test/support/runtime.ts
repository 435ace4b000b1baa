import { openRuntime } from "../../src/runtime/open-runtime.ts";
import type { RuntimeOptions } from "../../src/runtime/runtime-options.ts";
import type { Runtime } from "../../src/runtime.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { type DatabaseKind, databaseOptions } from "./database.ts";

/** A runtime with an empty database of its own, and one key; close it in `afterAll`. */
export async function testRuntime(
  kind: DatabaseKind,
  options: Partial<RuntimeOptions> = {},
): Promise<Runtime> {
  return await openRuntime({
    database: await databaseOptions(kind),
    keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
    publicUrl: "https://host.example",
    ...options,
  });
}
