import { createHash } from "node:crypto";
import { join } from "node:path";
import { compile } from "@specwire/compiler";
import { differencesOf } from "../compile/compare-files.ts";
import { writeFolder } from "../compile/write-folder.ts";
import { withRemote } from "../remote/with-remote.ts";
import { cacheFolder, tend } from "../shared/cache-folder.ts";
import { printDiagnostics } from "../shared/report.ts";
import type { World } from "../shared/world.ts";

/** The folder with a spec's output; undefined where the spec has errors, which are then shown. */
export async function compileIntoCache(
  path: string,
  remoteHosts: readonly string[],
  world: World,
): Promise<string | undefined> {
  const { output, diagnostics } = await withRemote(remoteHosts, world, (host) => compile(path, host));
  if (output === undefined) {
    // Warnings would stand between the tool's own words; `check` shows them.
    printDiagnostics(
      diagnostics.filter((one) => one.severity === "error"),
      world,
    );
    return undefined;
  }
  const { connector, files } = output;
  const hash = createHash("sha256");
  for (const file of files) hash.update(JSON.stringify([file.path, file.text]));
  const cache = cacheFolder();
  const entry = `${connector.slug}-${hash.digest("hex").slice(0, 32)}`;
  const folder = join(cache, entry);
  if (differencesOf(folder, files).length > 0) writeFolder(folder, files);
  tend(cache, entry);
  return folder;
}
