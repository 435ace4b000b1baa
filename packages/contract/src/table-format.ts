import type { Access, Connector, Operation } from "./connector.ts";
import type { ConnectorHead } from "./next-page.ts";

// The table at the end of a generated CLI: one JSON value a line, in line comments, so that a thousand
// operations cost nothing at start and no text of a spec is ever code.

export const tableVersion = 1;

/** What a CLI knows of its connector without reading an operation. */
export interface TableHead extends ConnectorHead {
  /** `sha256:` and the hex digest of connector.json. */
  readonly digest: string;
  readonly counts: { readonly read: number; readonly write: number };
}

/** A command in the list of its group. */
export type GroupEntry = readonly [id: string, summary: string, access: Access, destructive: boolean];

export interface GroupSummary {
  readonly count: number;
  /** The group's first commands, by name. */
  readonly summary: string;
}

/** How many commands a group's summary names. */
const namedCommands = 6;

/** A name as it stands in a line's key: without blanks and line ends, so that no name can look like another line. */
export function tableKey(name: string): string {
  return name.replace(
    /[^A-Za-z0-9._-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The whole table. `digest` is that of connector.json. The same connector gives the same text. */
export function encodeTable(connector: Connector, digest: string): string {
  const { operations, types, ...rest } = connector;
  const all = Object.values(operations);
  const count = (access: Access) => all.filter((one) => one.access === access).length;
  const head: TableHead = { ...rest, digest, counts: { read: count("read"), write: count("write") } };
  const groups = new Map<string, GroupEntry[]>();
  for (const { id, summary, access, destructive } of all) {
    const name = groupOf(id);
    const entries = groups.get(name) ?? [];
    entries.push([id, summary, access, destructive]);
    groups.set(name, entries);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines: [key: string, value: unknown][] = [
    ["connector", head],
    ["groups", Object.fromEntries(sorted.map(([name, entries]) => [name, summaryOf(name, entries)]))],
    ...sorted.map(([name, entries]): [string, unknown] => [`group ${tableKey(name)}`, entries]),
    ...all.map((operation): [string, unknown] => [`operation ${tableKey(operation.id)}`, operation]),
    ...Object.entries(types).map(([name, type]): [string, unknown] => [`type ${tableKey(name)}`, type]),
  ];
  const text = lines.map(([key, value]) => `//= ${key} ${encodeTableValue(value)}\n`).join("");
  return `//= specwire-table ${tableVersion}\n${text}`;
}

/** The first word of an operation's id; empty for an id of one word. */
export function groupOf(id: Operation["id"]): string {
  return id.includes(".") ? id.slice(0, id.indexOf(".")) : "";
}

function summaryOf(group: string, entries: readonly GroupEntry[]): GroupSummary {
  const skip = group === "" ? 0 : group.length + 1;
  const names = entries.slice(0, namedCommands).map(([id]) => id.slice(skip).replaceAll(".", " "));
  return { count: entries.length, summary: names.join(", ") + (entries.length > namedCommands ? ", …" : "") };
}

/**
 * The one encoder of spec text in generated code: a line of printable ASCII that can neither end a comment
 * nor be read as a directive, whatever the strings say.
 */
function encodeTableValue(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]|[/@#<]/g, (character) =>
    character === "/" ? "\\/" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
