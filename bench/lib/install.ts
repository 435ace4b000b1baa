import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, runBin } from "../../scripts/lib/processes.ts";

const home: string = join(import.meta.dirname, "..");
const stamp: string = join(home, "node_modules", ".specwire-install");

/** Peers and documents, as the lockfile pins them; once for each lockfile. */
export async function installPeers(): Promise<void> {
  const wanted = createHash("sha256")
    .update(readFileSync(join(home, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("installing peers and documents into bench/node_modules");
  const flags = ["--ignore-workspace", "--frozen-lockfile", "--prefer-offline", "--ignore-scripts"];
  await run("pnpm", ["install", ...flags], { cwd: home, env: { ...process.env, CI: "true" } });
  writeFileSync(stamp, wanted);
}

/** The packages as they are published: measured is what people run. */
export async function buildPackages(): Promise<void> {
  await runBin("tsdown", "tsdown", ["--config", "tsdown.config.ts", "--logLevel", "warn"]);
}
