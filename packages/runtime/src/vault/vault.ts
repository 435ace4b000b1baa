import { RuntimeError } from "../errors/runtime-error.ts";
import type { Database } from "../store/database.ts";
import { refuseInsideTransaction } from "../store/transactions.ts";
import { DataKeys } from "./data-keys.ts";
import { dataKeyIdOf, openWith, sealWith } from "./envelope.ts";
import type { DataKeyCacheOptions } from "./key-cache.ts";
import type { KeyProvider } from "./key-provider.ts";
import { createKeys, type Keys } from "./keys.ts";
import type { SecretPlace } from "./secret-places.ts";
import { tenantOf } from "./tenant.ts";

/**
 * Seals and opens secrets. Both may ask a key service or the database, so neither is called while a
 * transaction is open.
 */
export interface Vault {
  /** AES-256-GCM under the tenant's data key, with a header that names format and key. */
  seal(place: SecretPlace, secret: string): Promise<Uint8Array>;
  /**
   * Throws `SECRET_UNREADABLE` with one text for whatever is wrong with the value; `KEY_UNKNOWN` or
   * `KEY_UNAVAILABLE` where the key provider can't unwrap its data key.
   */
  open(place: SecretPlace, sealed: Uint8Array): Promise<string>;
}

export interface VaultOptions {
  readonly db: Database;
  readonly keyProvider: KeyProvider;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Values that one data key seals before it is replaced: 1 to 2^32, 2^28 by default (SP 800-38D section 8.3). */
  readonly budget?: number;
  readonly dataKeyCache?: DataKeyCacheOptions;
}

export interface VaultWithKeys extends Vault {
  readonly keys: Keys;
}

/** Throws `INVALID_OPTION`. */
export function createVault(options: VaultOptions): VaultWithKeys {
  const { db, keyProvider, now = Date.now, budget = 2 ** 28 } = options;
  const { entries = 10_000, milliseconds = 3_600_000 } = options.dataKeyCache ?? {};
  refuseOutside("budget", budget, 2 ** 32);
  refuseOutside("dataKeyCache.entries", entries, 1_000_000);
  refuseOutside("dataKeyCache.milliseconds", milliseconds, 86_400_000);
  const dataKeys = new DataKeys({ db, keyProvider, now, budget, cache: { entries, milliseconds } });
  return {
    keys: createKeys({ db, keyProvider, now }, dataKeys),
    async seal(place, secret) {
      // Told also when the key is in memory, so that no test passes by luck.
      refuseInsideTransaction("sealing a secret");
      return sealWith(await dataKeys.forSealing(tenantOf(place)), place, secret);
    },
    async open(place, sealed) {
      refuseInsideTransaction("opening a secret");
      return openWith(await dataKeys.forOpening(tenantOf(place), dataKeyIdOf(sealed)), place, sealed);
    },
  };
}

function refuseOutside(name: string, value: number, largest: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= largest) return;
  throw new RuntimeError("INVALID_OPTION", `\`${name}\` must be a whole number from 1 to ${largest}.`);
}
