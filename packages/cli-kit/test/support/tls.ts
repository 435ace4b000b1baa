import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../fixtures/tls");

/** The authority that signed the server's certificate. */
export const authorityFile: string = join(folder, "authority.pem");

/** A certificate for localhost, 127.0.0.1 and api.acme.test. */
export function serverCertificate(): { key: string; cert: string } {
  return {
    key: readFileSync(join(folder, "server.key.pem"), "utf8"),
    cert: readFileSync(join(folder, "server.pem"), "utf8"),
  };
}

/** A client's certificate and its key, as files; a server that trusts the first knows the client. */
export const clientFiles: { readonly certificate: string; readonly key: string } = {
  certificate: join(folder, "client.pem"),
  key: join(folder, "client.key.pem"),
};
