import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** What a sandbox has of this machine; there is no network in it, and no other file. */
export interface Sandbox {
  /** Where a session's files were written to; in the sandbox it is `/app`. */
  readonly app: string;
  /** The folder with the broker's socket; in the sandbox it is `/run/specwire`. */
  readonly broker?: string;
  /** Nothing else is in the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** The folder of the program that runs the commands, as it is called in the sandbox. */
export const sandboxPath = "/opt/node/bin:/usr/bin:/bin";

/** The program bubblewrap, or why there is none that works here. */
export function findBubblewrap(): { readonly program: string } | { readonly missing: string } {
  if (process.platform !== "linux") return { missing: "bubblewrap is a program of Linux" };
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const program = folders.map((folder) => join(folder, "bwrap")).find(existsSync);
  if (program === undefined)
    return { missing: "bubblewrap is not installed; on Debian and Ubuntu: apt-get install bubblewrap" };
  const tried = spawnSync(program, [...walls(), "/usr/bin/true"], { encoding: "utf8" });
  if (tried.status === 0) return { program };
  return { missing: `bubblewrap can't make a sandbox here: ${tried.stderr.trim() || tried.error?.message}` };
}

/** Starts a command in the sandbox. Whoever ends this process ends it too. */
export function startInSandbox(
  program: string,
  { app, broker, env }: Sandbox,
  command: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  const variables = Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value]);
  const places = [
    ...["--dir", "/opt/node/bin", "--ro-bind", process.execPath, "/opt/node/bin/node"],
    ...["--bind", app, "/app"],
    ...(broker === undefined ? [] : ["--ro-bind", broker, "/run/specwire"]),
    ...["--chdir", "/tmp"],
  ];
  return spawn(program, [...walls(), ...places, ...variables, ...command], options);
}

/** Namespaces of its own for everything, no environment, and of the machine's files only its programs. */
function walls(): string[] {
  const links = ["lib", "lib64", "bin", "sbin"].filter((name) => existsSync(`/usr/${name}`));
  return [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"],
    ...["--ro-bind", "/usr", "/usr", ...links.flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`])],
    ...["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", dirname("/run/specwire")],
  ];
}
