// What host applications use.

export type { Remedy, RuntimeErrorCode, RuntimeErrorMeaning } from "./errors/error-codes.ts";
export { runtimeErrorCodes } from "./errors/error-codes.ts";
export type { RuntimeErrorDetails } from "./errors/runtime-error.ts";
export { RuntimeError } from "./errors/runtime-error.ts";
export type { Logger, LogRecord } from "./log.ts";
export type { PostgresOptions, StoreOptions } from "./store/store-options.ts";
export type { DataKeyCacheOptions } from "./vault/key-cache.ts";
export type { KeyProvider } from "./vault/key-provider.ts";
export type { KeyringOptions } from "./vault/keyring.ts";
export { generateKey, keyring } from "./vault/keyring.ts";
