import { type ArgumentType, checkArguments, flagsOf, type Operation } from "@specwire/contract";
import { argumentError } from "./argument-errors.ts";
import { collectArguments } from "./arguments/collect-arguments.ts";
import type { CommandLine } from "./arguments/read-command-line.ts";
import { liveSecrets } from "./credentials.ts";
import { openEnvTransport } from "./env-transport.ts";
import { printedJson } from "./output/json.ts";
import { checkOutput, printAnswer } from "./output/print-answer.ts";
import { printList } from "./output/print-list.ts";
import type { Printer } from "./output/printer.ts";
import { checkSavePath } from "./output/save.ts";
import { withPageSize } from "./paginate.ts";
import type { Session } from "./session.ts";
import { type Table, typesOf } from "./table.ts";
import type { Call } from "./transport.ts";
import type { CliWorld } from "./world.ts";

/** Runs one command: arguments, check, request, answer. Nothing is sent unless everything is right. */
export async function runOperation(
  world: CliWorld,
  table: Table,
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
  line: CommandLine,
  printer: Printer,
): Promise<void> {
  const { options } = line;
  const connector = table.connector();
  const flags = flagsOf(operation, types);
  const { arguments: args, files, notes } = await collectArguments(operation, types, flags, line, world);
  const problems = checkArguments(operation, types, args);
  if (problems.length > 0) {
    const { slug } = connector;
    throw argumentError({ slug, operation, types, flags, arguments: args, globals: line.globals }, problems);
  }
  for (const note of notes) await printer.note(note);
  const { account, timeoutMs } = options;
  const transport = openEnvTransport(table, world, { timeoutMs, ...(account !== undefined && { account }) });
  const session: Session = {
    connector,
    operation,
    options,
    transport,
    printer,
    typesOf: (one) => typesOf(table, one),
    secrets: liveSecrets(connector, world.env),
    now: world.now,
  };
  const call: Call = { operation, arguments: args, files };
  const isList = operation.response.items !== undefined && options.save === undefined;
  try {
    if (options.dryRun) {
      const first = isList ? { ...call, arguments: withPageSize(operation, args, options) } : call;
      return await printer.out(printedJson(transport.preview(first), printer.terminal));
    }
    checkOutput(session);
    if (options.save !== undefined) checkSavePath(options.save);
    if (isList) await printList(session, call);
    else await printAnswer(session, call);
  } finally {
    transport.close();
  }
}
