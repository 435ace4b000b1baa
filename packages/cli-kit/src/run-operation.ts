import {
  type Arguments,
  type ArgumentType,
  checkArguments,
  commandName,
  type Flag,
  flagsOf,
  flagsOfOmittedBody,
  isObject,
  type Operation,
  quoteWord,
  withBody,
} from "@specwire/contract";
import { collectArguments } from "./arguments/collect-arguments.ts";
import type { GlobalOptions } from "./arguments/global-options.ts";
import type { CommandLine } from "./arguments/read-command-line.ts";
import { basesOf } from "./base-url.ts";
import { isBrokerSession } from "./broker/broker-address.ts";
import { openBrokerTransport } from "./broker/broker-transport.ts";
import { argumentError } from "./correct/argument-errors.ts";
import { halfCredential, liveSecrets } from "./credentials.ts";
import { withoutContents } from "./dry-run.ts";
import { openEnvTransport } from "./env-transport.ts";
import { CliError } from "./errors.ts";
import { findCommands } from "./find/find-commands.ts";
import { checkCount, firstArguments } from "./output/count.ts";
import { printedJson } from "./output/json.ts";
import { ownUrls } from "./output/left-out.ts";
import { checkOutput, printAnswer } from "./output/print-answer.ts";
import { printList } from "./output/print-list.ts";
import type { Printer } from "./output/printer.ts";
import { checkSavePath } from "./output/save.ts";
import type { Session } from "./session.ts";
import { type Table, typesOf } from "./table.ts";
import type { Call, Transport } from "./transport.ts";
import type { CliWorld } from "./world.ts";

const mostNamed = 6;

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
  const collected = await collectArguments(operation, types, flags, line, world);
  const { arguments: args, files, notes, brought } = collected;
  const problems = checkArguments(operation, types, args);
  if (problems.length > 0) {
    const { slug } = connector;
    const { globals } = line;
    throw argumentError({ slug, operation, types, flags, arguments: args, globals, brought }, problems);
  }
  refuseEmptyUpdate(operation, flags, line, args);
  for (const note of [...notes, ...withoutBody(operation, types, args)]) await printer.note(note);
  const isList = operation.response.items !== undefined && options.save === undefined;
  const meant = ownFlagMeant(operation, flags, options, isList);
  if (meant !== undefined) await printer.note(meant);
  const transport = openTransport(world, table, options, printer);
  const session: Session = {
    connector,
    operation,
    options,
    globals: line.globals,
    brought,
    transport,
    printer,
    operationNamed: (id) => table.operation(id),
    foundFor: (words) => findCommands(table, words),
    typesOf: (one) => typesOf(table, one),
    secrets: liveSecrets(connector, world.env),
    isOwnUrl: ownUrls(basesOf(connector, operation.server, world.env)),
    now: world.now,
  };
  const call: Call = { operation, arguments: args, files };
  try {
    checkCount(session, call);
    if (options.dryRun) {
      const first = isList ? { ...call, arguments: firstArguments(operation, args, options) } : call;
      const shown = withoutContents(first, collected.contents, transport.preview);
      return await printer.out(printedJson(shown, printer.terminal));
    }
    checkOutput(session);
    if (options.save !== undefined) checkSavePath(options.save);
    const half = isBrokerSession(world.env) ? undefined : halfCredential(connector, world.env, operation);
    if (half !== undefined) await printer.note(half);
    if (isList) await printList(session, call);
    else await printAnswer(session, call);
  } finally {
    transport.close();
  }
}

/** A PATCH of one thing that says nothing of it: no API does anything by it, and some refuse it in words of their own. */
function refuseEmptyUpdate(
  { id, method, path, body }: Operation,
  flags: readonly Flag[],
  { options, given }: CommandLine,
  args: Arguments,
): void {
  const isBare = isObject(args.body ?? {}) && Object.keys(args.body ?? {}).length === 0;
  if (method !== "PATCH" || !path.endsWith("}") || !isBare || options.input !== undefined) return;
  if (body?.default !== undefined || body?.fixed !== undefined || given.some((one) => one.flag.in !== "path"))
    return;
  const names = flags.filter((flag) => flag.in === "body" && flag.path.length === 1);
  if (names.length === 0) return;
  const shown = names.slice(0, mostNamed).map(({ name }) => `--${name}`);
  throw new CliError("INVALID_ARGUMENT", "nothing to change is given", {
    operation: id,
    help: `give at least one of ${shown.join(", ")}${names.length > mostNamed ? ", …" : ""}; --input '{}' sends none`,
  });
}

/** What is let out may be just what the API asks for. */
function withoutBody(
  operation: Operation,
  types: Readonly<Record<string, ArgumentType>>,
  { body, contentType }: Arguments,
): string[] {
  if (body !== undefined) return [];
  const chosen = withBody(operation, contentType);
  const missing = flagsOfOmittedBody(chosen, flagsOf(chosen, types)).slice(0, mostNamed);
  if (missing.length === 0) return [];
  return [`No body is sent; with one, ${missing.map(({ name }) => `--${name}`).join(", ")} would be needed.`];
}

/** By the broker where the session has one, whatever else the environment holds. */
function openTransport(
  world: CliWorld,
  table: Table,
  { account, timeoutMs, waitMs, input }: GlobalOptions,
  printer: Printer,
): Transport {
  const more = { timeoutMs, ...(account !== undefined && { account }) };
  if (!isBrokerSession(world.env)) return openEnvTransport(table, world, more);
  const typed = [commandName(table.connector().slug), ...world.argv.map(quoteWord)].join(" ");
  return openBrokerTransport(table, world, {
    ...more,
    waitMs,
    typed,
    pipedIn: input === "-",
    fromFile: input?.startsWith("@") ?? false,
    note: printer.note,
  });
}

/** `--all` or `--limit` where there are no pages and the API has a parameter of that name: refused, or pointed out. */
function ownFlagMeant(
  { pagination }: Operation,
  flags: readonly Flag[],
  { all, limit }: GlobalOptions,
  isList: boolean,
): string | undefined {
  if (pagination !== undefined) return undefined;
  const own = (name: string) => flags.find((flag) => flag.name === `${flag.in}.${name}`)?.name;
  const [allFlag, limitFlag] = [all ? own("all") : undefined, limit === undefined ? undefined : own("limit")];
  if (limitFlag !== undefined && isList && allFlag === undefined)
    return `--limit cuts the list here, after the answer; the API's own is --${limitFlag}.`;
  const [flag, name] = allFlag === undefined ? ["--limit", limitFlag] : ["--all", allFlag];
  if (name === undefined) return undefined;
  throw new CliError("USAGE", `${flag} has no effect: this command has no pages; did you mean --${name}?`, {
    flag,
  });
}
