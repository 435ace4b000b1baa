import type { Operation } from "../connector.ts";
import { dictionaryFor } from "./dictionary.ts";
import { type SearchWords, StemNumbers, searchWords } from "./entries.ts";

/**
 * What a search reads of all commands, made when the connector is compiled: to read a thousand operations and
 * to take their words apart would cost more than everything else that a search does.
 */
export interface SearchIndex {
  readonly version: number;
  /** The stems, the most frequent first, so that their numbers are short; a blank between two. */
  readonly stems: string;
  /**
   * The commands, a blank between two. Of each: how many characters its id has in common with the one before, the
   * rest of it, a comma, its `marks`, then the lists of numbers of `SearchWords`, a comma between two.
   */
  readonly commands: string;
  /** What leads to these stems from other words: lines of `dictionary.ts`. */
  readonly dictionary: string;
}

export const searchIndexVersion = 2;

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!$%&()*+-.:;=>?[]^_{|}~";
/** Digits below it end a number, the others say that it goes on. */
const ending = 43;
const going = digits.length - ending;

const marks = { write: 1, destructive: 2, deprecated: 4, isList: 8 } as const;

/** Of the commands in the order that they have; the same ones give the same index. */
export function encodeSearchIndex(operations: readonly Operation[]): SearchIndex {
  const all = new StemNumbers();
  const commands = operations.map((operation) => searchWords(operation, all));
  const counts = all.stems.map(() => 0);
  for (const { outer, last, others } of commands)
    for (const list of [outer, last, ...others])
      for (const number of list) counts[number] = (counts[number] ?? 0) + 1;
  const order = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const codes: string[] = [];
  for (const [place, number] of order.entries()) codes[number] = encodeNumber(place);
  const encode = (numbers: readonly number[]) => numbers.map((number) => codes[number]).join("");
  let before = "";
  const texts = commands.map(({ id, access, destructive, deprecated, isList, outer, last, others }) => {
    const common = commonLength(before, id);
    before = id;
    const mark =
      (access === "write" ? marks.write : 0) +
      (destructive ? marks.destructive : 0) +
      (deprecated ? marks.deprecated : 0) +
      (isList ? marks.isList : 0);
    const lists = [outer, last, ...others].map(encode);
    return `${digits[common]}${id.slice(common)},${digits[mark]}${lists.join(",")}`;
  });
  const stems = order.map((number) => all.stems[number]).join(" ");
  const dictionary = dictionaryFor(new Set(all.stems));
  return { version: searchIndexVersion, stems, commands: texts.join(" "), dictionary };
}

/** A word's number and its place in one: the number times it, plus the place. */
export const packedPlaces = 8;

/** A command of an index; its numbers are places in `stems`. */
export interface IndexedCommand extends Omit<SearchWords, "others"> {
  /** Of the places behind the id, packed. */
  readonly others: readonly number[];
}

/** The commands of an index. One loop, since a search runs it once, cold, over all there is. */
export function decodeSearchIndex({ commands: text }: SearchIndex): IndexedCommand[] {
  const values = new Uint8Array(128);
  for (let value = 0; value < digits.length; value++) values[digits.charCodeAt(value)] = value;
  const commands: IndexedCommand[] = [];
  const [blank, comma] = [32, 44];
  let [id, at] = ["", 0];
  while (at < text.length) {
    const end = text.indexOf(",", at);
    id = id.slice(0, values[text.charCodeAt(at)]) + text.slice(at + 1, end);
    const mark = values[text.charCodeAt(end + 1)] ?? 0;
    const outer: number[] = [];
    const last: number[] = [];
    const others: number[] = [];
    let [list, number, scale] = [0, 0, 1];
    for (at = end + 2; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === blank) break;
      if (code === comma) {
        list++;
        continue;
      }
      const value = values[code] ?? 0;
      number += value * scale;
      if (value >= ending) {
        scale *= going;
        continue;
      }
      if (list === 0) outer.push(number);
      else if (list === 1) last.push(number);
      else others.push(number * packedPlaces + list - 1);
      number = 0;
      scale = 1;
    }
    at++;
    commands.push({
      id,
      access: mark & marks.write ? "write" : "read",
      destructive: (mark & marks.destructive) !== 0,
      ...((mark & marks.deprecated) !== 0 && { deprecated: true as const }),
      isList: (mark & marks.isList) !== 0,
      outer,
      last,
      others,
    });
  }
  return commands;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < digits.length - 1 && length < one.length && one[length] === other[length]) length++;
  return Math.min(length, other.length);
}

/** The low part first. */
function encodeNumber(number: number): string {
  let [text, rest] = ["", number];
  while (rest >= ending) {
    const over = rest - ending;
    text += digits[ending + (over % going)];
    rest = Math.floor(over / going);
  }
  return text + digits[rest];
}
