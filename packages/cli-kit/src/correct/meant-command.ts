import { commandName, type Flag, flagOutline, flagsOf, neededFlags, quoteWord } from "@specwire/contract";
import { isFileBody } from "../arguments/collect-arguments.ts";
import { type FlagLookup, flagLookup } from "../arguments/flag-lookup.ts";
import { globalFlagOf } from "../arguments/global-options.ts";
import type { LeadingWord } from "../arguments/read-command-line.ts";
import { askedFlags } from "../find/asked-flags.ts";
import type { FoundCommand } from "../find/find-commands.ts";
import { isVerb } from "../find/meanings.ts";
import { type Table, typesOf } from "../table.ts";
import { isDenying, isReading, saysVerb } from "./sure-command.ts";

/** So many of what a search finds may be what was meant. */
const mostLooked = 12;

/** A line with more places to fill in tells less than the help of its command. */
const mostOpen = 3;

/** A command that may be meant, as far as the line says. */
interface Meant {
  readonly id: string;
  /** How many nouns of its name nobody typed. */
  readonly extra: number;
  /** Flags that it needs and the line lacks, and those that do what was typed, as they are typed. */
  readonly open: readonly string[];
  readonly asked: readonly string[];
}

/**
 * The line with the command that was described rather than named: `issues close`, which is `issues update --state
 * closed`; `issues comment`; `pr list`. Only where its flags are those of one command, and never one that removes
 * something. A change is meant where its verb was typed, or its noun or one of its values as a verb.
 *
 * @param found - what a search for the words finds
 * @param ids - of all commands
 */
export function meantLine(
  table: Table,
  argv: readonly string[],
  words: readonly LeadingWord[],
  found: readonly FoundCommand[],
  ids: readonly string[],
): string | undefined {
  const names = words.filter(({ text }) => /^[a-z]+(?:[.-][a-z]+)*$/i.test(text));
  const typed = names.map((word) => word.text.toLowerCase());
  const values = words.length - names.length;
  const [best, next] = found
    .slice(0, mostLooked)
    .flatMap((one) => meantOf(table, argv, typed, values, one, ids))
    .sort((a, b) => a.extra - b.extra || a.open.length - b.open.length);
  if (best === undefined || best.extra > 1 || best.open.length > mostOpen) return undefined;
  if (next !== undefined && next.extra === best.extra && next.open.length === best.open.length)
    return undefined;
  const replaced = new Set(names.map((word) => word.index));
  const rest = argv.filter((_, index) => !replaced.has(index)).map(quoteWord);
  return [commandName(table.connector().slug, best.id), ...rest, ...best.open, ...best.asked].join(" ");
}

function meantOf(
  table: Table,
  argv: readonly string[],
  typed: readonly string[],
  values: number,
  { id, match, unsaid, poor }: FoundCommand,
  ids: readonly string[],
): Meant[] {
  const operation = table.operation(id);
  if (operation === undefined || operation.destructive || poor || !match.does || match.missing > 0) return [];
  const types = typesOf(table, operation);
  const flags = flagsOf(operation, types);
  const given = givenFlags(argv, flagLookup(flags, isFileBody(operation)));
  if (given === undefined) return [];
  const isGiven = (flag: Flag) => given.some((one) => isAround(one, flag) || isAround(flag, one));
  const lacking = neededFlags(operation, flags).filter((flag) => !isGiven(flag));
  // Words without a flag go to parts of the path.
  const paths = lacking.filter((flag) => flag.in === "path");
  if (values > paths.length) return [];
  const open = lacking
    .filter((flag) => values === 0 || flag.in !== "path")
    .map((flag) => flagOutline(flag, types));
  const extra = isEndOf(id, typed) ? 0 : match.extra;
  if (operation.access === "read") return [{ id, extra, open, asked: [] }];
  if (extra > 0 || !typed.some(isVerb) || typed.some(isReading) || typed.some(isDenying)) return [];
  const asked = askedFlags(operation, types, unsaid).filter(({ flag }) => !isGiven(flag));
  const whole = asked.filter((one) => one.whole).slice(0, 1);
  if (saysVerb(typed, operation, ids)) return [{ id, extra, open, asked: [] }];
  if (!match.noun && whole.length === 0) return [];
  // A value does what the verb says: without one, `issues close` would change nothing.
  return [{ id, extra, open, asked: (whole.length > 0 ? whole : asked).map((one) => one.text) }];
}

/** Whether what was typed is a command's name without the groups around it, its verb aside: `milestones close`. */
function isEndOf(id: string, typed: readonly string[]): boolean {
  const nouns = typed.filter((word) => !isVerb(word)).join(".");
  const around = id.slice(0, id.lastIndexOf("."));
  return nouns !== "" && (id.endsWith(`.${typed.join(".")}`) || `.${around}`.endsWith(`.${nouns}`));
}

/** The command's own flags that a line has; undefined where it has one that is unknown. */
export function givenFlags(argv: readonly string[], lookup: FlagLookup): Flag[] | undefined {
  const given: Flag[] = [];
  for (const word of argv) {
    if (!/^-+[a-z]/i.test(word)) continue;
    const [name = ""] = word.split("=");
    const known = name.startsWith("--") ? lookup.find(name.slice(2)) : undefined;
    if (known?.kind === "flag") given.push(known.flag);
    else if (known === undefined && globalFlagOf(name) === undefined) return undefined;
  }
  return given;
}

function isAround(outer: Flag, inner: Flag): boolean {
  return outer.in === inner.in && outer.path.every((part, at) => inner.path[at] === part);
}
