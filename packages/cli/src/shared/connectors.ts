import { type CompileOptions, type CompileResult, type CompilerHost, compile } from "@specwire/compiler";
import { quote } from "./refusal.ts";
import { progress, type World } from "./world.ts";

/** A connector that the caller named, or that lies in a folder that the caller named. */
export interface Compiled {
  /** As the caller would write it. */
  readonly path: string;
  readonly result: CompileResult;
}

/** Compiles in memory; nothing is written. */
export function compileAll(
  paths: readonly string[],
  options: CompileOptions,
  world: World,
  hostFor: (path: string) => CompilerHost,
): Compiled[] {
  try {
    return paths.map((path): Compiled => {
      progress(world, `compiling ${quote(path)}`);
      return { path, result: compiledOne(path, options, hostFor(path)) };
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
