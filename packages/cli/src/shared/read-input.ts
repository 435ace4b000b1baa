import { parseArgs } from "node:util";
import type { Command, Input, Option } from "./command.ts";
import { didYouMean } from "./did-you-mean.ts";
import { quote, Refusal } from "./refusal.ts";

/** Reads what stands behind a command's name; undefined where its help is asked for. */
export async function readInput(command: Command, args: readonly string[]): Promise<Input | undefined> {
  const [own, rest] = command.arguments.passRest ? splitAtFirstWord(args) : [args, []];
  const options = Object.entries(command.options);
  const { tokens } = parseArgs({
    args: [...own],
    strict: false,
    tokens: true,
    options: {
      help: { type: "boolean", short: "h" },
      ...Object.fromEntries(
        options.map(([name, { value, short }]) => [
          name,
          {
            type: value === undefined ? "boolean" : "string",
            ...(short !== undefined && { short }),
          } as const,
        ]),
      ),
    },
  });
  const words: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "help") return undefined;
    const option = command.options[token.name];
    if (option === undefined || !Object.hasOwn(command.options, token.name)) {
      throw await unknownOption(command, token.rawName);
    }
    if (option.value === undefined) {
      if (token.value !== undefined) throw misuse(command, `${token.rawName} takes no value.`);
      switches.add(token.name);
    } else {
      const value = optionValue(command, token.rawName, option, token.value, token.inlineValue);
      values.set(token.name, [...(values.get(token.name) ?? []), value]);
    }
  }
  checkCount(command, words);
  return {
    words: [...words, ...rest],
    has: (name) => switches.has(name),
    value: (name) => values.get(name)?.at(-1),
    values: (name) => values.get(name) ?? [],
  };
}

/** Flags without values may stand before the first word. */
function splitAtFirstWord(args: readonly string[]): [readonly string[], readonly string[]] {
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (word === "--") return [args.slice(0, at + 2), args.slice(at + 2)];
    if (!word.startsWith("-") || word === "-") return [args.slice(0, at + 1), args.slice(at + 1)];
  }
  return [args, []];
}

function optionValue(
  command: Command,
  rawName: string,
  option: Option,
  value: string | undefined,
  inline: boolean | undefined,
): string {
  if (value === undefined || value === "" || (!inline && /^-./.test(value))) {
    throw misuse(command, `${rawName} needs a value: ${rawName} ${option.value}`);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    throw misuse(
      command,
      `${quote(value)} is not a value of ${rawName}.`,
      `one of ${option.choices.join(", ")}.`,
    );
  }
  return value;
}

async function unknownOption(command: Command, rawName: string): Promise<Refusal> {
  const known = [...Object.keys(command.options), "help"].map((name) => `--${name}`);
  const message = `${command.name} has no flag ${quote(rawName)}.`;
  return misuse(command, message, await didYouMean(rawName, known));
}

function checkCount(command: Command, words: readonly string[]): void {
  const { name, least, most } = command.arguments;
  if (words.length < least) throw misuse(command, `${command.name} needs ${name}.`);
  if (words.length > most) {
    throw misuse(command, `${command.name} does not know what to do with ${quote(words[most] ?? "")}.`);
  }
}

function misuse(command: Command, message: string, hint?: string): Refusal {
  const see = `\`specwire ${command.name} --help\` shows how.`;
  return new Refusal(message, hint === undefined ? see : `${hint} ${see}`);
}
