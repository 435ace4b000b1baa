import { commandName, type GroupEntry, globalFlags, nearest } from "@specwire/contract";
import { globalFlagOf } from "../arguments/global-options.ts";
import { CliError } from "../errors.ts";

/** Refuses a command's flag behind the name of a group; a slip in a global flag is left to who reads flags. */
export function checkGroupFlags(
  slug: string,
  argv: readonly string[],
  prefix: string,
  entries: readonly GroupEntry[],
): void {
  const [flag = ""] = argv.find((word) => /^--[^=]/.test(word) && !globalFlagOf(word))?.split("=") ?? [];
  const globals = globalFlags.map(({ name }) => name);
  if (flag === "" || nearest(flag.slice(2), globals).length > 0) return;
  const group = prefix.replaceAll(".", " ");
  const names = entries.slice(0, 6).map(([id]) => id.replaceAll(".", " "));
  const rest = entries.length > names.length ? ` and ${entries.length - names.length} more` : "";
  throw new CliError(
    "USAGE",
    `${group} is a group, without flags; its commands: ${names.join(", ")}${rest}`,
    {
      flag,
      help: `${commandName(slug, prefix)} lists them; <command> --help shows its flags`,
    },
  );
}
