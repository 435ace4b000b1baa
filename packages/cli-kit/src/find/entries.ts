import type { ArgumentType, Operation } from "@specwire/contract";
import type { Vocabulary } from "./words.ts";

/** The words of one command, by their numbers in the vocabulary. Small: there may be thousands. */
export interface Entry extends Pick<Operation, "id" | "access" | "destructive" | "deprecated"> {
  readonly isList: boolean;
  /** Each word's number times `placeCount`, plus the index of its place in `placeWeights`. */
  readonly words: readonly number[];
  /** The id's words but for its verb: what the command is about, outermost first. */
  readonly nouns: readonly number[];
  /** How the id says what is done. */
  readonly verb: number;
}

/** What a word says about a command: in its id, summary, path, a required parameter or the body, elsewhere. */
export const placeWeights: readonly number[] = [1, 0.9, 0.7, 0.5, 0.35];
export const placeCount = 8;
/** Places up to this one are read by people. */
export const lastNamed = 1;

/** Ids are built with them; they say nothing. */
const glue = /^(?:for|by|in|with|from|of|to|and|or|on|at|an?|the|as|all|id)$/;

/** A longer enumeration is one of currencies or countries, not of what can be done. */
const mostValues = 30;
/** Of a description: what follows is about rights and media types. In characters. */
const readDescription = 120;

export function entryOf(operation: Operation, vocabulary: Vocabulary): Entry {
  const words: number[] = [];
  const add = (numbers: readonly number[], place: number) => {
    for (const number of numbers) words.push(number * placeCount + place);
  };
  const { id, summary, path, parameters, body, description = "" } = operation;
  const last = id.lastIndexOf(".") + 1;
  const [verb = -1, ...rest] = vocabulary.read(id.slice(last));
  const outer = vocabulary.read(id.slice(0, last));
  const nouns = [...outer, ...rest].filter((one) => !glue.test(vocabulary.stems[one] ?? ""));
  const named = [verb, ...rest, ...outer];
  add(named, 0);
  const said = vocabulary.read(summary);
  add(said, 1);
  for (const number of new Set([...named, ...said]))
    vocabulary.counts[number] = (vocabulary.counts[number] ?? 0) + 1;
  for (const segment of path.split("/")) if (!segment.startsWith("{")) add(vocabulary.read(segment), 2);
  for (const one of parameters) add(vocabulary.read(one.name), one.required ? 3 : 4);
  if (body) addType(body.type, (text) => add(vocabulary.read(text), 3), 0);
  add(vocabulary.read(description.slice(0, readDescription)), 4);
  const { access, destructive, deprecated, response } = operation;
  const isList = response.items !== undefined;
  return { id, access, destructive, ...(deprecated && { deprecated }), isList, words, nouns, verb };
}

/** Members of a body and what they may be: `closed` is how an issue is closed. */
function addType(type: ArgumentType, add: (text: string) => void, depth: number): void {
  if (type.kind === "union") for (const one of type.variants) addType(one, add, depth);
  else if (type.kind === "string" && type.enum && type.enum.length <= mostValues) type.enum.forEach(add);
  else if (type.kind === "object")
    for (const field of type.properties) {
      add(field.name);
      if (depth === 0) addType(field.type, add, 1);
    }
}
