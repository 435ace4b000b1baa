import { type Command, type CommandNode, forEachChild, parse, type Redirection, type Word } from "unbash";
import { isPlainFilter } from "./filters.ts";
import { literalWord } from "./literal-word.ts";

/** What a shell command is, as far as it matters whether it calls one of our programs. */
export type ShellCommand =
  /** One call of one of our programs with literal words, its output perhaps through plain filters. */
  | { readonly kind: "call"; readonly program: string; readonly words: readonly string[] }
  /** Nothing in it names one of our programs. That it starts none can't be known from its text. */
  | { readonly kind: "not-ours" }
  /** It names one of our programs and is more than one plain call. */
  | { readonly kind: "unclear"; readonly reason: string };

/** Longer commands are not read; nobody types them, and approving one means reading it. */
const longest = 64 * 1024;

/**
 * Reads a command for bash or a POSIX shell. `isOurs` tells whether a word is the name of one of our programs, by
 * itself or as a path.
 */
export function readShellCommand(source: string, isOurs: (word: string) => boolean): ShellCommand {
  if (source.length > longest) return unclear("it is too long to be judged");
  const script = parse(source);
  const calls = script.errors === undefined ? plainPipeline(script) : undefined;
  const [first, ...filters] = calls ?? [];
  if (first !== undefined) {
    const words = wordsOf(first);
    const program = first.name?.text ?? "";
    if (isOurs(program)) {
      if (typeof words === "string") return unclear(words);
      const filtered = filters
        .map((filter) => filterProblem(filter))
        .find((problem) => problem !== undefined);
      return filtered === undefined ? { kind: "call", program, words } : unclear(filtered);
    }
  }
  if (!mentions(script, source, isOurs)) return { kind: "not-ours" };
  return unclear(
    script.errors === undefined ? "it is more than one plain call" : "it is not a complete shell command",
  );
}

function unclear(reason: string): ShellCommand {
  return { kind: "unclear", reason };
}

/** The commands of a single pipeline of simple commands in the foreground, or undefined. */
function plainPipeline(script: ReturnType<typeof parse>): readonly Command[] | undefined {
  const [statement, ...others] = script.commands;
  if (statement === undefined || others.length > 0 || statement.background) return undefined;
  const { command } = statement;
  if (command.type === "Command") return [command];
  if (command.type !== "Pipeline" || command.prefixes.length > 0) return undefined;
  const isSimple = (one: CommandNode): one is Command => one.type === "Command";
  return command.commands.every(isSimple) ? command.commands : undefined;
}

/** The literal words behind a command's name, or why it is no plain call. */
function wordsOf(command: Command): readonly string[] | string {
  if (command.prefix.some((one) => one.type === "Assignment")) return "it sets a variable for the call";
  if (!command.redirects.every(isHarmless)) return "it redirects input or output";
  const words: string[] = [];
  for (const argument of command.args) {
    const literal = argument.type === "Word" ? literalWord(argument) : undefined;
    if (literal === undefined) return "a word of it is put together by the shell; quote it";
    words.push(literal);
  }
  return words;
}

function filterProblem(command: Command): string | undefined {
  const words = wordsOf(command);
  if (typeof words === "string") return words;
  const name = command.name?.text ?? "";
  return isPlainFilter(name, words) ? undefined : "its output goes to something else than a plain filter";
}

/** `2>&1` and `>/dev/null` lead nowhere new. */
function isHarmless(redirection: Redirection): boolean {
  if (redirection.type !== "Redirect" || redirection.descriptor?.type === "FileDescriptorVariable")
    return false;
  const target = redirection.target?.text;
  if (redirection.operator === ">&") return target === "1" || target === "2";
  return redirection.operator === ">" && target === "/dev/null";
}

/** Whether any text in a command, as the shell would put it together, holds the name of one of our programs. */
function mentions(
  script: ReturnType<typeof parse>,
  source: string,
  isOurs: (word: string) => boolean,
): boolean {
  const texts: string[] = [source];
  const visit = (node: { readonly type: string }) => {
    if (node.type === "Word") texts.push((node as Word).value);
    if ("value" in node && typeof node.value === "string") texts.push(node.value);
    forEachChild(node as Parameters<typeof forEachChild>[0], visit as Parameters<typeof forEachChild>[1]);
  };
  visit(script);
  // Quotes and backslashes inside a word are gone once a second shell has read it.
  const all = texts.flatMap((text) => [text, text.replace(/["'\\]/g, "")]);
  return all.some((text) => text.split(/[^\w./-]+/).some(isOurs));
}
