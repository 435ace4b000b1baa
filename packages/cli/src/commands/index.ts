import type { Command } from "../shared/command.ts";
import { broker } from "./broker.ts";
import { catalogue } from "./catalogue.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";
import { explain } from "./explain.ts";
import { gate } from "./gate.ts";
import { init } from "./init.ts";
import { mcp } from "./mcp.ts";
import { prompt } from "./prompt.ts";
import { run } from "./run.ts";
import { tryCommand } from "./try.ts";
import { update } from "./update.ts";

/** Every command, in the order in which a newcomer meets them. */
export const commands: readonly Command[] = [
  init,
  check,
  compile,
  tryCommand,
  run,
  catalogue,
  update,
  mcp,
  gate,
  broker,
  prompt,
  explain,
];
