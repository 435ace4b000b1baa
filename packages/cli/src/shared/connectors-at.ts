import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { nodeHost } from "@specwire/compiler/node-host";
import { specName } from "./file-names.ts";
import { withFiles } from "./refusal.ts";

/**
 * The connectors that paths mean: a file or a folder with a connector.yaml is one; any other folder stands
 * for the folders in it that have one. A path that means none is kept: the compiler says what is wrong.
 */
export function connectorsAt(paths: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const path of paths.flatMap(connectorsIn)) {
    const file = resolve(isConnector(path) ? join(path, specName) : path);
    if (!found.has(file)) found.set(file, path);
  }
  return [...found.values()];
}

function connectorsIn(path: string): string[] {
  if (nodeHost.stat(path)?.kind !== "folder" || isConnector(path)) return [path];
  const names = withFiles("read", path, () => readdirSync(path)).sort();
  const found = names
    .filter((name) => !name.startsWith(".") && name !== "node_modules")
    .map((name) => join(path, name))
    .filter(isConnector);
  return found.length === 0 ? [path] : found;
}

const isConnector = (folder: string): boolean => nodeHost.stat(join(folder, specName))?.kind === "file";
