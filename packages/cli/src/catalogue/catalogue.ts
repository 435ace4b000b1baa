import { join } from "node:path";
import { compile } from "@specwire/compiler";
import {
  type Connector,
  catalogueCommand,
  catalogueText,
  commandName,
  commandOutline,
  type Operation,
} from "@specwire/contract";
import { withRemote } from "../remote/with-remote.ts";
import type { CommandCode, Input } from "../shared/command.ts";
import { digestOf, isCompiled, isFile, readCompiled } from "../shared/compiled-folder.ts";
import { didYouMean } from "../shared/did-you-mean.ts";
import { specName } from "../shared/file-names.ts";
import { harmless, quote, Refusal } from "../shared/refusal.ts";
import { printDiagnostics } from "../shared/report.ts";
import { count } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";

/** A longer outline pushes its summary to the right instead of everybody's. In characters. */
const widestOutline = 60;

/** `specwire commands` */
export const run: CommandCode["run"] = async (input: Input, world: World): Promise<number> => {
  const [path = "", ...words] = input.words;
  const found = isCompiled(path) ? readCompiled(path) : await compiled(path, input, world);
  if (found === undefined) return 1;
  const { connector, digest } = found;
  const operations = await below(connector, words);
  if (input.has("json")) {
    const { slug, version, types } = connector;
    const commands = operations.map((one) => catalogueCommand(one, types));
    world.out.write(catalogueText({ connector: slug, version, digest, commands }));
  } else world.out.write(pageOf(connector, operations));
  return 0;
};

/** Undefined where the spec has errors, which are then shown. */
async function compiled(
  path: string,
  input: Input,
  world: World,
): Promise<{ readonly connector: Connector; readonly digest: string } | undefined> {
  if (!isFile(path) && !isFile(join(path, specName))) {
    throw new Refusal(
      `There is no connector at ${quote(path)}.`,
      `name a folder with ${specName}, or one that \`specwire compile\` wrote.`,
    );
  }
  const { output, diagnostics } = await withRemote(input.values("allow-remote"), world, (host) =>
    compile(path, host),
  );
  if (output === undefined) {
    printDiagnostics(
      diagnostics.filter((one) => one.severity === "error"),
      world,
    );
    return undefined;
  }
  const { text } = output.files.find((file) => file.path === "connector.json") ?? { text: "" };
  return { connector: output.connector, digest: digestOf(text) };
}

/** The operations of a group, or the one command, that the words name; all of them without words. */
async function below({ slug, operations }: Connector, words: readonly string[]): Promise<Operation[]> {
  const all = Object.values(operations);
  if (words.length === 0) return all;
  const prefix = words.join(".");
  const found = all.filter(({ id }) => id === prefix || id.startsWith(`${prefix}.`));
  if (found.length > 0) return found;
  const typed = words.join(" ");
  const groups = all.flatMap(({ id }) => {
    const parts = id.split(".");
    return parts.map((_, index) => parts.slice(0, index + 1).join(" "));
  });
  throw new Refusal(
    `${commandName(slug)} has no group and no command ${quote(typed)}.`,
    (await didYouMean(typed, [...new Set(groups)])) ?? "without words all of its commands are shown.",
  );
}

function pageOf({ slug, version, types }: Connector, operations: readonly Operation[]): string {
  const writes = operations.filter((one) => one.access === "write").length;
  const sizes = `${count(operations.length, "command")}, ${operations.length - writes} read, ${writes} write`;
  const skip = commandName(slug).length + 1;
  const rows = operations.map((one): [string, string] => [
    `${one.destructive ? "!" : one.access === "write" ? "*" : " "} ${commandOutline(slug, one, types).slice(skip)}`,
    harmless(one.summary),
  ]);
  const width = Math.min(widestOutline, Math.max(...rows.map(([outline]) => outline.length)));
  const lines = rows.map(([outline, summary]) => `${outline.padEnd(width)}  ${summary}\n`);
  const marks = writes > 0 ? "; * changes something, ! removes or can't be undone" : "";
  return `${commandName(slug)} ${harmless(version)}: ${sizes}${marks}\n\n${lines.join("")}`;
}
