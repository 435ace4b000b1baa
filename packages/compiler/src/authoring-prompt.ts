import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.ts";

/**
 * What a model has to be told to write a connector spec from an API's documentation, in markdown; at most 3,000
 * tokens (o200k). Made from `prompt/` and the format's schema by `npm run generate`.
 */
export function authoringPrompt(): string {
  return readFileSync(new URL("gen/authoring-prompt.md", packageRoot), "utf8");
}
