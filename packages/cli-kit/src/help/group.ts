import { commandName, estimateTokens, type GroupEntry, tokenBudgets } from "@specwire/contract";
import { countOf, formatCount, oneLine } from "../text.ts";
import { countFitting, firstFitting, fitsBudget, mostFitting } from "./budget.ts";
import { alignColumns, wrapWords } from "./layout.ts";

/** More commands than this are listed without their summaries. */
const detailedCommands = 30;
/** What a summary is cut to, and to what where that leaves no room, in characters. */
const summaryLengths = [80, 50] as const;

/**
 * The commands below a group, or below a longer prefix of their ids: within the budget with summaries, as words
 * by their first one, with the largest of those only counted, or as many as there is room for; whichever fits
 * first. The whole, in words, where it is asked for.
 */
export function groupHelp(
  slug: string,
  prefix: string,
  entries: readonly GroupEntry[],
  whole = false,
): string {
  const name = commandName(slug, prefix);
  const branches = branchesOf(entries, prefix);
  const meanings = meaningsOf(entries);
  const head = `${name}: ${countOf(entries.length, "command")}${meanings.length > 0 ? ` (${meanings.join(", ")})` : ""}\n`;
  const narrow = entries.length > detailedCommands ? `; ${name} --find <words> narrows` : "";
  const render = (list: string, more = "") =>
    `${head}${list}${more}\nNext: ${name} <command> --help shows its flags${narrow}.\n`;
  const bySize = branches.toSorted((a, b) => a.entries.length - b.entries.length);
  const folded = (open: number) => render(namesOf(branches, new Set(bySize.slice(open)), name));
  const first = (shown: number) => {
    const kept = new Set(bySize.toReversed().slice(0, shown));
    const left = bySize.slice(0, branches.length - kept.size).flatMap((one) => one.entries).length;
    const rest = left > 0 ? `And ${formatCount(left)} more: ${name} --help --all names all.\n` : "";
    return render(
      namesOf(
        branches.filter((one) => kept.has(one)),
        kept,
        name,
      ),
      rest,
    );
  };
  const budget = tokenBudgets.group;
  const shortened = () => {
    const closed = folded(0);
    const { length } = closed;
    const room = length * (budget / estimateTokens(closed) - 1);
    if (fitsBudget(closed, budget)) {
      const opened = countFitting(
        room,
        bySize.map((one) => one.line.length),
      );
      return folded(mostFitting(branches.length, budget, folded, opened));
    }
    const left = countFitting(
      -room,
      bySize.map((one) => wordOf(one).length + 2),
    );
    return first(mostFitting(branches.length, budget, first, branches.length - left - 1));
  };
  const inWords = [() => render(namesOf(branches)), ...(whole ? [] : [shortened])];
  const withSummaries = summaryLengths.map((length) => () => render(commandRows(entries, prefix, length)));
  if (whole) return (entries.length <= detailedCommands ? withSummaries[0] : inWords[0])?.() ?? "";
  return firstFitting(budget, [...(entries.length <= detailedCommands ? withSummaries : []), ...inWords]);
}

/** Commands, each with its summary where there are few, in as many tokens as that takes. */
export function listCommands(entries: readonly GroupEntry[], prefix: string): string {
  return entries.length <= detailedCommands
    ? commandRows(entries, prefix, summaryLengths[0])
    : namesOf(branchesOf(entries, prefix));
}

function commandRows(entries: readonly GroupEntry[], prefix: string, length: number): string {
  return alignColumns(
    entries.map((entry) => [
      `${markOf(entry) || " "} ${wordsBelow(entry, prefix).join(" ")}`,
      oneLine(entry[1], length),
    ]),
    "",
  );
}

/** The commands whose ids go on with the same word. */
interface Branch {
  readonly word: string;
  readonly entries: readonly GroupEntry[];
  /** Each entry's words behind that one; none for a command that ends there. */
  readonly endings: readonly string[];
  /** Several of them in words; written once, since a page is tried in several lengths. */
  readonly line: string;
}

function branchesOf(entries: readonly GroupEntry[], prefix: string): Branch[] {
  const branches = new Map<string, { entries: GroupEntry[]; endings: string[] }>();
  for (const entry of entries) {
    const [word = "", ...rest] = wordsBelow(entry, prefix);
    const branch = branches.get(word) ?? { entries: [], endings: [] };
    branch.entries.push(entry);
    branch.endings.push(rest.join(" "));
    branches.set(word, branch);
  }
  return [...branches].map(([word, { entries, endings }]) => {
    if (entries.length === 1) return { word, entries, endings, line: "" };
    const marked = endings.map((ending, index) => `${markOf(entries[index])}${ending || "(alone)"}`);
    return { word, entries, endings, line: wrapWords([`${word}: ${marked[0]}`, ...marked.slice(1)]) };
  });
}

/** A branch as one word of a list: its command, or how many it has. */
function wordOf({ word, entries, endings }: Branch): string {
  if (entries.length > 1) return `${word} (${entries.length})`;
  return [`${markOf(entries[0])}${word}`, endings[0]].filter(Boolean).join(" ");
}

function wordsBelow([id]: GroupEntry, prefix: string): string[] {
  return id.slice(prefix === "" ? 0 : prefix.length + 1).split(".");
}

/** `get, *create, branches: get, list`; of those in `closed` only how many there are. */
function namesOf(branches: readonly Branch[], closed: ReadonlySet<Branch> = new Set(), name = ""): string {
  const single = branches.filter((one) => one.entries.length === 1);
  const several = branches.filter((one) => one.entries.length > 1);
  const counted = several.filter((one) => closed.has(one));
  const lines = several.map((branch) => (closed.has(branch) ? "" : branch.line));
  return [
    wrapWords(single.map(wordOf)),
    ...lines,
    counted.length === 0 ? "" : `Groups below, ${name} <group> lists one:\n${wrapWords(counted.map(wordOf))}`,
  ].join("");
}

function meaningsOf(entries: readonly GroupEntry[]): string[] {
  const marks = new Set(entries.map(markOf));
  return [
    ...(marks.has("*") ? ["* changes something"] : []),
    ...(marks.has("!") ? ["! removes or can't be undone"] : []),
  ];
}

function markOf(entry: GroupEntry | undefined): string {
  const [, , access, destructive] = entry ?? [];
  return destructive ? "!" : access === "write" ? "*" : "";
}
