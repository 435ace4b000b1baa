import type { ArgumentProblem } from "./argument-error.ts";
import { ArgumentError } from "./argument-error.ts";
import { isArray, isObject, type Json } from "./json.ts";

/** Pairs or parts; what servers take of a form is a tenth of it. */
const mostValues = 20_000;
/** Characters of all names. Each value is written with all the names that lead to it. */
const mostNames = 2 * 1024 * 1024;

/** What parameters, a form or a multipart body may come to, which can be far more than what they are made of. */
export class WritingLimit {
  readonly #place: ArgumentProblem["in"];
  #values = 0;
  #names = 0;

  constructor(place: ArgumentProblem["in"]) {
    this.#place = place;
  }

  /** Counts a value that is going to be written value by value. Throws `ArgumentError`. */
  count(name: string, value: Json): void {
    this.#walk(name.length, value, name);
  }

  /** Counts something that is written whole. Throws `ArgumentError`. */
  countOne(name: string): void {
    this.#add(name.length, name);
  }

  #walk(length: number, value: Json, name: string): void {
    if (isArray(value)) for (const item of value) this.#walk(length + 3, item, name);
    else if (isObject(value))
      for (const [key, member] of Object.entries(value)) this.#walk(length + 2 + key.length, member, name);
    else this.#add(length, name);
  }

  #add(length: number, name: string): void {
    this.#values += 1;
    this.#names += length;
    if (this.#values > mostValues)
      this.#refuse(name, `comes to more than the ${mostValues} values that are sent`);
    if (this.#names > mostNames) this.#refuse(name, "has names that are too long to repeat for each value");
  }

  #refuse(name: string, message: string): never {
    throw new ArgumentError([{ in: this.#place, path: [name.slice(0, 100)], message }]);
  }
}
