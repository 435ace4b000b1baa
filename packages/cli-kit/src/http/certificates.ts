import type { CliWorld } from "../world.ts";

/**
 * The authorities to trust where the environment adds some: the runtime's own and those of the files that
 * `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE` name. Not every runtime reads these by itself. Undefined: its defaults do.
 */
export function trustedAuthorities(env: CliWorld["env"]): string[] | undefined {
  const files = [env.NODE_EXTRA_CA_CERTS, env.SSL_CERT_FILE].filter(
    (file) => file !== undefined && file !== "",
  );
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
