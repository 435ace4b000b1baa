import {
  type AuthScheme,
  commandName,
  type GroupEntry,
  type GroupSummary,
  globalFlags,
  groupOf,
  type Slot,
  type TableHead,
  tokenBudgets,
} from "@specwire/contract";
import { hostOf } from "../base-url.ts";
import { chooseCredential } from "../credentials.ts";
import { CliError } from "../errors.ts";
import type { Table } from "../table.ts";
import { countOf, oneLine } from "../text.ts";
import type { CliWorld } from "../world.ts";
import { firstFitting, mostFitting } from "./budget.ts";
import { listCommands } from "./group.ts";
import { alignColumns, wrapWords } from "./layout.ts";

/** More groups than this are named without their commands. */
const detailedGroups = 14;
/** So many of the connector's highlights are worth their room here. */
const mostHighlights = 5;
/** The base URL, the variables or the accounts; of many the first, in characters. */
const longestConnection = 400;

/**
 * What the CLI is, its groups, what is connected and how to go on; with the global flags when asked for. Within
 * `tokenBudgets`, unless all of it is asked for.
 */
export function topHelp(
  table: Table,
  connected: string,
  { flags = false, whole = false }: { readonly flags?: boolean; readonly whole?: boolean } = {},
): string {
  const head = table.connector();
  const name = commandName(head.slug);
  const groups = Object.entries(table.groups()).filter(([group]) => group !== "");
  const ungrouped = table.group("") ?? [];
  const { read, write } = head.counts;
  const render = (about: number, highlighted: number, list: string) =>
    [
      `${name} ${oneLine(head.version, 40)} - ${oneLine(head.name, 80)}${about > 0 ? `: ${oneLine(head.description, about)}` : ""}\n`,
      `${oneLine(connected, longestConnection)}\n\n`,
      `${countOf(read + write, "command")}: ${name} <group> <command> [flags]\n`,
      list,
      highlights(table, head, highlighted),
      flags ? `\nFlags of every command:\n${flagList()}` : "",
      `\nNext: ${name} <group> lists its commands; <group> <command> --help shows flags; --find <words> searches all.\n`,
    ].join("");
  if (whole) return render(300, mostHighlights, detailsOf(groups) + listCommands(ungrouped, ""));
  const budget = flags ? tokenBudgets.topWithFlags : tokenBudgets.top;
  const plain = groups.length <= detailedGroups;
  const all = groupNames(groups, groups.length, ungrouped, ungrouped.length, name);
  return firstFitting(budget, [
    ...(plain ? [() => render(300, mostHighlights, detailsOf(groups) + listCommands(ungrouped, ""))] : []),
    () => render(300, mostHighlights, all),
    () => render(120, 3, all),
    () => {
      const some = (shown: number) => groupNames(groups, shown, ungrouped, shown, name);
      const most = Math.max(groups.length, ungrouped.length);
      return render(120, 3, some(mostFitting(most, budget, (shown) => render(120, 3, some(shown)))));
    },
    () => render(0, 0, ""),
  ]);
}

type Counted = readonly [name: string, group: GroupSummary];

function detailsOf(groups: readonly Counted[]): string {
  return alignColumns(
    groups.map(([group, { count, summary }]) => [group, String(count), oneLine(summary, 90)]),
  );
}

/** So many of the groups, the largest, and of the commands without a group. */
function groupNames(
  groups: readonly Counted[],
  mostGroups: number,
  ungrouped: readonly GroupEntry[],
  mostUngrouped: number,
  name: string,
): string {
  const kept = new Set(groups.toSorted(([, a], [, b]) => b.count - a.count).slice(0, mostGroups));
  const names = groups.filter((one) => kept.has(one)).map(([group]) => group);
  const commands = ungrouped.slice(0, mostUngrouped);
  const left = [
    ...(names.length < groups.length ? [countOf(groups.length - names.length, "group")] : []),
    ...(commands.length < ungrouped.length ? [countOf(ungrouped.length - commands.length, "command")] : []),
  ];
  return [
    names.length > 0 ? `Groups:\n${wrapWords(names)}` : "",
    commands.length > 0 ? `Commands without a group:\n${listCommands(commands, "")}` : "",
    left.length > 0 ? `And ${left.join(" and ")} more: ${name} --help --all names all.\n` : "",
  ].join("");
}

function highlights(table: Table, head: TableHead, most: number): string {
  const rows = head.highlights.slice(0, most).flatMap((id) => {
    // The group's line says it, and is shorter to read than the operation with its parameters.
    const entry = table.group(groupOf(id))?.find(([name]) => name === id);
    return entry ? [[commandName(head.slug, id), oneLine(entry[1], 60)]] : [];
  });
  return rows.length === 0 ? "" : `\nStart with:\n${alignColumns(rows, "  ", 50)}`;
}

function flagList(): string {
  return alignColumns(
    globalFlags.map((flag) => [`--${flag.name}${flag.value ? ` <${flag.value}>` : ""}`, flag.description]),
    "  ",
    40,
  );
}

/** Which variables hold a credential and which host is called; never a value. */
export function connectedLine(head: TableHead, env: CliWorld["env"]): string {
  const host = hostOf(head, "default", env);
  const where = host ?? `no base URL (${head.servers.default?.env ?? "default server"} is not set)`;
  try {
    const { parts, missing } = chooseCredential(head, env);
    if (missing.length > 0)
      return `Not connected: ${namesOf(missing)} not set; ask the host to connect ${head.name}.`;
    if (host === undefined) return `Not connected: ${where}.`;
    const used = parts.map((part) => part.scheme);
    const connected = parts.flatMap(({ scheme, secrets }) =>
      scheme.slots.filter((slot) => secrets[slot.id] !== undefined),
    );
    const others = head.auth.filter((scheme) => !used.includes(scheme));
    const optional = others.length > 0 ? ` (it takes ${others.map(waysText).join(", or ")})` : "";
    if (parts.length === 0) return `No credential needed${optional}; calls ${where}.`;
    return `Connected: ${namesOf(connected)}; calls ${where}.`;
  } catch (error) {
    if (error instanceof CliError) return `Not connected: ${error.message}.`;
    throw error;
  }
}

function namesOf(slots: readonly Slot[]): string {
  return slots.map((slot) => slot.env).join(", ");
}

function waysText(scheme: AuthScheme): string {
  return scheme.slots.map((slot) => slot.env).join(" and ");
}
