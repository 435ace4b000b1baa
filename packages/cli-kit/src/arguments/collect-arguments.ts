import {
  type Arguments,
  type ArgumentType,
  bodyFor,
  contentTypesOf,
  type Flag,
  isFileReference,
  isObject,
  type Json,
  neededFlags,
  type Operation,
  own,
  quoteWord,
  resolveType,
  typeOfFile,
} from "@specwire/contract";
import type { Brought } from "../brought.ts";
import { CliError } from "../errors.ts";
import { countOf } from "../text.ts";
import type { CliWorld } from "../world.ts";
import { doubtsAbout, givenType, unknownMembers } from "./doubts.ts";
import { type FileContent, type FileTable, NamedFiles } from "./files.ts";
import { type AddFile, typedList, typedValue } from "./flag-values.ts";
import { readInput } from "./input.ts";
import type { CommandLine, GivenFlag } from "./read-command-line.ts";
import { checkForm } from "./text-forms.ts";

export interface CollectedArguments {
  readonly arguments: Arguments;
  readonly files: FileTable;
  /** What the arguments themselves hold of files. */
  readonly contents: readonly FileContent[];
  /** What of them was not typed. */
  readonly brought: Brought;
  /** What may have been meant otherwise; sent all the same. */
  readonly notes: readonly string[];
}

type NamedTypes = Readonly<Record<string, ArgumentType>>;

/** The arguments that a command line states: words, flags, and flags over `--input`. Not yet checked. */
export async function collectArguments(
  operation: Operation,
  types: NamedTypes,
  flags: readonly Flag[],
  line: CommandLine,
  world: CliWorld,
): Promise<CollectedArguments> {
  const files = new NamedFiles(world);
  const notes: string[] = [];
  const { input, contentType } = line.options;
  let args: Arguments = {};
  if (contentType !== undefined && bodyFor(operation, contentType) === undefined)
    throw notSent(operation, contentType);
  const own = flags.find((flag) => flag.name === "body.input");
  if (input !== undefined) {
    args = { body: await readInput(input, operation, types, files, world, own) };
    // What a file or a pipe holds is not shown.
    const isShown = line.inputAt && !/^[@-]/.test(input);
    if (operation.body && args.body !== undefined)
      notes.push(
        ...unknownMembers(
          {
            typed: "--input",
            value: args.body,
            type: operation.body.type,
            ...(isShown && { at: line.inputAt }),
          },
          operation,
          types,
          line,
        ),
      );
  }
  const given = args.body;
  if (contentType !== undefined) args = { ...args, contentType };
  for (const [flag, value] of wordValues(operation, flags, line)) {
    args = withMember(args, flag, [], value);
  }
  for (const occurrences of groupByPlace(line.given)) {
    const first = occurrences[0];
    if (first === undefined) continue;
    const value = flagValue(first, occurrences, types, files, line, notes);
    const { typed } = first;
    const at = occurrences.flatMap((one) => one.at);
    notes.push(
      ...unknownMembers({ typed, value, type: givenType(first, types), at }, operation, types, line),
    );
    if (occurrences.length === 1) notes.push(...doubtsAbout(first, operation, types, line));
    if (first.flag.in === "body" && args.body !== undefined && !isMembers(args.body))
      throw new CliError("USAGE", `${first.typed} can't be merged into --input, which is not an object`, {
        flag: first.typed,
      });
    args = withMember(args, first.flag, first.inner, value);
  }
  const { body } = operation;
  const empty =
    args.body === undefined && body?.required && body.default === undefined && body.fixed === undefined;
  if (empty && resolveType(body.type, types).kind === "object") args = { ...args, body: {} };
  return {
    arguments: withFileType(operation, args, files.table),
    files: files.table,
    contents: files.contents,
    brought: {
      ...(input !== undefined &&
        /^(@|-$)/.test(input) && { input, ...(given !== undefined && { body: given }) }),
      texts: files.contents.flatMap(({ as, text }) => (as === "json" || text === "" ? [] : [text])),
    },
    notes,
  };
}

function notSent(operation: Operation, contentType: string): CliError {
  const kinds = contentTypesOf(operation);
  const only = kinds.length > 0 ? `can only be sent as ${kinds.join(", ")}` : "is empty in this command";
  return new CliError("INVALID_ARGUMENT", `--content-type can't be ${contentType}: the body ${only}`, {
    flag: "--content-type",
    operation: operation.id,
  });
}

/** Of a range of media types (`image/*`) the one that the file's name says. */
function withFileType({ body }: Operation, args: Arguments, files: FileTable): Arguments {
  if (body?.encoding !== "raw" || !body.contentType.includes("*") || args.body === undefined) return args;
  const file = isFileReference(args.body) ? files.get(args.body.$file) : undefined;
  return { ...args, contentType: typeOfFile(file?.name ?? "", body.contentType) };
}

function isMembers(value: Json): boolean {
  return isObject(value) && !isFileReference(value);
}

/** Whether the body is the bytes of a file. */
export function isFileBody({ body }: Operation): boolean {
  return body?.encoding === "raw";
}

/** Path parameters without a flag, filled by the words in the template's order. */
function wordValues(operation: Operation, flags: readonly Flag[], line: CommandLine): [Flag, Json][] {
  if (line.words.length === 0) return [];
  const open = flags.filter((flag) => flag.in === "path" && !line.given.some((one) => one.flag === flag));
  const asked = open.filter((flag) => !hasDefault(operation, flag));
  refuseJoined(operation, flags, line, asked);
  const { words, fill } = placedWords(line.words, asked, open);
  if (words.length > fill.length) {
    const extra = words.slice(fill.length).map(quoteWord).join(" ");
    const takes =
      open.length === 0
        ? "takes no words, only flags"
        : `takes ${countOf(open.length, "word")}: ${open.map((flag) => flag.name).join(" ")}`;
    throw new CliError("USAGE", `${extra} belongs to no flag; this command ${takes}`, {
      help:
        isFileBody(operation) && line.options.input === undefined
          ? `the file is --input ${quoteWord(`@${words.at(-1)?.replace(/^@/, "")}`)}`
          : "a value with blanks in it needs quotes",
    });
  }
  refuseSlash(operation, words, fill);
  return words.map((word, index): [Flag, Json] => {
    const flag = fill[index];
    if (flag === undefined) throw new Error("more words than path parameters");
    const value = typedValue(word, flag.type, {}, noFile);
    return [flag, "problem" in value ? word : value.value];
  });
}

/** `octocat/hello-world 5 Thanks`: one value of the body stands behind the words of the path, and may be meant. */
function refuseJoined(
  operation: Operation,
  flags: readonly Flag[],
  { words, wordsAt, given, replaced }: CommandLine,
  asked: readonly Flag[],
): void {
  const parts = (words[0] ?? "").split("/").concat(words.slice(1));
  const more = neededFlags(operation, flags).filter(
    (flag) => flag.in === "body" && !given.some((one) => one.flag === flag),
  );
  const all = [...asked, ...more];
  const fits = all.every((flag, at) => flag.type.kind !== "integer" || /^\d+$/.test(parts[at] ?? ""));
  const isJoined = parts.length === words.length + 1 && !parts.includes("");
  if (
    more.length !== 1 ||
    parts.length !== all.length ||
    !isJoined ||
    !fits ||
    wordsAt.length !== words.length
  )
    return;
  const flagged = all.flatMap(({ name }, at) => [`--${name}`, parts[at] ?? ""]);
  throw new CliError("USAGE", "the words fill no flags as they stand", {
    help: `try: ${replaced(wordsAt, flagged)}`,
  });
}

/** `repos delete octocat/hello-world x` is no owner `octocat/hello-world`: what changes something goes by flags then. */
function refuseSlash({ access }: Operation, words: readonly string[], fill: readonly Flag[]): void {
  const joined = words.slice(0, -1).find((word) => word.includes("/"));
  if (joined === undefined || access === "read") return;
  throw new CliError("USAGE", `${quoteWord(joined)} may be several words of the path`, {
    help: `name each by its flag: ${fill.map(({ name }) => `--${name} <${name}>`).join(" ")}`,
  });
}

/** Which flags the words are for: those that are asked for, in their order, unless the words fit better otherwise. */
function placedWords(
  words: readonly string[],
  asked: readonly Flag[],
  open: readonly Flag[],
): { readonly words: readonly string[]; readonly fill: readonly Flag[] } {
  if (words.length >= asked.length) return { words, fill: words.length === asked.length ? asked : open };
  // `octocat/hello-world 5` is owner, repo and number, and so is `octocat/hello-world#5`.
  const [first = "", ...rest] = words;
  // What comes last may have a slash of its own: `octocat/hello-world src/index.js`.
  for (const parts of [words.flatMap((word) => word.split(/[/#]/)), [...first.split("/"), ...rest]])
    if (parts.length === asked.length && !parts.includes("")) return { words: parts, fill: asked };
  // `5` alone is the one number among them.
  const numbers = asked.filter((flag) => flag.type.kind === "integer");
  const one = numbers.length === 1 && words.length === 1 && /^\d+$/.test(words[0] ?? "");
  return { words, fill: one ? numbers : asked };
}

function noFile(): never {
  throw new CliError("USAGE", "a file can't be part of a path");
}

function hasDefault(operation: Operation, flag: Flag): boolean {
  return operation.parameters.some(
    (one) => one.in === "path" && one.name === flag.path[0] && one.default !== undefined,
  );
}

function groupByPlace(given: readonly GivenFlag[]): GivenFlag[][] {
  const groups = new Map<string, GivenFlag[]>();
  for (const one of given) {
    const key = JSON.stringify([one.flag.name, ...one.inner]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  // Whole objects first, so that `--address.city` goes into what `--address '{…}'` states.
  const depth = ([one]: GivenFlag[]) => (one ? one.flag.path.length + one.inner.length : 0);
  return [...groups.values()].sort((a, b) => depth(a) - depth(b));
}

function flagValue(
  { flag, typed, inner }: GivenFlag,
  occurrences: readonly GivenFlag[],
  types: NamedTypes,
  files: NamedFiles,
  line: CommandLine,
  notes: string[],
): Json {
  const declared = givenType({ flag, inner }, types);
  const type = (occurrences.length > 1 && listAmong(declared, types)) || declared;
  const texts = occurrences.map(textOf);
  if (occurrences.length > 1 && type.kind !== "array") {
    const isJoined = /comma[- ](?:separated|delimited)|separated by commas/i.test(
      flag.field.description ?? "",
    );
    const at = occurrences.flatMap((one) => one.at);
    throw new CliError("USAGE", `${typed} is given ${occurrences.length} times and takes one value`, {
      flag: typed,
      ...(isJoined && { help: `try: ${line.replaced(at, [typed, texts.join(",")])}` }),
    });
  }
  const addFile: AddFile = (path, encoding) =>
    encoding === undefined ? files.add(path, typed) : files.encoded(path, typed, encoding);
  const [text = ""] = texts;
  for (const one of occurrences) notes.push(...checkForm(one, type, line));
  const whole = texts.length === 1 && text === "null" && type.kind === "array" && type.nullable;
  const result =
    type.kind === "array" && !whole
      ? typedList(texts, type.items, types, addFile)
      : typedValue(text, type, types, addFile);
  if ("problem" in result)
    throw new CliError("INVALID_ARGUMENT", `${typed} ${result.problem}`, { flag: typed });
  return result.value;
}

/** The list of a union of one and several: what is given more than once. */
function listAmong(type: ArgumentType, types: NamedTypes): ArgumentType | undefined {
  if (type.kind !== "union") return undefined;
  return type.variants.map((one) => resolveType(one, types)).find((one) => one.kind === "array");
}

function textOf({ text, negated }: GivenFlag): string {
  if (!negated) return text ?? "true";
  return text === "false" ? "true" : "false";
}

function withMember(args: Arguments, flag: Flag, inner: readonly string[], value: Json): Arguments {
  const path = [...flag.path, ...inner];
  return { ...args, [flag.in]: setMember(args[flag.in], path, value) };
}

/** The value with one member set, deep inside where the path says so; what is not an object gives way. */
export function setMember(base: Json | undefined, path: readonly string[], value: Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const members = isObject(base) ? base : {};
  return Object.fromEntries([...Object.entries(members), [head, setMember(own(members, head), rest, value)]]);
}
