import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.ts";

/** The code of a generated CLI, as text, made from packages/cli-kit by `npm run generate`. */
export interface CliKit {
  readonly typescript: string;
  /** The same with its types erased. */
  readonly javascript: string;
}

let loaded: CliKit | undefined;

/** The two texts beside this package's code, read once: many connectors are compiled in one process. */
export function loadCliKit(): CliKit {
  const read = (name: string) => readFileSync(new URL(`gen/${name}`, packageRoot), "utf8");
  loaded ??= { typescript: read("cli-kit.ts.txt"), javascript: read("cli-kit.mjs.txt") };
  return loaded;
}
