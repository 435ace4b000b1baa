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
  const marks = new Set(entries.map(markOf));
  const meanings = [
    ...(marks.has("*") ? ["* changes something"] : []),
    ...(marks.has("!") ? ["! removes or can't be undone"] : []),
  ];
  return [
    `${name}: ${countOf(entries.length, "command")}${meanings.length > 0 ? ` (${meanings.join(", ")})` : ""}\n`,
    listCommands(entries, prefix),
    `\nNext: ${name} <command> --help shows its flags${narrow}.\n`,
  ].join("");
}

export function listCommands(entries: readonly GroupEntry[], prefix: string): string {
  const skip = prefix === "" ? 0 : prefix.length + 1;
  const word = ([id]: GroupEntry) => id.slice(skip).replaceAll(".", " ");
  if (entries.length <= detailedCommands)
    return alignColumns(
      entries.map((entry) => [`${markOf(entry)} ${word(entry)}`, oneLine(entry[1], 80)]),
      "",
    );
  return wrapWords(entries.map((entry) => `${markOf(entry).trim()}${word(entry)}`));
}

function markOf([, , access, destructive]: GroupEntry): string {
  return destructive ? "!" : access === "write" ? "*" : " ";
}
