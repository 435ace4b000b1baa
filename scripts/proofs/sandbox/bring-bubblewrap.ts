import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findBubblewrap } from "../../../examples/sandbox/bubblewrap.ts";

const tools = join(import.meta.dirname, "../../../.toolchain");
const folder = join(tools, `bubblewrap-${process.arch}`);

/**
 * The program bubblewrap: of this machine, or unpacked into `.toolchain` where the machine is a Debian; nothing is
 * installed. Undefined where there can be none; on Linux that is an error, so that no proof is left out unseen.
 */
export function bringBubblewrap(): string | undefined {
  if (process.platform !== "linux") return undefined;
  process.env.PATH = [process.env.PATH, join(folder, "usr/bin")].join(delimiter);
  const found = findBubblewrap();
  if ("program" in found) return found.program;
  if (!existsSync(folder)) unpack();
  const unpacked = findBubblewrap();
  if ("program" in unpacked) return unpacked.program;
  throw new Error(unpacked.missing);
}

function unpack(): void {
  mkdirSync(tools, { recursive: true });
  const draft = mkdtempSync(join(tools, "draft-bubblewrap-"));
  try {
    spawnSync("apt-get", ["download", "bubblewrap"], { cwd: draft });
    const [file] = readdirSync(draft).filter((name) => name.endsWith(".deb"));
    if (file === undefined) return;
    spawnSync("dpkg", ["-x", file, "."], { cwd: draft });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
