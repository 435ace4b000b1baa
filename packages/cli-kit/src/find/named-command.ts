import type { GroupEntry, Operation } from "@specwire/contract";
import type { LeadingWord } from "../arguments/read-command-line.ts";
import type { Table } from "../table.ts";

export type FoundCommandWords =
  /** `used`: the positions of the words that are the command. */
  | { readonly kind: "operation"; readonly operation: Operation; readonly used: readonly number[] }
  | {
      readonly kind: "group";
      readonly prefix: string;
      readonly entries: readonly GroupEntry[];
      readonly used: readonly number[];
    }
  | { readonly kind: "none" };

/** More words than this never name a command. */
const mostWords = 32;

/** The command that the leading words name: `boards list`, or `boards.list`; the longest that there is. */
export function findCommand(table: Table, words: readonly LeadingWord[]): FoundCommandWords {
  for (let count = Math.min(words.length, mostWords); count > 0; count--) {
    const operation = table.operation(idOf(words, count));
    if (operation) return { kind: "operation", operation, used: indexesOf(words, count) };
  }
  for (let count = Math.min(words.length, mostWords); count > 0; count--) {
    const prefix = idOf(words, count);
    const [group = ""] = prefix.split(".");
    const entries = table.group(group)?.filter(([id]) => prefix === group || id.startsWith(`${prefix}.`));
    if (entries?.length) return { kind: "group", prefix, entries, used: indexesOf(words, count) };
  }
  return { kind: "none" };
}

function idOf(words: readonly LeadingWord[], count: number): string {
  return words
    .slice(0, count)
    .map((word) => word.text)
    .join(".");
}

function indexesOf(words: readonly LeadingWord[], count: number): number[] {
  return words.slice(0, count).map((word) => word.index);
}
