import { authoringPrompt } from "@specwire/compiler";
import type { CommandCode, Input } from "../shared/command.ts";
import type { World } from "../shared/world.ts";

/** `specwire prompt` */
export const run: CommandCode["run"] = (_input: Input, { out }: World): number => {
  out.write(authoringPrompt());
  return 0;
};
