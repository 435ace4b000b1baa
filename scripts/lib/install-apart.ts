import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./processes.ts";

/**
 * Installs what a folder's own lockfile pins into that folder, once for each lockfile: packages that one
 * command needs and the workspace does not. Offline afterwards.
 */
export async function installApart(home: string, what: string): Promise<void> {
  const stamp = join(home, "node_modules", ".specwire-install");
  const wanted = createHash("sha256")
    .update(readFileSync(join(home, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error(`installing ${what}`);
  const flags = ["--ignore-workspace", "--frozen-lockfile", "--prefer-offline", "--ignore-scripts"];
  await run("pnpm", ["install", ...flags], { cwd: home, env: { ...process.env, CI: "true" } });
  writeFileSync(stamp, wanted);
}
