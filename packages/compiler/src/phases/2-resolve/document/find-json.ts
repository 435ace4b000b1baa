import type { JsonPointer } from "@specwire/contract";
import { pointerTokens } from "@specwire/contract";
import type { TextRange } from "../../../source/source-file.ts";

/** What is looked for, as a tree of tokens. */
interface Wanted {
  readonly members: Map<string, Wanted>;
  pointer?: JsonPointer;
}

/** Where values stand in a JSON text; where one doesn't, the nearest that would hold it. One pass over the text. */
export function findInJson(text: string, pointers: readonly JsonPointer[]): Map<JsonPointer, TextRange> {
  const root: Wanted = { members: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const token of pointerTokens(pointer)) {
      const next = node.members.get(token) ?? { members: new Map() };
      node.members.set(token, next);
      node = next;
    }
    node.pointer = pointer;
  }
  const found = new Map<JsonPointer, TextRange>();
  const finder = new JsonFinder(text);
  finder.value(root, (wanted, range) => {
    if (wanted.pointer !== undefined) found.set(wanted.pointer, range);
  });
  return found;
}

/** Reads just enough of a text that is known to be JSON. */
class JsonFinder {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(wanted: Wanted, found: (wanted: Wanted, range: TextRange) => void): void {
    this.#blank();
    const start = this.#at;
    const opening = this.#text[start];
    if (wanted.members.size === 0 || (opening !== "{" && opening !== "[")) this.#skip();
    else {
      this.#at++;
      for (let index = 0; ; index++) {
        this.#blank();
        const next = this.#text[this.#at];
        if (next === undefined || next === "}" || next === "]") break;
        if (next === ",") {
          index--;
          this.#at++;
          continue;
        }
        const member = wanted.members.get(opening === "{" ? this.#key() : String(index));
        if (member) this.value(member, found);
        else {
          this.#blank();
          this.#skip();
        }
      }
      this.#at++;
    }
    found(wanted, { start, end: this.#at });
  }

  #key(): string {
    const start = this.#at;
    this.#string();
    const name = this.#text.slice(start, this.#at);
    this.#blank();
    this.#at++;
    try {
      return JSON.parse(name) as string;
    } catch {
      return name;
    }
  }

  #blank(): void {
    while (this.#at < this.#text.length && this.#text.charCodeAt(this.#at) <= 32) this.#at++;
  }

  /** Past a value, however deep it is. */
  #skip(): void {
    let depth = 0;
    do {
      const character = this.#text[this.#at];
      if (character === undefined) return;
      if (character === '"') this.#string();
      else if (character === "{" || character === "[") {
        depth++;
        this.#at++;
      } else if (character === "}" || character === "]") {
        depth--;
        this.#at++;
      } else if (depth > 0) this.#at++;
      else {
        while (this.#at < this.#text.length && !",]}".includes(this.#text[this.#at] ?? "")) this.#at++;
        return;
      }
    } while (depth > 0);
  }

  #string(): void {
    let end = this.#at;
    do end = this.#text.indexOf('"', end + 1);
    while (end > 0 && this.#isEscaped(end));
    this.#at = end < 0 ? this.#text.length : end + 1;
  }

  #isEscaped(at: number): boolean {
    let slashes = 0;
    while (this.#text[at - 1 - slashes] === "\\") slashes++;
    return slashes % 2 === 1;
  }
}
