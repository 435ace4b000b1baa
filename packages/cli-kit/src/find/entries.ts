import type { ArgumentType, Operation } from "@specwire/contract";
import type { Vocabulary } from "./words.ts";

/** The words of one command, by their numbers in the vocabulary. */
export interface Entry {
  readonly operation: Operation;
  readonly words: readonly number[];
  /** Beside `words`: what the place of each says about the command, up to 1. */
  readonly places: readonly number[];
  /** The id's words but for its verb: what the command is about, outermost first. */
  readonly nouns: readonly number[];
  /** How the id says what is done. */
  readonly verb: number;
}

/** Ids are built with them; they say nothing. */
const glue = /^(?:for|by|in|with|from|of|to|and|or|on|at|an?|the|as|all|id)$/;

/** A longer enumeration is one of currencies or countries, not of what can be done. */
const mostValues = 30;
/** Of a description: what follows is about rights and media types. In characters. */
const readDescription = 120;

export function entryOf(operation: Operation, vocabulary: Vocabulary): Entry {
  const words: number[] = [];
  const places: number[] = [];
  const add = (numbers: readonly number[], place: number) => {
    for (const number of numbers) {
      words.push(number);
      places.push(place);
    }
  };
  const { id, summary, path, parameters, body, description = "" } = operation;
  const last = id.lastIndexOf(".") + 1;
  const [verb = -1, ...rest] = vocabulary.read(id.slice(last));
  const nouns = [...vocabulary.read(id.slice(0, last)), ...rest].filter(
    (one) => !glue.test(vocabulary.stems[one] ?? ""),
  );
  add(vocabulary.read(id), 1);
  add(vocabulary.read(summary), 0.9);
  for (const number of new Set(words)) vocabulary.counts[number] = (vocabulary.counts[number] ?? 0) + 1;
  add(vocabulary.read(path.replace(/\{[^}]*\}/g, " ")), 0.7);
  for (const one of parameters) add(vocabulary.read(one.name), one.required ? 0.5 : 0.35);
  if (body) addType(body.type, (text) => add(vocabulary.read(text), 0.5), 0);
  add(vocabulary.read(description.slice(0, readDescription)), 0.35);
  return { operation, words, places, nouns, verb };
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
