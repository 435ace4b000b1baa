// Loaded with --import: writes the URL of each module that the program resolves to the file in LOADED.
import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    appendFileSync(process.env.LOADED, `${resolved.url}\n`);
    return resolved;
  },
});
