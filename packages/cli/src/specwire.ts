import { inspect } from "node:util";
import { commands } from "./commands/index.ts";
import { commandHelp, topHelp } from "./help.ts";
import type { Command } from "./shared/command.ts";
import { didYouMean } from "./shared/did-you-mean.ts";
import { readInput } from "./shared/read-input.ts";
import { harmless, quote, Refusal } from "./shared/refusal.ts";
import { tone } from "./shared/tone.ts";
import type { World } from "./shared/world.ts";
import { specwireVersion } from "./version.ts";

/**
 * The `specwire` command. Gives its exit code: 0 fine, 1 diagnostics contain an error, 2 wrong usage,
 * 70 our bug. It throws nothing.
 */
export async function specwire(args: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(args, world);
  } catch (error) {
    return error instanceof Refusal ? refuse(error, world) : ourBug(error, world);
  }
}

async function dispatch(args: readonly string[], world: World): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined || first === "--help" || first === "-h") return help([], world);
  if (first === "--version" || first === "-v") {
    world.out.write(`${specwireVersion()}\n`);
    return 0;
  }
  if (first === "help") return help(rest, world);
  if (first.startsWith("-")) {
    const hint = await didYouMean(first, ["--help", "--version"]);
    throw new Refusal(
      `There is no flag ${quote(first)} here.`,
      hint ?? "flags stand behind a command: specwire check my-api --json",
    );
  }
  const command = await commandOf(first);
  const input = await readInput(command, rest);
  if (input === undefined) return help([command.name], world);
  const { run } = await command.load();
  return await run(input, world);
}

async function help([name]: readonly string[], world: World): Promise<number> {
  const asked = name === undefined || name.startsWith("-") ? undefined : await commandOf(name);
  world.out.write(asked === undefined ? topHelp(commands, world.out) : commandHelp(asked, world.out));
  return 0;
}

async function commandOf(name: string): Promise<Command> {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  const names = commands.map((one) => one.name);
  const hint = await didYouMean(name, [...names, "help"]);
  throw new Refusal(`There is no command ${quote(name)}.`, hint ?? `there are ${names.join(", ")}.`);
}

function refuse({ message, help }: Refusal, world: World): number {
  const { err } = world;
  err.write(`${tone(err, "bad", "specwire:")} ${harmlessLines(message)}\n`);
  if (help !== undefined) err.write(`  help: ${harmlessLines(help)}\n`);
  return 2;
}

const harmlessLines = (text: string): string => text.split("\n").map(harmless).join("\n  ");

function ourBug(error: unknown, world: World): number {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const said = harmlessLines(message.slice(0, 500));
  const details = world.env.SPECWIRE_DEBUG
    ? `${inspect(error)}\n`
    : "  SPECWIRE_DEBUG=1 before the same command shows where it happened.\n";
  world.err.write(
    `${tone(world.err, "bad", "specwire:")} this is a bug in Specwire ${specwireVersion()}, not in what you wrote.\n` +
      `  ${name}: ${said}\n${details}` +
      "  Please report it: the command, this text, and the connector spec if you may share it.\n",
  );
  return 70;
}
