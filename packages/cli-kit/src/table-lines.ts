import { type TableEnd, tableVersion } from "@specwire/contract";

/** A text of which parts can be read: the generated file, one character a byte. */
export interface TableText {
  readonly size: number;
  /** From `start` up to `end`, or to the end of the text. */
  readonly read: (start: number, end: number) => string;
}

/** The lines of a table: `//= <key> <JSON>`, sorted by key. */
export interface TableLines {
  /** The JSON behind a key. */
  find(key: string): string | undefined;
  /** The JSON of every line whose key has this first word. */
  all(kind: string): Generator<string>;
}

const head = "//= specwire-table ";
const firstLine = `${head}${tableVersion}\n`;
const mark = "\n//= ";

/** So much is read at once, and kept: bisections begin with the same places, and end with neighbours. In characters. */
const pageSize = 16_384;

/** The file is bisected, since its lines are sorted: reading two megabytes takes longer than most commands. */
export function linesOf(text: TableText): TableLines {
  const { start, end } = findTable(text);
  const pages = pagesOf(text);
  return {
    find(key) {
      // The line begins at `low`, where some line does, or behind it, and before `high`.
      let [low, high] = [start, end];
      while (low < high) {
        const middle = (low + high) >> 1;
        const upper = lineFrom(pages, middle, high);
        const line = upper ?? lineFrom(pages, low, high);
        if (line === undefined || line.key === key) return line?.json;
        if (line.key > key) high = upper ? middle : low;
        else [low, high] = [line.next, upper ? high : middle];
      }
      return undefined;
    },
    *all(kind) {
      const prefix = `//= ${kind} `;
      for (const line of text.read(start, end).split("\n"))
        if (line.startsWith(prefix)) yield line.slice(line.indexOf(" ", prefix.length) + 1);
    },
  };
}

interface Line {
  readonly key: string;
  readonly json: string;
  /** Where the next one begins. */
  readonly next: number;
}

/** The first line that begins at `from` or behind it, and before `end`. */
function lineFrom(pages: Pages, from: number, end: number): Line | undefined {
  const at = pages.indexOf(mark, from - 1, end - 1);
  if (at === -1) return undefined;
  const close = pages.indexOf("\n", at + 1);
  const line = pages.slice(at + mark.length, close === -1 ? undefined : close);
  // The head, the list of groups and the index of searches are one word; the others are a kind and a name, which may be empty.
  const key = /^(?:connector|groups|search)(?= )|^\S+ \S*/.exec(line)?.[0] ?? "";
  return { key, json: line.slice(key.length + 1), next: close === -1 ? end : close + 1 };
}

/** A text of which no part is read twice. */
interface Pages {
  /** Where the words, no longer than a mark, first begin: at `from` or behind it, and before `end`; else -1. */
  indexOf(words: string, from: number, end?: number): number;
  slice(from: number, to?: number): string;
}

function pagesOf(text: TableText): Pages {
  const known = new Map<number, string>();
  /** With so much of what follows that a mark which begins in it is whole. */
  const pageAt = (start: number): string => {
    const page = known.get(start) ?? text.read(start, start + pageSize + mark.length);
    known.set(start, page);
    return page;
  };
  return {
    indexOf(words, from, end = text.size) {
      for (let start = from - (from % pageSize); start < end; start += pageSize) {
        const at = pageAt(start).indexOf(words, Math.max(0, from - start));
        if (at !== -1) return start + at < end ? start + at : -1;
      }
      return -1;
    },
    slice(from, to = text.size) {
      let cut = "";
      for (let start = from - (from % pageSize); start < to; start += pageSize)
        cut += pageAt(start).slice(Math.max(0, from - start), Math.min(to - start, pageSize));
      return cut;
    },
  };
}

interface Place {
  /** Where the first line with a key begins. */
  readonly start: number;
  /** Where the last line, about the table itself, begins. */
  readonly end: number;
}

function findTable(text: TableText): Place {
  const tail = text.read(Math.max(0, text.size - 200), text.size);
  const at = tail.lastIndexOf(`${mark}end `) + 1;
  const end = text.size - tail.length + at;
  const said = at === 0 ? undefined : tableEnd(tail.slice(at + "//= end ".length));
  if (said?.version !== undefined) checkVersion(String(said.version));
  const start = said === undefined ? -1 : end - said.bytes;
  if (start < 0 || text.read(start, start + firstLine.length) !== firstLine) return searchTable(text);
  return { start: start + firstLine.length, end };
}

function tableEnd(json: string): TableEnd | undefined {
  try {
    return JSON.parse(json) as TableEnd;
  } catch {
    return undefined;
  }
}

/** Something was done to the file: other line ends, a line behind its end. */
function searchTable(text: TableText): Place {
  const whole = `\n${text.read(0, text.size)}`;
  const at = whole.lastIndexOf(`\n${head}`);
  if (at === -1) throw new Error("this file has no table of operations");
  const from = at + 1 + head.length;
  checkVersion(/^\S*/.exec(whole.slice(from, from + 20))?.[0] ?? "");
  const [start, end] = [whole.indexOf("\n", from), whole.indexOf(`${mark}end `, from)];
  return { start: start === -1 ? text.size : start, end: end === -1 ? text.size : end };
}

function checkVersion(version: string): void {
  if (version !== String(tableVersion)) throw new Error(`can't read a table of version ${version}`);
}
