import { commandName } from "@specwire/contract";
import { flagLookup } from "./arguments/flag-lookup.ts";
import { type CommandLine, leadingWords } from "./arguments/read-command-line.ts";
import { commandsJson } from "./commands-json.ts";
import { checkGroupFlags } from "./correct/group-flags.ts";
import { unknownCommand } from "./correct/unknown-command.ts";
import { liveSecrets } from "./credentials.ts";
import { CliError, renderError } from "./errors.ts";
import { type FoundCommandWords, findCommand } from "./find/named-command.ts";
import { brokerLine } from "./help/broker-line.ts";
import { commandHelp } from "./help/command.ts";
import { groupHelp } from "./help/group.ts";
import { searchHelp, searchJson } from "./help/search.ts";
import { connectedLine, topHelp } from "./help/top.ts";
import { compactJson } from "./output/json.ts";
import { openPrinter, type Printer } from "./output/printer.ts";
import { readOperationLine, readWords } from "./read-line.ts";
import { runOperation } from "./run-operation.ts";
import { describeOperation } from "./schema.ts";
import { openTable, type Table } from "./table.ts";
import { type CliWorld, ClosedOutputError } from "./world.ts";

/** Runs one command line of a generated CLI. Returns the exit code; never throws, never asks. */
export async function runCli(world: CliWorld): Promise<number> {
  let slug = "unknown";
  let secrets: readonly string[] = [];
  try {
    const table = openTable(world.tableText());
    const connector = table.connector();
    slug = connector.slug;
    secrets = liveSecrets(connector, world.env);
    const found = findCommand(table, leadingWords(world.argv));
    const command = commandName(slug, found.kind === "operation" ? found.operation.id : "");
    const printer = openPrinter(world, secrets);
    await withHelp(command, () => dispatch(world, table, found, printer));
    return 0;
  } catch (error) {
    if (error instanceof ClosedOutputError) return 0;
    const { text, exit } = renderError(error, slug, secrets, Boolean(world.env.SPECWIRE_DEBUG));
    try {
      await world.stderr.write(text);
    } catch {
      // Nobody reads the error; its exit code still says what happened.
    }
    return exit;
  }
}

/** Errors of the command line name the help of what was called, unless they know better. */
async function withHelp(command: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const isUsage =
      error instanceof CliError && (error.code === "USAGE" || error.code === "INVALID_ARGUMENT");
    if (!isUsage || error.details.help !== undefined) throw error;
    throw new CliError(error.code, error.message, { ...error.details, help: `${command} --help` });
  }
}

async function dispatch(
  world: CliWorld,
  table: Table,
  found: FoundCommandWords,
  printer: Printer,
): Promise<void> {
  const { argv } = world;
  const connector = table.connector();
  const words = leadingWords(argv);
  const name = commandName(connector.slug);
  const used = found.kind === "none" ? [] : found.used;

  if (found.kind === "operation") {
    const { operation, types, line } = readOperationLine(table, argv, found);
    const { options } = line;
    if (options.help) return printer.help(commandHelp(connector.slug, operation, types, options.all));
    if (options.schema)
      return printer.out(compactJson(describeOperation(operation, types), printer.terminal));
    if (options.version) return printer.out(`${connector.version}\n`);
    if (options.commands) return printer.out(commandsJson(table, operation.id));
    if (options.find === undefined) return runOperation(world, table, operation, types, line, printer);
    return printSearch(table, printer, line, operation.id.split(".")[0] ?? "");
  }
  const prefix = found.kind === "group" ? found.prefix : "";
  // Before flags are read: with an unknown command, its flags are not what is wrong.
  const searches = argv.some((word) => /^--find(=|$)/.test(word));
  const unknown = words.length > used.length && !searches;
  if (unknown && !argv.includes("--help") && !argv.includes("-h"))
    throw unknownCommand(table, argv, words, prefix);
  if (found.kind === "group") checkGroupFlags(connector.slug, argv, prefix, found.entries);
  const line = readWords(connector.slug, argv, used, flagLookup([]));
  const { options } = line;
  if (options.find !== undefined) return printSearch(table, printer, line, prefix);
  if (options.version) return printer.out(`${connector.version}\n`);
  if (unknown) throw unknownCommand(table, argv, words, prefix);
  if (options.commands) return printer.out(commandsJson(table, prefix));
  if (options.schema || options.dryRun || options.input !== undefined)
    throw new CliError("USAGE", "this flag needs a command", {
      help: `${name} ${prefix || "<group>"} <command> …`,
    });
  if (found.kind === "group")
    return printer.help(groupHelp(connector.slug, found.prefix, found.entries, options.all));
  const connected = (await brokerLine(connector, world)) ?? connectedLine(connector, world.env);
  return printer.help(topHelp(table, connected, { flags: options.help, whole: options.all }));
}

function printSearch(table: Table, printer: Printer, line: CommandLine, prefix: string): Promise<void> {
  const asked = [line.options.find ?? "", ...line.words].join(" ");
  if (asked.trim() === "")
    throw new CliError("USAGE", "--find needs words to search for", { flag: "--find" });
  const most = line.options.limit ?? (line.options.all ? Number.POSITIVE_INFINITY : undefined);
  const json = line.options.output === "json" || line.options.output === "ndjson";
  return json
    ? printer.out(searchJson(table, asked, prefix, most))
    : printer.help(searchHelp(table, asked, prefix, most));
}
