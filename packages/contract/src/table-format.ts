import type { Access, Connector, Operation, Parameter } from "./connector.ts";
import type { ConnectorHead } from "./next-page.ts";
import { encodeSearchIndex } from "./search/search-index.ts";

// The table at the end of a generated CLI: one JSON value a line, in line comments, so that a thousand
// operations cost nothing at start and no text of a spec is ever code. Its lines are sorted by their keys and
// its last line says where it begins, so that a program can find one line without reading the others.

export const tableVersion = 2;

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

/** The table's last line: `//= end` and this. */
export interface TableEnd {
  readonly version: number;
  /** Of the table before this line, in bytes. */
  readonly bytes: number;
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
  const { packed, shared } = packOperations(all);
  const lines: [key: string, value: unknown][] = [
    ["connector", head],
    ["groups", Object.fromEntries(sorted.map(([name, entries]) => [name, summaryOf(name, entries)]))],
    ...sorted.map(([name, entries]): [string, unknown] => [`group ${tableKey(name)}`, entries]),
    ...packed.map((operation): [string, unknown] => [`operation ${tableKey(operation.id)}`, operation]),
    ["search", encodeSearchIndex(all)],
    ...shared.map((value, index): [string, unknown] => [`shared ${index}`, value]),
    ...Object.entries(types).map(([name, type]): [string, unknown] => [`type ${tableKey(name)}`, type]),
  ];
  lines.sort(([a], [b]) => (a < b ? -1 : 1));
  const body = lines.map(([key, value]) => `//= ${key} ${encodeTableValue(value)}\n`).join("");
  const text = `//= specwire-table ${tableVersion}\n${body}`;
  const end: TableEnd = { version: tableVersion, bytes: text.length };
  return `${text}//= end ${JSON.stringify(end)}\n`;
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
 * An operation as its line holds it: a parameter, or a list of an answer's members, that several operations have
 * alike is the number of a `shared` line. That is a quarter of a large table.
 */
export interface PackedOperation extends Omit<Operation, "parameters" | "response"> {
  readonly parameters: readonly (Parameter | number)[];
  readonly response: Omit<Operation["response"], "known"> & { readonly known: readonly string[] | number };
}

/** A shorter value is written out: a number saves nothing. In characters of JSON. */
const shortestShared = 40;

function packOperations(operations: readonly Operation[]): {
  readonly packed: readonly PackedOperation[];
  readonly shared: readonly unknown[];
} {
  const counts = new Map<string, number>();
  const texts = new Map<unknown, string>();
  const shareable = (one: Operation): readonly unknown[] => [...one.parameters, one.response.known];
  for (const value of operations.flatMap(shareable)) {
    const text = JSON.stringify(value);
    texts.set(value, text);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const numbers = new Map<string, number>();
  const shared: unknown[] = [];
  const pack = <T>(value: T): T | number => {
    const text = texts.get(value) ?? "";
    if (text.length < shortestShared || (counts.get(text) ?? 0) < 2) return value;
    const number = numbers.get(text) ?? shared.push(value) - 1;
    numbers.set(text, number);
    return number;
  };
  const packed = operations.map(
    (one): PackedOperation => ({
      ...one,
      parameters: one.parameters.map(pack),
      response: { ...one.response, known: pack(one.response.known) },
    }),
  );
  return { packed, shared };
}

/** The operation as it was; `shared` gives the value of a `shared` line. */
export function unpackOperation(packed: PackedOperation, shared: (number: number) => unknown): Operation {
  const unpack = <T>(value: T | number): T => (typeof value === "number" ? (shared(value) as T) : value);
  return {
    ...packed,
    parameters: packed.parameters.map(unpack),
    response: { ...packed.response, known: unpack(packed.response.known) },
  };
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
