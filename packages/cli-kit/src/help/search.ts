import { commandName } from "@specwire/contract";
import { findCommands } from "../find.ts";
import type { Table } from "../table.ts";
import { formatCount, oneLine } from "../text.ts";
import { alignColumns } from "./layout.ts";

const mostFound = 8;

/** The answer to `--find`, in words. */
export function searchHelp(table: Table, words: string, scope: string): string {
  const { slug } = table.connector();
  const found = findCommands(table, words, scope);
  const asked = JSON.stringify(oneLine(words, 80));
  if (found.length === 0) {
    const groups = Object.keys(table.groups()).filter(Boolean).slice(0, 40).join(", ");
    return `No command matches ${asked}${scope === "" ? "" : ` in ${scope}`}. Groups: ${groups}\n`;
  }
  const rows = found
    .slice(0, mostFound)
    .map(({ operation: { id, access, destructive, summary } }) => [
      `${destructive ? "!" : access === "write" ? "*" : " "} ${commandName(slug, id)}`,
      oneLine(summary, 80),
    ]);
  const more =
    found.length > mostFound
      ? `${formatCount(found.length - mostFound)} weaker ones are left out; more words narrow.\n`
      : "";
  return `${alignColumns(rows, "", 60)}${more}Next: add --help to one of them.\n`;
}

/** The answer to `--find --output json`. */
export function searchJson(table: Table, words: string, scope: string): string {
  const found = findCommands(table, words, scope).slice(0, mostFound);
  return `${JSON.stringify(found.map(({ operation: { id, access, summary } }) => ({ id, access, summary })))}\n`;
}
