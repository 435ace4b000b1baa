import type { CommandCode } from "../shared/command.ts";
import { startProgram } from "./start-program.ts";

/** `specwire mcp` */
export const run: CommandCode["run"] = (input) => {
  const flags = ["policy", "files", "wait"].flatMap((name) =>
    input.values(name).map((value) => `--${name}=${value}`),
  );
  return startProgram(import.meta.resolve("@specwire/gate/programs/mcp.mjs"), [
    ...flags,
    "--",
    ...input.words,
  ]);
};
