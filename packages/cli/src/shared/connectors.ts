import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type CompileOptions,
  type CompileResult,
  type CompilerHost,
  compile,
  nodeHost,
} from "@specwire/compiler";
import { specName } from "./file-names.ts";
import { quote, withFiles } from "./refusal.ts";
import { progress, type World } from "./world.ts";

/** A connector that the caller named, or that lies in a folder that the caller named. */
export interface Compiled {
  /** As the caller would write it. */
  readonly path: string;
  readonly result: CompileResult;
}

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

/** Compiles in memory; nothing is written. */
export function compileAll(
  paths: readonly string[],
  options: CompileOptions,
  world: World,
  host: CompilerHost,
): Compiled[] {
  try {
    return paths.map((path): Compiled => {
      progress(world, `compiling ${quote(path)}`);
      return { path, result: compiledOne(path, options, host) };
    });
  } finally {
    progress(world, "");
  }
}

function compiledOne(path: string, options: CompileOptions, host: CompilerHost): CompileResult {
  try {
    return compile(path, host, options);
  } catch (cause) {
    // Our bug; among many connectors it helps to know which one brings it out.
    throw new Error(`while compiling ${quote(path)}: ${cause}`, { cause });
  }
}
