import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.ts";

/** The version of this package, as its manifest says. */
export const compilerVersion: string = (
  JSON.parse(readFileSync(new URL("package.json", packageRoot), "utf8")) as { version: string }
).version;
