import { commandLine, commandWords, type Operation } from "@specwire/contract";
import { hasControls } from "../text.ts";
import type { NamedTypes } from "./flag-rows.ts";

/** A longer line shows nobody at a glance what to type, in characters. */
const longestExample = 500;

/** A true example of the operation, where there is one; what it needs stands in its help anyway. */
export function exampleLine(slug: string, operation: Operation, types: NamedTypes): string | undefined {
  for (const { arguments: args } of operation.examples) {
    // One that moves a terminal's cursor shows nobody what it does.
    if (commandWords(slug, operation, types, args).some(hasControls)) continue;
    const line = commandLine(slug, operation, types, args);
    if (line.length <= longestExample) return line;
  }
  return undefined;
}
