import { commandName, commandOutline, nearest, quoteWord } from "@specwire/contract";
import type { LeadingWord } from "../arguments/read-command-line.ts";
import { CliError } from "../errors.ts";
import { type FoundCommand, findCommands } from "../find/find-commands.ts";
import { isVerb } from "../find/meanings.ts";
import { type Table, typesOf } from "../table.ts";
import { oneLine } from "../text.ts";
import { meantLine } from "./meant-command.ts";
import { type NearCommand, nearCommands } from "./near-command.ts";
import { hintsAtVerb, isReading, saysVerb } from "./sure-command.ts";

/** A name that costs less is what was typed but for its form, a slip or two, or another word for its verb. */
const sureCost = 0.65;
/** By so much the next one has to be less likely. */
const leastLead = 0.04;
/** One that costs more is not named beside what a search finds. */
const likelyCost = 0.9;
const mostNear = 3;
/** More words than this are read by nobody. */
const mostRead = 32;

/** Words that name no command: the nearest ones, and the whole line corrected. */
export function unknownCommand(
  table: Table,
  argv: readonly string[],
  words: readonly LeadingWord[],
  prefix: string,
): CliError {
  const { slug } = table.connector();
  const texts = words.slice(0, mostRead).map((word) => word.text);
  const typed = texts.join(" ");
  const groups = Object.keys(table.groups());
  const ids = groups.flatMap((name) => (table.group(name) ?? []).map(([id]) => id));
  if (texts[0] === "help")
    return new CliError("UNKNOWN_COMMAND", "there is no command help", {
      help: `try: ${[commandName(slug), ...texts.slice(1).map(quoteWord), "--help"].join(" ")}`,
    });
  const near = nearCommands(texts, ids);
  const [best, next] = near;
  // One that is meant beyond doubt; its whole line can be typed.
  const sure =
    best !== undefined &&
    best.cost <= sureCost &&
    (next === undefined || next.doubt - best.doubt >= leastLead) &&
    isMeant(table, texts, best, ids);
  const searched = sure ? [] : findCommands(table, asOrder(texts), prefix);
  const found = sure ? [best.id] : likelyIds(searched, near);
  const meant = sure
    ? correctedLine(slug, argv, words.slice(0, best.words), best.id)
    : meantLine(table, argv, words, searched, ids);
  const group = prefix || (nearest(texts[0] ?? "", groups.filter(Boolean), 1)[0] ?? "");
  const search = `${commandName(slug)} --find ${quoteWord(oneLine(typed, 80))} searches`;
  const help =
    meant !== undefined
      ? `try: ${meant}`
      : found[0] !== undefined
        ? `${likely(table, found[0], texts, ids)}; ${search}`
        : `${commandName(slug, group)} lists commands; ${search}`;
  const hint =
    meant === undefined && found.length > 0
      ? `; near: ${found.map((id) => id.replaceAll(".", " ")).join(", ")}`
      : "";
  return new CliError("UNKNOWN_COMMAND", `there is no command "${oneLine(typed, 80)}"${hint}`, { help });
}

/** A command that changes something is offered only where its own verb was typed. */
function isMeant(
  table: Table,
  texts: readonly string[],
  { id, words }: NearCommand,
  ids: readonly string[],
): boolean {
  const operation = table.operation(id);
  if (operation?.access !== "write") return operation !== undefined;
  // What stands behind the name is a value, unless it asks.
  return saysVerb(texts.slice(0, words), operation, ids) && !texts.slice(words).some(isReading);
}

/** The words with the verb in front, as one would say it: `cancel the subscriptions`. */
function asOrder(texts: readonly string[]): string {
  const at = texts.findLastIndex((text) => isVerb(text));
  if (at < 1) return texts.join(" ");
  return [...texts.slice(at, at + 1), "the", ...texts.slice(0, at), ...texts.slice(at + 1)].join(" ");
}

/** What the likeliest command needs; never of one that removes something, of a change only where its verb was typed. */
function likely(table: Table, id: string, texts: readonly string[], ids: readonly string[]): string {
  const { slug } = table.connector();
  const operation = table.operation(id);
  const isRead = operation?.access === "read";
  return operation === undefined || operation.destructive || !(isRead || hintsAtVerb(texts, operation, ids))
    ? `${commandName(slug, id)} --help shows whether it is meant`
    : `perhaps ${commandOutline(slug, operation, typesOf(table, operation))}`;
}

/** What a search for the typed words finds, and what is written almost so; three of them. */
function likelyIds(searched: readonly FoundCommand[], near: readonly NearCommand[]): string[] {
  const found = searched.some((one) => one.poor) ? [] : searched.slice(0, mostNear).map((one) => one.id);
  const [alike] = near;
  if (alike !== undefined && alike.doubt <= sureCost)
    return [...new Set([alike.id, ...found])].slice(0, mostNear);
  if (alike === undefined || found.includes(alike.id)) return found;
  const isLikely = alike.doubt <= likelyCost || found.length === 0;
  return isLikely ? [...found.slice(0, mostNear - 1), alike.id] : found;
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
