import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/lib/processes.ts";

/** A connector's tool, compiled. */
export interface Compiled {
  /** The command's file for Node.js. */
  readonly command: string;
  readonly instructions: string;
}

/**
 * Compiles connectors as their users do.
 * @param specwire how the command is started
 * @returns by the connector's slug
 */
export async function compileAll(
  specwire: readonly string[],
  connectors: readonly { readonly slug: string; readonly connector: string }[],
  out: string,
): Promise<Readonly<Record<string, Compiled>>> {
  const [program, ...words] = specwire as readonly [string, ...string[]];
  await run(program, [...words, "compile", ...connectors.map(({ connector }) => connector), "-o", out]);
  const compiled = connectors.map(({ slug }): [string, Compiled] => {
    const folder = join(out, slug);
    return [
      slug,
      {
        command: join(folder, "cli.mjs"),
        instructions: readFileSync(join(folder, "instructions.md"), "utf8"),
      },
    ];
  });
  return Object.fromEntries(compiled);
}
