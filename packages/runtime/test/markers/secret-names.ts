import type { StoreOptions } from "../../src/store/store-options.ts";

export interface LifeInput {
  readonly folder: string;
  readonly database: StoreOptions;
  /** What is planted, by name. */
  readonly secrets: Readonly<Record<SecretName, string>>;
  readonly keyEncryptionKey: string;
}

export const secretNames = [
  ...["api key", "rejected api key", "unproven api key", "client secret", "code", "second code"],
  ...["access token", "named token", "refresh token", "kept value", "access token 2", "refresh token 2"],
  ...["password", "stray token"],
] as const;
export type SecretName = (typeof secretNames)[number];
