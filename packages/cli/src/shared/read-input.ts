import { parseArgs } from "node:util";
import type { Command, Input, Option } from "./command.ts";
import { didYouMean } from "./did-you-mean.ts";
import { quote, Refusal } from "./refusal.ts";

/** Reads what stands behind a command's name; undefined where its help is asked for. */
export async function readInput(command: Command, args: readonly string[]): Promise<Input | undefined> {
  const [own, rest] = command.arguments.passRest ? splitAtFirstWord(command, args) : [args, []];
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
    withFirstWord(word) {
      const at = tokens.find(({ kind }) => kind === "positional")?.index;
      return args.map((one, index) => (index === at ? word : one));
    },
    has: (name) => switches.has(name),
    value: (name) => values.get(name)?.at(-1),
    values: (name) => values.get(name) ?? [],
  };
}

/** Our flags stand before the first word; behind it as well where the command says so, up to a `--`. */
function splitAtFirstWord(
  command: Command,
  args: readonly string[],
): readonly [own: readonly string[], rest: readonly string[]] {
  const first = firstWord(command, args);
  if (args[first] === "--") return [args.slice(0, first + 2), args.slice(first + 2)];
  const behind = args.slice(first + 1);
  if (!command.arguments.flagsAnywhere) return [args.slice(0, first + 1), behind];
  if (behind[0] === "--") return [args.slice(0, first + 1), behind.slice(1)];
  const own = [...args.slice(0, first + 1)];
  const rest: string[] = [];
  for (let at = 0; at < behind.length; at++) {
    const word = behind[at] ?? "";
    if (word === "--") return [own, [...rest, ...behind.slice(at)]];
    const option = optionOf(command, word);
    if (option === undefined) rest.push(word);
    else own.push(word);
    if (takesNextWord(option, word) && at + 1 < behind.length) own.push(behind[++at] ?? "");
  }
  return [own, rest];
}

/** Where the first word stands that is no flag of ours and no value of one; or `--`. */
function firstWord(command: Command, args: readonly string[]): number {
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (word === "--" || word === "-" || !word.startsWith("-")) return at;
    if (takesNextWord(optionOf(command, word), word)) at++;
  }
  return args.length;
}

function optionOf({ options }: Command, word: string): Option | undefined {
  const name = /^--([^=]+)/.exec(word)?.[1];
  return name !== undefined && Object.hasOwn(options, name) ? options[name] : undefined;
}

const takesNextWord = (option: Option | undefined, word: string): boolean =>
  option?.value !== undefined && !word.includes("=");

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
