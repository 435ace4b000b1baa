import type { CliWorld } from "../world.ts";

/**
 * The authorities to trust where the environment adds some: the runtime's own and those of the files that
 * `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE` name. Undefined where the runtime's defaults say it all: a list
 * of one's own costs tens of milliseconds.
 */
export function trustedAuthorities(env: CliWorld["env"]): string[] | undefined {
  const known = readByRuntime(env);
  const files = [env.NODE_EXTRA_CA_CERTS, env.SSL_CERT_FILE].filter((file) => file && file !== known);
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const extra = [...new Set(files)].flatMap((file) => {
    try {
      return [readFileSync(file ?? "", "utf8")];
    } catch {
      // As Node.js does: a file that is gone must not stop a call that may need nothing from it.
      return [];
    }
  });
  if (extra.length === 0) return undefined;
  return [...process.getBuiltinModule("node:tls").getCACertificates("default"), ...extra];
}

/** The file that Node.js itself has read at its start; the others do not, or not always. */
function readByRuntime(env: CliWorld["env"]): string | undefined {
  const isNode = process.versions.bun === undefined && process.versions.deno === undefined;
  return isNode && env === process.env ? env.NODE_EXTRA_CA_CERTS : undefined;
}
