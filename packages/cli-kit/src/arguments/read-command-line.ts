import { type Flag, globalFlags, isDenial, isMeantName, nearest, quoteWord } from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { FlagLookup } from "./flag-lookup.ts";
import { isSwitch } from "./flag-lookup.ts";
import { type GlobalOptions, globalFlagOf, noOptions, setOption } from "./global-options.ts";
import { usualFlag } from "./usual-flags.ts";

/** One occurrence of a flag with what was typed for it. */
export interface GivenFlag {
  readonly flag: Flag;
  /** As it was typed: `--idList`. */
  readonly typed: string;
  /** Absent for a switch. */
  readonly text?: string;
  readonly negated: boolean;
  /** Members inside an open object: `--metadata.key`. */
  readonly inner: readonly string[];
  /** Positions of its own words among those that were read. */
  readonly at: readonly number[];
}

/** Makes the whole line from the words that were read with some replaced, by several or by none. */
export type Correct = (words: readonly (string | readonly string[])[]) => string;

export interface CommandLine {
  readonly options: GlobalOptions;
  readonly given: readonly GivenFlag[];
  /** The global flags as they were typed, each with its value. */
  readonly globals: readonly string[];
  /** Words that are no flag's value. */
  readonly words: readonly string[];
  /** Where they stand; those behind `--` are not among them. */
  readonly wordsAt: readonly number[];
  /** The whole line with other words in place of those at these positions. */
  readonly replaced: (at: readonly number[], words: readonly string[]) => string;
  /** Positions of `--input` and its value. */
  readonly inputAt?: readonly number[];
}

export interface LeadingWord {
  readonly text: string;
  readonly index: number;
}

/** Words in front of the first flag that is not global: the command is among them. */
export function leadingWords(argv: readonly string[]): LeadingWord[] {
  const words: LeadingWord[] = [];
  for (let index = 0; index < argv.length; index++) {
    const text = argv[index] ?? "";
    if (!isFlag(text)) {
      words.push({ text, index });
      continue;
    }
    const global = globalFlagOf(text);
    if (global === undefined) break;
    if (global.value !== undefined && !text.includes("=")) index++;
  }
  return words;
}

/** `--private no` would be a switch that is on, and a word for something else. */
function refuseOtherWord(typed: string, word: string, corrected: (word: string) => string): void {
  if (word === "true" || word === "false") return;
  const meant = /^(?:yes|on|true)$/i.test(word) ? "true" : "false";
  throw new CliError("USAGE", `${typed} takes true or false, not ${word}`, {
    flag: typed,
    help: `try: ${corrected(meant)}`,
  });
}

function isFlag(word: string): boolean {
  return word.length > 1 && word.startsWith("-") && !/^-\.?\d/.test(word);
}

/**
 * Reads the words of a command line, the command's own taken out. `correct` makes the whole corrected line
 * from the words with some replaced.
 */
export function readCommandLine(argv: readonly string[], lookup: FlagLookup, correct: Correct): CommandLine {
  const options = noOptions();
  const given: GivenFlag[] = [];
  const globals: string[] = [];
  const words: string[] = [];
  const wordsAt: number[] = [];
  let inputAt: readonly number[] | undefined;
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? "";
    if (word === "--") {
      words.push(...argv.slice(index + 1));
      break;
    }
    if (!isFlag(word)) {
      words.push(word);
      wordsAt.push(index);
      continue;
    }
    const equals = word.indexOf("=");
    const typed = equals === -1 ? word : word.slice(0, equals);
    const attached = equals === -1 ? undefined : word.slice(equals + 1);
    const short = globalFlagOf(typed);
    const found = typed.startsWith("--") ? lookup.find(typed.slice(2)) : undefined;
    const first = index;
    const takeNext = () => {
      const next = argv[index + 1];
      if (next === undefined || isKnownFlag(next, lookup))
        throw needsValue(
          typed,
          next,
          found?.kind === "flag" && next === undefined ? correct(argv) : undefined,
        );
      index++;
      return next;
    };
    if (found?.kind === "flag") {
      const { flag, negated, inner } = found;
      const common = { flag, typed, negated, inner, at: [index] };
      if (isSwitch(flag) || negated) {
        const next = argv[index + 1];
        if (!negated && attached === undefined && /^(?:yes|no|on|off|true|false)$/i.test(next ?? ""))
          refuseOtherWord(typed, next ?? "", (word) => correct(argv.with(index + 1, word)));
        const separate =
          !negated &&
          (next === "true" ||
            next === "false" ||
            (next === "null" && flag.type.kind !== "any" && flag.type.nullable));
        if (attached !== undefined) given.push({ ...common, text: attached });
        else if (separate) {
          index++;
          given.push({ ...common, text: next, at: [first, index] });
        } else given.push(common);
      } else {
        const text = attached ?? takeNext();
        given.push({ ...common, text, at: attached === undefined ? [first, index] : [first] });
      }
    } else if (found?.kind === "global" || short) {
      const name = found?.kind === "global" ? found.name : (short?.name ?? "");
      const takesValue = found?.kind === "global" ? found.takesValue : short?.value !== undefined;
      if (takesValue) {
        let value = attached ?? takeNext();
        // `--fields a, b` has one list.
        while (name === "fields" && /,\s*$/.test(value) && !isFlag(argv[index + 1] ?? "-"))
          value += takeNext();
        setOption(options, name, value);
        if (name === "input") inputAt = attached === undefined ? [first, index] : [first];
        else globals.push(...(value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value]));
      } else if (attached !== undefined && attached !== "true")
        throw new CliError("USAGE", `${typed} takes no value`, { flag: typed });
      else {
        setOption(options, name, undefined);
        globals.push(`--${name}`);
      }
    } else throw unknownFlag(argv, index, lookup, correct);
  }
  const replaced = (at: readonly number[], others: readonly string[]) =>
    correct(argv.map((word, place) => (place === at[0] ? others : at.includes(place) ? [] : word)));
  return { options, given, globals, words, wordsAt, replaced, ...(inputAt && { inputAt }) };
}

function isKnownFlag(word: string, lookup: FlagLookup): boolean {
  return (
    word.startsWith("--") &&
    word.length > 2 &&
    lookup.find(word.slice(2).split("=", 1)[0] ?? "") !== undefined
  );
}

function needsValue(typed: string, next: string | undefined, line: string | undefined): CliError {
  const help =
    next === undefined
      ? line && `try: ${line} <value>`
      : `a value that starts with dashes is written ${typed}=${quoteWord(next)}`;
  return new CliError("USAGE", `${typed} needs a value`, { flag: typed, ...(help && { help }) });
}

function unknownFlag(argv: readonly string[], index: number, lookup: FlagLookup, correct: Correct): CliError {
  const [typed = "", ...behind] = (argv[index] ?? "").split("=");
  const attached = behind.length > 0 ? behind.join("=") : undefined;
  const next = argv[index + 1];
  const value = attached ?? (next === undefined || next.startsWith("-") ? undefined : next);
  const given = argv.flatMap((word) => (word.startsWith("-") ? [word.split("=", 1)[0] ?? ""] : []));
  const usual = usualFlag(typed, value, given, lookup);
  if (usual !== undefined) {
    const help =
      usual.kind === "told"
        ? usual.help
        : triedWords(
            argv.map((word, at) => {
              const isValue = usual.takes && attached === undefined && at === index + 1;
              return at === index ? usual.words : isValue ? [] : word;
            }),
            lookup,
            correct,
          );
    const hint = usual.kind === "replaced" && usual.meant ? `; did you mean ${usual.meant}?` : "";
    return new CliError("USAGE", `there is no flag ${typed}${hint}`, { flag: typed, ...(help && { help }) });
  }
  const joined = joinedFlag(argv, typed, lookup);
  if (joined !== undefined) {
    const help = triedWords(joined.words, lookup, correct);
    return new CliError("USAGE", `there is no flag ${typed}; ${joined.name} takes both`, {
      flag: typed,
      ...(help && { help }),
    });
  }
  const near = nearFlags(typed, lookup);
  const best = near[0];
  const around = lookup.around(typed.slice(2));
  const isMember = around !== undefined && !best?.startsWith(`${around.flag.name}.`);
  const bare = typed.replace(/^-+/, "");
  const denied = lookup.flags.find((flag) => isSwitch(flag) && isDenial(bare, flag.name));
  const meant = denied
    ? `no-${denied.name}`
    : near.find((name) => isMeantName(bare, name) && name !== "save");
  const likely = meant === undefined ? near : near.filter((name) => isMeantName(bare, name));
  const names = likely.map((name) => `--${name}`).join(", ");
  const hint = isMember
    ? ""
    : meant !== undefined
      ? `; did you mean ${denied ? `--${meant}` : names}?`
      : best !== undefined
        ? `; near, but not the same: ${names}`
        : "";
  const help = isMember
    ? `--${around.flag.name} takes it as JSON: --${around.flag.name} ${quoteWord(memberJson(around.inner, value))}`
    : meant !== undefined
      ? denied && value !== undefined
        ? undefined
        : triedLine(argv, typed, meant, lookup, correct)
      : best === undefined && lookup.fileBody && value !== undefined
        ? `the file is --input ${quoteWord(`@${value.replace(/^@/, "")}`)}`
        : undefined;
  const others = near.length === 0 && !isMember && help === undefined ? flagsHere(given, lookup) : "";
  return new CliError("USAGE", `there is no flag ${typed}${hint}${others}`, {
    flag: typed,
    ...(help && { help }),
  });
}

/** Flags whose names are near, also of those that only lack the `s` of a plural. */
function nearFlags(typed: string, { flags }: FlagLookup): string[] {
  const names = [...flags, ...globalFlags].map((flag) => flag.name);
  const plurals = new Map(names.flatMap((name) => (name.endsWith("s") ? [[name.slice(0, -1), name]] : [])));
  const found = nearest(typed.replace(/^-+/, ""), [...names, ...plurals.keys()]);
  return [...new Set(found.map((name) => (names.includes(name) ? name : (plurals.get(name) ?? name))))];
}

/** How many flags a message names. */
const mostNamed = 12;

/** What there is instead. */
function flagsHere(given: readonly string[], { flags }: FlagLookup): string {
  const names = flags.filter((flag) => flag.path.length === 1).map((flag) => `--${flag.name}`);
  const open = names.filter((name) => !given.includes(name));
  if (open.length === 0) return "";
  const more = open.length > mostNamed ? `, and ${open.length - mostNamed} more` : "";
  return `; there are ${open.slice(0, mostNamed).join(", ")}${more}`;
}

/** `--base main --head next` for a flag `basehead`, whose description says how the two are written together. */
function joinedFlag(
  argv: readonly string[],
  typed: string,
  { flags }: FlagLookup,
): { readonly name: string; readonly words: (string | readonly string[])[] } | undefined {
  const first = argv.indexOf(typed);
  const second = argv.findIndex((word, at) => at > first && word.startsWith("--"));
  const other = argv[second] ?? "";
  const [one, two] = [typed, other].map((word) => word.replace(/^--/, ""));
  const [from, to] = [argv[first + 1], argv[second + 1]];
  const flag = flags.find(({ name }) => name.replace(/[-.]/g, "") === `${one}${two}`);
  if (flag === undefined || second !== first + 2 || from === undefined || to === undefined) return undefined;
  const [, between] =
    new RegExp(`\\b${one}([.:/,_-]{1,3})${two}\\b`, "i").exec(flag.field.description ?? "") ?? [];
  if (between === undefined) return undefined;
  const words = argv.map((word, at) =>
    at === first ? [`--${flag.name}`, `${from}${between}${to}`] : at > first && at < first + 4 ? [] : word,
  );
  return { name: `--${flag.name}`, words };
}

/** The line with every such flag renamed, and what else is unknown in it as well; undefined where it can't be read. */
function triedLine(
  argv: readonly string[],
  typed: string,
  best: string,
  lookup: FlagLookup,
  correct: Correct,
): string | undefined {
  const words = argv.map((word) =>
    word === typed || word.startsWith(`${typed}=`) ? `--${best}${word.slice(typed.length)}` : word,
  );
  // Two flags that become one which takes one value were no slips for it.
  const flag = lookup.flags.find((one) => one.name === best);
  const times = words.filter((word) => word === `--${best}` || word.startsWith(`--${best}=`)).length;
  if (flag !== undefined && times > 1 && !isRepeatable(flag)) return undefined;
  return triedWords(words, lookup, correct);
}

function isRepeatable({ type }: Flag): boolean {
  return type.kind === "array" || type.kind === "union" || type.kind === "any" || type.kind === "reference";
}

function triedWords(
  words: readonly (string | readonly string[])[],
  lookup: FlagLookup,
  correct: Correct,
): string | undefined {
  // The place that each of the words has among those of the line.
  const places = words.flatMap((word, place) => (typeof word === "string" ? [place] : word.map(() => place)));
  const correctFlat: Correct = (flat) =>
    correct(words.map((_, place) => flat.flatMap((word, at) => (places[at] === place ? word : []))));
  const flat = words.flat();
  try {
    readCommandLine(flat, lookup, correctFlat);
    return `try: ${correctFlat(flat)}`;
  } catch (error) {
    const help = error instanceof CliError ? error.details.help : undefined;
    return help?.startsWith("try: ") ? help : undefined;
  }
}

function memberJson(inner: readonly string[], value = "…"): string {
  return JSON.stringify(inner.reduceRight<unknown>((below, name) => ({ [name]: below }), value));
}
