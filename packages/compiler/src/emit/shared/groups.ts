import type { Connector, Operation } from "@specwire/contract";
import { groupOf } from "@specwire/contract";

export interface Group {
  /** The first word of its operations' ids; empty for operations of one word. */
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** The operations by group, sorted by name. */
export function groupsOf(connector: Connector): Group[] {
  const groups = new Map<string, Operation[]>();
  for (const operation of Object.values(connector.operations)) {
    const name = groupOf(operation.id);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [operation]);
    else group.push(operation);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, operations]) => ({ name, operations }));
}
