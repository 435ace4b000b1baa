import { openTable, typesOf } from "../table.ts";
import { commandHelp } from "./command.ts";
import { groupHelp } from "./group.ts";
import { connectedLine, topHelp } from "./top.ts";

/** One page of a generated CLI's help. */
export interface HelpPage {
  readonly kind: "top" | "topWithFlags" | "group" | "command";
  /** The words behind the name of the CLI: empty, `cards`, `cards create`. */
  readonly words: string;
  readonly text: string;
}

/** Every page of help of the CLI whose text, or table alone, this is; as it is where nothing is connected. */
export function* helpPages(tableText: string): Generator<HelpPage> {
  const table = openTable(tableText);
  const head = table.connector();
  const connected = connectedLine(head, {});
  yield { kind: "top", words: "", text: topHelp(table, connected) };
  yield { kind: "topWithFlags", words: "", text: topHelp(table, connected, { flags: true }) };
  for (const name of Object.keys(table.groups())) {
    const entries = table.group(name);
    if (name === "" || entries === undefined) continue;
    yield { kind: "group", words: name, text: groupHelp(head.slug, name, entries) };
  }
  for (const operation of table.operations()) {
    const text = commandHelp(head.slug, operation, typesOf(table, operation));
    yield { kind: "command", words: operation.id.replaceAll(".", " "), text };
  }
}
