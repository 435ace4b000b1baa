import {
  type ArgumentType,
  type GroupEntry,
  type GroupSummary,
  type Operation,
  own,
  type PackedOperation,
  reachableTypes,
  type SearchIndex,
  searchIndexVersion,
  type TableHead,
  tableKey,
  unpackOperation,
} from "@specwire/contract";
import { linesOf, type TableText } from "./table-lines.ts";

/** The connector as the generated file holds it: one JSON value a line, each read only when it is asked for. */
export interface Table {
  connector(): TableHead;
  /** By name, sorted; operations without a group are in "". */
  groups(): Readonly<Record<string, GroupSummary>>;
  group(name: string): readonly GroupEntry[] | undefined;
  operation(id: string): Operation | undefined;
  type(name: string): ArgumentType | undefined;
  /** All of them, in the order of their ids; only a list of all of them reads so much. */
  operations(): Generator<Operation>;
  /** The words of all operations. */
  searchIndex(): SearchIndex;
}

/** Opens the table at the end of a generated CLI (or a table alone). */
export function openTable(text: string | TableText): Table {
  const lines = linesOf(typeof text === "string" ? textInMemory(text) : text);
  const cache = new Map<string, unknown>();
  const read = <T>(key: string): T | undefined => {
    if (cache.has(key)) return cache.get(key) as T | undefined;
    const line = lines.find(key);
    const value = line === undefined ? undefined : (JSON.parse(line) as T);
    cache.set(key, value);
    return value;
  };
  const need = <T>(key: string): T => {
    const value = read<T>(key);
    if (value === undefined) throw new Error(`the table of this file has no "${key}"; was the file cut?`);
    return value;
  };
  const unpacked = (packed: PackedOperation) => unpackOperation(packed, (number) => need(`shared ${number}`));
  return {
    connector: () => need<TableHead>("connector"),
    groups: () => need<Record<string, GroupSummary>>("groups"),
    group(name) {
      return own(need<Record<string, GroupSummary>>("groups"), name) && read(`group ${tableKey(name)}`);
    },
    operation(id) {
      const packed = read<PackedOperation>(`operation ${tableKey(id)}`);
      return packed && unpacked(packed);
    },
    type: (name) => read(`type ${tableKey(name)}`),
    *operations() {
      for (const line of lines.all("operation")) yield unpacked(JSON.parse(line) as PackedOperation);
    },
    searchIndex() {
      const index = need<SearchIndex>("search");
      if (index.version === searchIndexVersion) return index;
      throw new Error(`can't read an index of version ${index.version}`);
    },
  };
}

function textInMemory(text: string): TableText {
  return { size: text.length, read: (start, end) => text.slice(start, end) };
}

/** The named types that an operation reaches, so that a call reads those lines alone. */
export function typesOf(table: Table, operation: Operation): Readonly<Record<string, ArgumentType>> {
  return Object.fromEntries(reachableTypes([operation], (name) => table.type(name)));
}
