import {
  commandLine,
  commandName,
  commandWords,
  type Flag,
  neededFlags,
  type Operation,
  quoteWord,
  resolveType,
} from "@specwire/contract";
import { cutText, hasControls } from "../text.ts";
import { type NamedTypes, placeholderOf } from "./flag-rows.ts";

/** A longer line shows nobody at a glance what to type, in characters. */
const longestExample = 500;

/** A true example of the operation, else its required flags with what they take. */
export function exampleLine(
  slug: string,
  operation: Operation,
  types: NamedTypes,
  flags: readonly Flag[],
): string {
  for (const { arguments: args } of operation.examples) {
    // One that moves a terminal's cursor shows nobody what it does.
    if (commandWords(slug, operation, types, args).some(hasControls)) continue;
    const line = commandLine(slug, operation, types, args);
    if (line.length <= longestExample) return line;
  }
  const words = neededFlags(operation, flags).map((flag) => {
    const type = flag.type.kind === "array" ? resolveType(flag.type.items, types) : flag.type;
    const value =
      type.kind === "string" || type.kind === "integer" || type.kind === "number"
        ? type.enum?.[0]
        : undefined;
    const shown =
      value === undefined || hasControls(String(value))
        ? placeholderOf(type, types)
        : quoteWord(String(value));
    return flag.type.kind === "boolean" ? `--${flag.name}` : `--${flag.name} ${shown}`;
  });
  return cutText([commandName(slug, operation.id), ...words].join(" "), longestExample);
}
