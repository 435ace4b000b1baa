import type { CommandCode } from "../shared/command.ts";
import { startProgram } from "./start-program.ts";

/** What blocks a call in every client; any other failure would let it pass. */
const blocks = 2;

/** `specwire gate` */
export const run: CommandCode["run"] = async (input, world) => {
  const gateFile = input.value("gate-file");
  try {
    return await startProgram(import.meta.resolve("@specwire/gate/programs/hook.mjs"), [
      "--client",
      input.value("client") ?? "",
      ...(gateFile === undefined ? [] : ["--gate-file", gateFile]),
    ]);
  } catch {
    world.err.write("specwire gate: it failed\n");
    return blocks;
  }
};
