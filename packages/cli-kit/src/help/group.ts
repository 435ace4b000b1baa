import { commandName, type GroupEntry } from "@specwire/contract";
import { countOf, oneLine } from "../text.ts";
import { alignColumns, wrapWords } from "./layout.ts";

/** More commands than this are listed without their summaries. */
const detailedCommands = 30;

/** The commands below a group, or below a longer prefix of their ids. */
export function groupHelp(slug: string, prefix: string, entries: readonly GroupEntry[]): string {
  const name = commandName(slug, prefix);
  const narrow =
    entries.length > detailedCommands ? `; ${commandName(slug)} ${prefix} --find <words> narrows` : "";
  return [
    `${name}: ${countOf(entries.length, "command")} (* changes something, ! removes or can't be undone)\n`,
    listCommands(entries, prefix),
    `\nNext: ${name} <command> --help shows its flags${narrow}.\n`,
  ].join("");
}

export function listCommands(entries: readonly GroupEntry[], prefix: string): string {
  const skip = prefix === "" ? 0 : prefix.length + 1;
  const mark = ([, , access, destructive]: GroupEntry) =>
    destructive ? "!" : access === "write" ? "*" : " ";
  const word = ([id]: GroupEntry) => id.slice(skip).replaceAll(".", " ");
  if (entries.length <= detailedCommands)
    return alignColumns(
      entries.map((entry) => [`${mark(entry)} ${word(entry)}`, oneLine(entry[1], 80)]),
      "",
    );
  return wrapWords(entries.map((entry) => `${mark(entry).trim()}${word(entry)}`));
}
