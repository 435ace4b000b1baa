import {
  type ArgumentType,
  type GroupEntry,
  type GroupSummary,
  type Operation,
  own,
  reachableTypes,
  type TableHead,
  tableKey,
  tableVersion,
} from "@specwire/contract";

/** The connector as the generated file holds it: one JSON value a line, each read only when it is asked for. */
export interface Table {
  connector(): TableHead;
  /** By name, sorted; operations without a group are in "". */
  groups(): Readonly<Record<string, GroupSummary>>;
  group(name: string): readonly GroupEntry[] | undefined;
  operation(id: string): Operation | undefined;
  type(name: string): ArgumentType | undefined;
  /** All of them, in the order of their ids; only a search reads so much. */
  operations(): Generator<Operation>;
}

/** Reads the table at the end of a generated CLI (or a table alone). */
export function openTable(text: string): Table {
  const start = findStart(text);
  const cache = new Map<string, unknown>();
  const read = <T>(key: string): T | undefined => {
    if (cache.has(key)) return cache.get(key) as T | undefined;
    const mark = `\n//= ${key} `;
    const at = text.indexOf(mark, start);
    const value = at === -1 ? undefined : (JSON.parse(lineAt(text, at + mark.length)) as T);
    cache.set(key, value);
    return value;
  };
  const need = <T>(key: string): T => {
    const value = read<T>(key);
    if (value === undefined) throw new Error(`the table of this file has no "${key}"; was the file cut?`);
    return value;
  };
  return {
    connector: () => need<TableHead>("connector"),
    groups: () => need<Record<string, GroupSummary>>("groups"),
    group(name) {
      return own(need<Record<string, GroupSummary>>("groups"), name) && read(`group ${tableKey(name)}`);
    },
    operation: (id) => read(`operation ${tableKey(id)}`),
    type: (name) => read(`type ${tableKey(name)}`),
    *operations() {
      const mark = "\n//= operation ";
      for (let at = text.indexOf(mark, start); at !== -1; at = text.indexOf(mark, at + 1)) {
        const line = lineAt(text, at + mark.length);
        yield JSON.parse(line.slice(line.indexOf(" ") + 1)) as Operation;
      }
    },
  };
}

function findStart(text: string): number {
  const mark = "//= specwire-table ";
  const at = text.startsWith(mark) ? 0 : text.indexOf(`\n${mark}`);
  const version = at === -1 ? "" : lineAt(text, text.indexOf(mark, at) + mark.length);
  if (version !== String(tableVersion))
    throw new Error(
      at === -1 ? "this file has no table of operations" : `can't read a table of version ${version}`,
    );
  return at;
}

function lineAt(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.slice(from) : text.slice(from, end);
}

/** The named types that an operation reaches, so that a call reads those lines alone. */
export function typesOf(table: Table, operation: Operation): Readonly<Record<string, ArgumentType>> {
  return Object.fromEntries(reachableTypes([operation], (name) => table.type(name)));
}
