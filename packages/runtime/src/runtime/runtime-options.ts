import { isObject, trimEnd } from "@specwire/contract";
import type { ApprovalOptions } from "../approvals/approval-options.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Logger } from "../log.ts";
import type { StoreOptions } from "../store/store-options.ts";
import type { DataKeyCacheOptions } from "../vault/key-cache.ts";
import type { KeyProvider } from "../vault/key-provider.ts";

export interface RuntimeOptions {
  readonly database: StoreOptions;
  /** Wraps the keys that secrets are sealed with: `keyring(…)`, or one that asks a key management service. */
  readonly keys: KeyProvider;
  /**
   * Where the host is reached: `https://app.example.com`, with a path where it lives under one. Users register
   * `<publicUrl>/oauth/callback/<connector id>` at authorization servers, so it is chosen for good.
   */
  readonly publicUrl: string;
  /**
   * Hosts of private networks that may be called, with their ports: `["127.0.0.1:4321"]`. By every connector, users'
   * own too, which see some of what they answer. Default: none.
   */
  readonly allowHosts?: readonly string[];
  /** Of a request to an authorization server or an API. Default: 30,000. */
  readonly timeoutMilliseconds?: number;
  /** Sent to them. Default: `specwire`. */
  readonly userAgent?: string;
  /** Told of each thing that happens, in one record; none holds a secret. Default: nobody is. */
  readonly log?: Logger;
  /** Unwrapped data keys that are kept in memory. */
  readonly dataKeyCache?: DataKeyCacheOptions;
  /** How long approvals hold, and how many may wait. */
  readonly approvals?: ApprovalOptions;
  /** Milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number;
}

const optionNames: ReadonlySet<string> = new Set<keyof RuntimeOptions>([
  "database",
  "keys",
  "publicUrl",
  "allowHosts",
  "timeoutMilliseconds",
  "userAgent",
  "log",
  "dataKeyCache",
  "approvals",
  "now",
]);

/** Of a shape that each part can read: a slip is told, and never taken for a default. Throws `INVALID_OPTION`. */
export function checkRuntimeOptions(options: RuntimeOptions): void {
  if (!isObject(options)) throw invalid("`openRuntime` takes an object of options");
  const unknown = Object.keys(options).find((name) => !optionNames.has(name));
  if (unknown !== undefined)
    throw invalid(
      `there is no option ${JSON.stringify(unknown)}`,
      `there are: ${[...optionNames].join(", ")}`,
    );
  const { database, keys, log, now } = options as Readonly<Record<string, unknown>>;
  if (!isObject(database))
    throw invalid(
      "`database` is no object",
      "give `{ folder }`, `{ connectionString }` or `{ memory: true }`",
    );
  const isProvider = isObject(keys) && typeof keys.wrap === "function" && typeof keys.unwrap === "function";
  if (!isProvider)
    throw invalid("`keys` is no provider of keys", "make one with `keyring({ primary, keys })`");
  if (log !== undefined && typeof log !== "function") throw invalid("`log` is no function");
  if (now !== undefined && typeof now !== "function") throw invalid("`now` is no function");
}

function invalid(message: string, help?: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", message, help === undefined ? {} : { help });
}

/** With a slash at its end. Throws `INVALID_OPTION`. */
export function checkPublicUrl(given: string): string {
  const url = typeof given === "string" ? URL.parse(given) : null;
  const isLocal = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const isPlain = url !== null && url.username === "" && url.password === "" && !/[?#]/.test(given);
  if (url === null || !isPlain || !(url.protocol === "https:" || (url.protocol === "http:" && isLocal)))
    throw new RuntimeError("INVALID_OPTION", "`publicUrl` is no plain https URL", {
      help: "name where browsers reach the host, such as https://app.example.com; http is for this machine alone",
    });
  return `${trimEnd(url.href, "/")}/`;
}
