import { type AuthScheme, commandName, globalFlags, type Slot, type TableHead } from "@specwire/contract";
import { hostOf } from "../base-url.ts";
import { chooseCredential } from "../credentials.ts";
import { CliError } from "../errors.ts";
import type { Table } from "../table.ts";
import { countOf, oneLine } from "../text.ts";
import type { CliWorld } from "../world.ts";
import { listCommands } from "./group.ts";
import { alignColumns, wrapWords } from "./layout.ts";

/** More groups than this are named without their commands. */
const detailedGroups = 14;
/** Of more groups than this the largest are named, unless all is asked for. */
const namedGroups = 60;

/** What the CLI is, its groups, what is connected and how to go on; with the global flags when asked for. */
export function topHelp(table: Table, connected: string, withFlags: boolean): string {
  const head = table.connector();
  const name = commandName(head.slug);
  const groups = Object.entries(table.groups());
  const named = groups.filter(([group]) => group !== "");
  const rows = named.map(([group, { count, summary }]) => [group, String(count), oneLine(summary, 90)]);
  const list =
    named.length <= detailedGroups
      ? alignColumns(rows)
      : namesOfGroups(withFlags ? named : largest(named), named.length, name);
  const { read, write } = head.counts;
  const ungrouped = table.group("");
  return [
    `${name} ${oneLine(head.version, 40)} - ${oneLine(head.name, 80)}: ${oneLine(head.description, 300)}\n`,
    `${connected}\n\n`,
    `${countOf(read + write, "command")}: ${name} <group> <command> [flags]\n`,
    list,
    ungrouped ? listCommands(ungrouped, "") : "",
    highlights(table, head),
    withFlags ? `\nFlags of every command:\n${flagList()}` : "",
    `\nNext: ${name} <group> lists its commands; <group> <command> --help shows flags; --find <words> searches all.\n`,
  ].join("");
}

type Counted = readonly [name: string, group: { readonly count: number }];

function namesOfGroups(shown: readonly Counted[], of: number, name: string): string {
  const more = of - shown.length;
  const rest = more === 0 ? "" : `  and ${more} more: ${name} --help names all groups.\n`;
  return wrapWords(shown.map(([group, { count }]) => `${group} (${count})`)) + rest;
}

function largest(groups: readonly Counted[]): readonly Counted[] {
  if (groups.length <= namedGroups) return groups;
  const kept = new Set(groups.toSorted(([, a], [, b]) => b.count - a.count).slice(0, namedGroups));
  return groups.filter((one) => kept.has(one));
}

function highlights(table: Table, head: TableHead): string {
  const rows = head.highlights.slice(0, 5).flatMap((id) => {
    const operation = table.operation(id);
    return operation ? [[commandName(head.slug, id), oneLine(operation.summary, 60)]] : [];
  });
  return rows.length === 0 ? "" : `\nMost used:\n${alignColumns(rows, "  ", 50)}`;
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
