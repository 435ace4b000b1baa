import { commandOutline, estimateTokens, type Operation } from "@specwire/contract";
import { askedFlags } from "../find/asked-flags.ts";
import { type FoundCommand, findCommands } from "../find/find-commands.ts";
import { type Table, typesOf } from "../table.ts";
import { formatCount, oneLine } from "../text.ts";

const mostFound = 8;
/** What an answer to `--find` may cost an agent. */
const tokenBudget = 300;
/** Below it what was found may not be what is meant. */
const weakScore = 0.35;

/** The answer to `--find`, in words: command lines that lack nothing but values, best first. `most`: as many as asked. */
export function searchHelp(table: Table, words: string, scope: string, most?: number): string {
  const { slug } = table.connector();
  const found = findCommands(table, words, scope);
  if (found.length === 0) return nothingFits(table, words, scope);
  const ending = (left: number) =>
    `${left > 0 ? `${formatCount(left)} weaker ones are left out (--all); more words narrow. ` : ""}Next: fill in the values; --help shows all flags.\n`;
  let text = found[0]?.poor ? "Nothing fits well; the nearest:\n" : "";
  const groups = groupsThatFit(found);
  let shown = 0;
  for (const one of found.slice(0, most ?? mostFound)) {
    const longer = text + lineOf(table, slug, one, shown === 0 ? 120 : groups === "" ? 60 : 30);
    if (
      most === undefined &&
      shown > 0 &&
      estimateTokens(longer + groups + ending(found.length)) > tokenBudget
    )
      break;
    text = longer;
    shown++;
  }
  return text + groups + ending(found.length - shown);
}

/** Where nothing fits well, the groups that most of what was found is in. */
function groupsThatFit(found: readonly FoundCommand[]): string {
  if ((found[0]?.score ?? 1) >= weakScore) return "";
  const sums = new Map<string, number>();
  for (const { id, score } of found.slice(0, 30)) {
    const [group = ""] = id.split(".");
    sums.set(group, (sums.get(group) ?? 0) + score);
  }
  const groups = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 4);
  return `Groups that fit: ${groups.map(([name]) => name).join(", ")}\n`;
}

function lineOf(table: Table, slug: string, found: FoundCommand, width: number): string {
  const operation = operationOf(table, found);
  const mark = operation.destructive ? "!" : operation.access === "write" ? "*" : " ";
  return `${mark} ${foundOutline(table, slug, found)}  # ${oneLine(operation.summary, width)}\n`;
}

/** The command with the flags that it needs and, in brackets, those that do what was asked. */
export function foundOutline(table: Table, slug: string, found: FoundCommand): string {
  const operation = operationOf(table, found);
  const types = typesOf(table, operation);
  const asked = askedFlags(operation, types, found.unsaid, found.denied).map(({ text }) => `[${text}]`);
  return [commandOutline(slug, operation, types), ...asked].join(" ");
}

function operationOf(table: Table, { id }: FoundCommand): Operation {
  const operation = table.operation(id);
  if (operation === undefined) throw new Error(`the table has no ${id} although a search found it`);
  return operation;
}

function nothingFits(table: Table, words: string, scope: string): string {
  const groups = Object.keys(table.groups()).filter(Boolean).join(", ");
  const where = scope === "" ? "" : ` in ${scope}`;
  return `No command matches ${JSON.stringify(oneLine(words, 80))}${where}. Groups: ${groups}\n`;
}

/** The answer to `--find --output json`. */
export function searchJson(table: Table, words: string, scope: string, most = mostFound): string {
  const { slug } = table.connector();
  const hits = findCommands(table, words, scope).slice(0, most);
  const rows = hits.map((found) => {
    const { id, access, summary }: Operation = operationOf(table, found);
    return { id, access, summary, command: foundOutline(table, slug, found) };
  });
  return `${JSON.stringify(rows)}\n`;
}
