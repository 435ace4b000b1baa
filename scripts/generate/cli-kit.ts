import { join } from "node:path";
import { bundleKit } from "../../packages/compiler/scripts/bundle-kit.ts";
import type { GeneratedFile } from "./step.ts";

/** The code that every generated CLI carries, as the text that the compiler writes. */
export async function cliKit(): Promise<readonly GeneratedFile[]> {
  const kit = bundleKit(join(import.meta.dirname, "../.."), "packages/cli-kit/src/start-cli.ts", "startCli");
  return [
    { path: "packages/compiler/gen/cli-kit.ts.txt", text: kit.typescript },
    { path: "packages/compiler/gen/cli-kit.mjs.txt", text: kit.javascript },
  ];
}
