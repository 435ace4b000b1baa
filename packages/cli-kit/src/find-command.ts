import { commandName, type GroupEntry, globalFlags, type Operation, quoteWord } from "@specwire/contract";
import { globalFlagOf } from "./arguments/global-options.ts";
import type { LeadingWord } from "./arguments/read-command-line.ts";
import { CliError } from "./errors.ts";
import { isVerb } from "./find/meanings.ts";
import { findCommands } from "./find.ts";
import { editDistance, nearest, nearestIds } from "./suggest.ts";
import type { Table } from "./table.ts";
import { oneLine } from "./text.ts";

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

/** Words that name no command: the nearest ones, and the whole line corrected. */
export function unknownCommand(
  table: Table,
  argv: readonly string[],
  words: readonly LeadingWord[],
  prefix: string,
): CliError {
  const { slug } = table.connector();
  const texts = words.map((word) => word.text);
  const typed = texts.join(" ");
  const ids = Object.keys(table.groups()).flatMap((name) => (table.group(name) ?? []).map(([id]) => id));
  const inGroup = ids.filter((id) => prefix !== "" && id.startsWith(`${prefix}.`));
  const near = nearIds(texts, inGroup.length > 0 ? inGroup : ids);
  const found =
    near.length > 0
      ? near
      : findCommands(table, typed, prefix)
          .slice(0, 3)
          .map((one) => one.id);
  const [best] = found;
  const groups = Object.keys(table.groups()).filter(Boolean);
  const group = nearest(texts[0] ?? "", groups, 1)[0];
  const help =
    best !== undefined && isMisspelt(texts, best)
      ? `try: ${correctedLine(slug, argv, words, best)}`
      : best !== undefined
        ? `${commandName(slug, best)} --help shows whether it is meant; ${commandName(slug)} --find <words> searches`
        : `${commandName(slug, prefix || group)} lists commands; ${commandName(slug)} --find <words> searches`;
  const hint =
    found.length > 0 && (found.length > 1 || !isMisspelt(texts, found[0] ?? ""))
      ? `; near: ${found.map((id) => id.replaceAll(".", " ")).join(", ")}`
      : "";
  return new CliError("UNKNOWN_COMMAND", `there is no command "${oneLine(typed, 80)}"${hint}`, { help });
}

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

/** Ids near to the first one, two, … words; the rest may be values. */
function nearIds(texts: readonly string[], ids: readonly string[]): string[] {
  for (let count = Math.min(texts.length, mostWords); count > 0; count--) {
    const near = nearestIds(texts.slice(0, count).join(".").split("."), ids);
    if (near.length > 0) return near;
  }
  return [];
}

/** Whether the id is what was typed but for slips of the finger: only then may its whole line be offered. */
function isMisspelt(texts: readonly string[], id: string): boolean {
  const parts = id.split(".");
  const typed = texts.join(".").split(".").slice(0, parts.length);
  return (
    typed.length === parts.length &&
    parts.every((part, index) => {
      const word = (typed[index] ?? "").toLowerCase();
      if (word !== part && isVerb(word)) return false;
      const most = part.length >= 8 ? 2 : part.length >= 3 ? 1 : 0;
      return editDistance(word, part, most + 1) <= most;
    })
  );
}

function correctedLine(
  slug: string,
  argv: readonly string[],
  words: readonly LeadingWord[],
  id: string,
): string {
  const replaced = new Set<number>();
  let parts = id.split(".").length;
  for (const word of words) {
    if (parts <= 0) break;
    replaced.add(word.index);
    parts -= word.text.split(".").length;
  }
  const rest = argv.filter((_, index) => !replaced.has(index));
  return [commandName(slug, id), ...rest.map(quoteWord)].join(" ");
}
