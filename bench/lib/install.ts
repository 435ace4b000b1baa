import { join } from "node:path";
import { installApart } from "../../scripts/lib/install-apart.ts";
import { runBin } from "../../scripts/lib/processes.ts";

/** Peers and documents, as the lockfile pins them. */
export async function installPeers(): Promise<void> {
  await installApart(join(import.meta.dirname, ".."), "peers and documents into bench/node_modules");
}

/** The packages as they are published: measured is what people run. */
export async function buildPackages(): Promise<void> {
  await runBin("tsdown", "tsdown", ["--config", "tsdown.config.ts", "--logLevel", "warn"]);
}
