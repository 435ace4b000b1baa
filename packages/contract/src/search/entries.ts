import type { ArgumentType } from "../argument-type.ts";
import type { Operation } from "../connector.ts";
import { stemOf, wordsOf } from "./words.ts";

/** Where a word may stand: in the id, the summary, the path, a required parameter or the body, elsewhere. */
const searchPlaces = 5;

/** The words of one command, as numbers of the vocabulary. */
export interface SearchWords extends Pick<Operation, "id" | "access" | "destructive" | "deprecated"> {
  readonly isList: boolean;
  /** Of the id: of all but its last part, and of that, the verb first. */
  readonly outer: readonly number[];
  readonly last: readonly number[];
  /** Of the other places, by their number less one; none that a better place has. */
  readonly others: readonly (readonly number[])[];
}

/** A longer enumeration is one of currencies or countries, not of what can be done. */
const mostValues = 30;
/** Of a description: what follows is about rights and media types. In characters. */
const readDescription = 120;

export function searchWords(operation: Operation, vocabulary: StemNumbers): SearchWords {
  const { id, summary, path, parameters, body, description = "" } = operation;
  const end = id.lastIndexOf(".") + 1;
  const outer = vocabulary.read(id.slice(0, end));
  const last = vocabulary.read(id.slice(end));
  const known = new Set([...outer, ...last]);
  const others = Array.from({ length: searchPlaces - 1 }, (): number[] => []);
  const texts: string[][] = others.map(() => []);
  const add = (place: number, text: string) => texts[place - 1]?.push(text);
  add(1, summary);
  for (const segment of path.split("/")) if (!segment.startsWith("{")) add(2, segment);
  for (const one of parameters) {
    add(one.required ? 3 : 4, one.name);
    addValues(one.type, (text) => add(4, text));
  }
  if (body) addType(body.type, (text) => add(3, text), 0);
  add(4, beginning(description));
  for (const [index, some] of texts.entries())
    for (const number of some.flatMap((text) => vocabulary.read(text))) {
      if (!known.has(number)) others[index]?.push(number);
      known.add(number);
    }
  const { access, destructive, deprecated, response } = operation;
  const isList = response.items !== undefined;
  return { id, access, destructive, ...(deprecated && { deprecated }), isList, outer, last, others };
}

/** The whole words that a description begins with. */
function beginning(description: string): string {
  if (description.length <= readDescription) return description;
  return description.slice(0, readDescription).replace(/\S*$/, "");
}

function addValues(type: ArgumentType, add: (text: string) => void): void {
  const { enum: values = [] } = type.kind === "string" ? type : {};
  if (values.length <= mostValues) values.forEach(add);
}

/** Members of a body and what they may be: `closed` is how an issue is closed. */
function addType(type: ArgumentType, add: (text: string) => void, depth: number): void {
  if (type.kind === "union") for (const one of type.variants) addType(one, add, depth);
  else if (type.kind !== "object") addValues(type, add);
  else
    for (const field of type.properties) {
      add(field.name);
      if (depth === 0) addType(field.type, add, 1);
    }
}

/** The stems of all commands, each with a number. */
export class StemNumbers {
  readonly stems: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #words = new Map<string, number>();

  /** The numbers of a text's words, all of them taken in. */
  read(text: string): readonly number[] {
    return wordsOf(text).map((word) => {
      let number = this.#words.get(word);
      if (number === undefined) {
        const stem = stemOf(word.toLowerCase());
        number = this.#numbers.get(stem) ?? this.stems.push(stem) - 1;
        this.#numbers.set(stem, number);
        this.#words.set(word, number);
      }
      return number;
    });
  }
}
