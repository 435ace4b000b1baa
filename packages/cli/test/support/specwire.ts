import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { World } from "../../src/shared/world.ts";
import { specwire } from "../../src/specwire.ts";

export const main: string = join(import.meta.dirname, "../../src/main.ts");
export const nodeFlags: readonly string[] = ["--conditions=@specwire/source"];

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Setting {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Runs as this user. */
  readonly uid?: number;
  readonly nodeFlags?: readonly string[];
}

/** The command in this process; paths are relative to `process.cwd()`. */
export async function inProcess(args: readonly string[], env: World["env"] = {}): Promise<Ended> {
  const said = { out: "", err: "" };
  const output = (name: "out" | "err") => ({
    isTerminal: false,
    color: false,
    write: (text: string) => {
      said[name] += text;
    },
  });
  const code = await specwire(args, { out: output("out"), err: output("err"), env });
  return { code, signal: null, ...said };
}

/** The command as a process of its own, still running. */
export function start(args: readonly string[], setting: Setting = {}): ChildProcess {
  const { uid } = setting;
  return spawn(process.execPath, [...nodeFlags, ...(setting.nodeFlags ?? []), main, ...args], {
    cwd: setting.cwd,
    env: setting.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid !== undefined && { uid, gid: uid }),
  });
}

export function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [out, err] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}

export const asProcess = (args: readonly string[], setting?: Setting): Promise<Ended> =>
  ended(start(args, setting));
