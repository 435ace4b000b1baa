import { type CatalogueCommand, catalogueCommand, catalogueText } from "@specwire/contract";
import { type Table, typesOf } from "./table.ts";

/** The answer to `--commands`: every command, those of a group, or the one with this id. */
export function commandsJson(table: Table, prefix: string): string {
  const { slug: connector, version, digest } = table.connector();
  const commands: CatalogueCommand[] = [];
  for (const operation of table.operations())
    if (prefix === "" || operation.id === prefix || operation.id.startsWith(`${prefix}.`))
      commands.push(catalogueCommand(operation, typesOf(table, operation)));
  commands.sort((a, b) => (a.id < b.id ? -1 : 1));
  return catalogueText({ connector, version, digest, commands });
}
