import {
  type Command,
  type CommandNode,
  forEachChild,
  type Pipeline,
  parse,
  type Redirection,
  type Word,
} from "unbash";
import { isPlainFilter } from "./filters.ts";
import { literalWord } from "./literal-word.ts";

/** What a shell command is, as far as it matters whether it calls one of our programs. */
export type ShellCommand =
  /** One call of one of our programs with literal words, its output perhaps through plain filters. */
  | { readonly kind: "call"; readonly program: string; readonly words: readonly string[] }
  /** It only asks where our programs are: `which custom-acme`. */
  | { readonly kind: "look-up" }
  /** Nothing in it names one of our programs. That it starts none can't be known from its text. */
  | { readonly kind: "not-ours" }
  /** It names one of our programs and is more than one plain call. */
  | { readonly kind: "unclear"; readonly reason: string };

/** Longer commands are not read; nobody types them, and approving one means reading it. */
const longest = 64 * 1024;

/** The same for all texts in it: what is nested is a part of each text around it, so depth costs time. */
const longestInAll = 16 * longest;

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
    const { program, args } = calledBy(first.name?.text ?? "", words);
    if (isOurs(program)) {
      if (typeof args === "string") return unclear(args);
      const filtered = filters
        .map((filter) => filterProblem(filter))
        .find((problem) => problem !== undefined);
      return filtered === undefined ? { kind: "call", program, words: args } : unclear(filtered);
    }
    if (filters.length === 0 && isLookUp(program, words, isOurs)) return { kind: "look-up" };
  }
  const names = mentions(script, source, isOurs);
  if (names === "no") return { kind: "not-ours" };
  if (names === "unknown") return unclear("it is nested too deeply to be judged");
  return unclear(
    script.errors === undefined ? "it is more than one plain call" : "it is not a complete shell command",
  );
}

/** The program that is called, and its words: behind `timeout 30` too. */
function calledBy(
  name: string,
  words: readonly string[] | string,
): { readonly program: string; readonly args: readonly string[] | string } {
  if (name !== "timeout" || typeof words === "string") return { program: name, args: words };
  const [seconds = "", program = "", ...args] = words;
  return /^\d+(?:\.\d+)?[smh]?$/.test(seconds) ? { program, args } : { program: name, args: words };
}

/** Whether a command only says where our programs are. */
function isLookUp(
  name: string,
  words: readonly string[] | string,
  isOurs: (word: string) => boolean,
): boolean {
  if (typeof words === "string") return false;
  const [flag, ...others] = words;
  const asked = name === "command" ? (flag === "-v" ? others : []) : words.filter((word) => word !== "-a");
  if (!["which", "type", "command"].includes(name)) return false;
  return asked.length > 0 && asked.every((word) => isOurs(word) && !word.includes("/"));
}

function unclear(reason: string): ShellCommand {
  return { kind: "unclear", reason };
}

/** The commands of a single pipeline of simple commands in the foreground, perhaps behind a `cd`, or undefined. */
function plainPipeline(script: ReturnType<typeof parse>): readonly Command[] | undefined {
  const [statement, ...others] = script.commands;
  if (statement === undefined || others.length > 0 || statement.background) return undefined;
  const { command } = statement;
  if (command.type !== "AndOr") return pipelineOf(command);
  const [first, second, ...more] = command.commands;
  if (second === undefined || more.length > 0 || command.operators[0] !== "&&") return undefined;
  return first?.type === "Command" && isChangeOfFolder(first) ? pipelineOf(second) : undefined;
}

function pipelineOf(command: CommandNode | Pipeline): readonly Command[] | undefined {
  if (command.type === "Command") return [command];
  if (command.type !== "Pipeline") return undefined;
  const { prefixes, commands } = command;
  const isSimple = (one: CommandNode): one is Command => one.type === "Command";
  return prefixes.length === 0 && commands.every(isSimple) ? commands : undefined;
}

/** `cd` into a folder whose name is written out. */
function isChangeOfFolder(command: Command): boolean {
  const words = command.name?.text === "cd" && command.redirects.length === 0 ? wordsOf(command) : [];
  return typeof words !== "string" && words.length === 1 && /^[^-]/.test(words[0] ?? "");
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
  return (redirection.operator === ">" || redirection.operator === "&>") && target === "/dev/null";
}

/**
 * Whether any text in a command, as the shell would put it together, holds the name of one of our programs. Unknown
 * where there is too much text.
 */
function mentions(
  script: ReturnType<typeof parse>,
  source: string,
  isOurs: (word: string) => boolean,
): "yes" | "no" | "unknown" {
  const texts: string[] = [source];
  let length = source.length;
  const add = (text: string) => {
    texts.push(text);
    length += text.length;
  };
  const visit = (node: { readonly type: string }) => {
    if (length > longestInAll) return;
    if (node.type === "Word") add((node as Word).value);
    if ("value" in node && typeof node.value === "string") add(node.value);
    forEachChild(node as Parameters<typeof forEachChild>[0], visit as Parameters<typeof forEachChild>[1]);
  };
  visit(script);
  // Quotes and backslashes inside a word are gone once a second shell has read it.
  const all = texts.flatMap((text) => [text, text.replace(/["'\\]/g, "")]);
  if (all.some((text) => text.split(/[^\w./-]+/).some(isOurs))) return "yes";
  return length > longestInAll ? "unknown" : "no";
}
