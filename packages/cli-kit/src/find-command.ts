import { commandName, type GroupEntry, globalFlags, type Operation, quoteWord } from "@specwire/contract";
import { globalFlagOf } from "./arguments/global-options.ts";
import type { LeadingWord } from "./arguments/read-command-line.ts";
import { CliError } from "./errors.ts";
import { findCommands } from "./find.ts";
import { nearCommands } from "./near-command.ts";
import { nearest } from "./suggest.ts";
import type { Table } from "./table.ts";
import { oneLine } from "./text.ts";

/** A name that costs less is what was typed but for its form, a slip or two, or another word for its verb. */
const sureCost = 0.65;
/** By so much the next one has to be less likely. */
const leastLead = 0.04;
/** With one that costs more, what was typed is searched for instead. */
const likelyCost = 0.9;

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
  const groups = Object.keys(table.groups());
  const ids = groups.flatMap((name) => (table.group(name) ?? []).map(([id]) => id));
  const near = nearCommands(texts, ids);
  const [best, next] = near;
  // One that is meant beyond doubt; its whole line can be typed.
  const sure =
    best !== undefined &&
    best.cost <= sureCost &&
    (next === undefined || next.doubt - best.doubt >= leastLead);
  const likely = near.filter((one) => one.doubt <= likelyCost);
  const searched = likely.length > 0 ? likely : findCommands(table, typed, prefix);
  const found = (searched.length > 0 ? searched : near).slice(0, 3).map((one) => one.id);
  const group = prefix || (nearest(texts[0] ?? "", groups.filter(Boolean), 1)[0] ?? "");
  const help = sure
    ? `try: ${correctedLine(slug, argv, words.slice(0, best.words), best.id)}`
    : found[0] !== undefined
      ? `${commandName(slug, found[0])} --help shows whether it is meant; ${commandName(slug)} --find <words> searches`
      : `${commandName(slug, group)} lists commands; ${commandName(slug)} --find <words> searches`;
  const hint =
    found.length > (sure ? 1 : 0) ? `; near: ${found.map((id) => id.replaceAll(".", " ")).join(", ")}` : "";
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

/** The line with the words that were meant for the command replaced; everything else stays, values and flags. */
function correctedLine(
  slug: string,
  argv: readonly string[],
  words: readonly LeadingWord[],
  id: string,
): string {
  const replaced = new Set(words.map((word) => word.index));
  const rest = argv.filter((_, index) => !replaced.has(index));
  return [commandName(slug, id), ...rest.map(quoteWord)].join(" ");
}
