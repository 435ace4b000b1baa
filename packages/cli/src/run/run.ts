import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import type { CommandCode, Input } from "../shared/command.ts";
import { isCompiled, isFile } from "../shared/compiled-folder.ts";
import { specName } from "../shared/file-names.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import type { World } from "../shared/world.ts";

const cliName = "cli.mjs";

/** `specwire run` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const [path = "", ...args] = input.words;
  const folder = isRunnable(path) ? path : await compiledFolder(path, input.values("allow-remote"), world);
  return folder === undefined ? 1 : await passThrough(join(folder, cliName), args, world);
};

const isRunnable = (path: string): boolean => isCompiled(path) && isFile(join(path, cliName));

/** Undefined where the spec has errors, which have been shown by then. */
async function compiledFolder(
  path: string,
  remoteHosts: readonly string[],
  world: World,
): Promise<string | undefined> {
  if (!isFile(path) && !isFile(join(path, specName))) {
    throw new Refusal(
      `There is no connector at ${quote(path)}.`,
      `name a folder with ${specName}, or one that \`specwire compile\` wrote.`,
    );
  }
  // The compiler is loaded only for a spec: a compiled folder should start fast.
  const { compileIntoCache } = await import("./compile-into-cache.ts");
  return await compileIntoCache(path, remoteHosts, world);
}

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs the tool in our place: its input and output are ours, and so is the way it ends. */
function passThrough(cli: string, args: readonly string[], world: World): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: "inherit", env: world.env });
    // A terminal's Ctrl-C reaches the child by itself; a signal to us alone does not.
    const pass = (signal: NodeJS.Signals): void => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of passedOn) process.on(signal, pass);
    const done = (): void => {
      for (const signal of passedOn) process.off(signal, pass);
    };
    child.on("error", (error) => {
      done();
      reject(error);
    });
    child.on("close", (code, signal) => {
      done();
      if (signal !== null) process.kill(process.pid, signal);
      resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]);
    });
  });
}
