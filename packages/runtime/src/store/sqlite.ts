import { RuntimeError } from "../errors/runtime-error.ts";

type Sqlite = typeof import("node:sqlite");

/**
 * SQLite as Node.js has it. Older ones warn each process that uses it, on stderr, that it is experimental; the little
 * that is used here has been the same since it is there. Throws `STORE_MISCONFIGURED` where Node.js was built without.
 */
export function sqlite(): Sqlite {
  const { emitWarning } = process;
  process.emitWarning = (...warning: unknown[]): void => {
    if (!/SQLite/.test(String(warning[0]))) Reflect.apply(emitWarning, process, warning);
  };
  try {
    const found = process.getBuiltinModule("node:sqlite") as Sqlite | undefined;
    if (found !== undefined) return found;
  } finally {
    process.emitWarning = emitWarning;
  }
  throw new RuntimeError("STORE_MISCONFIGURED", "This Node.js was built without SQLite.", {
    help: "The lock of the embedded database's folder needs it: use another build, or PostgreSQL.",
  });
}
