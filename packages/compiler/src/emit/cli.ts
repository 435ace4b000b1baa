import type { Connector } from "@specwire/contract";
import { commandName, encodeTable } from "@specwire/contract";
import type { CliKit } from "../cli-kit.ts";
import type { EmittedFile } from "./shared/emitted-file.ts";

/**
 * `cli.ts` and `cli.mjs`: the code that every generated CLI carries, one line that starts it, and the
 * connector as a table in comments. No text of a spec is anywhere but in the table, so the syntax tree is
 * the same whatever a spec says; the slug in the first line is `[a-z0-9-]`.
 */
export function emitCli(connector: Connector, digest: string, kit: CliKit): EmittedFile[] {
  const head = `#!/usr/bin/env node\n// ${commandName(connector.slug)}: made by Specwire from a connector spec; do not edit.\n`;
  const table = encodeTable(connector, digest);
  return [
    { path: "cli.ts", text: `${head}${kit.typescript}\n${table}` },
    { path: "cli.mjs", text: `${head}${kit.javascript}\n${table}` },
  ];
}
