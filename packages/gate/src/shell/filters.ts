import { isPlainJq } from "./jq-program.ts";
import { isPlainAwk, isPlainSed } from "./line-scripts.ts";

/** Per filter: the flags that it may have, and how many words beside them. None may name a file or a program. */
interface Filter {
  readonly flags: RegExp;
  readonly words: number;
  /** What the words must be where they are a program. */
  readonly program?: (word: string) => boolean;
  /** The flag whose value stands in the place of the word. */
  readonly insteadOfWord?: string;
}

const count = "(?:-n|-c|--lines|--bytes)";
const grep: Filter = {
  flags:
    /^(?:-[ivnocEFPwxqhaz]+|-[ABCm]\d+|--(?:ignore-case|invert-match|count|only-matching|fixed-strings|color=\w+))$/,
  words: 1,
  insteadOfWord: "-e",
};
const filters: Readonly<Record<string, Filter>> = {
  awk: { flags: /^-F.+$/, words: 1, program: isPlainAwk },
  cat: { flags: /^-[nbsA]+$/, words: 0 },
  column: { flags: /^-t?(?:s.)?$/, words: 0 },
  cut: {
    flags: /^(?:-[dfcb].*|--(?:delimiter|fields|characters|complement|output-delimiter=).*|-s)$/,
    words: 0,
  },
  fold: { flags: /^(?:-w\d+|-s)$/, words: 0 },
  egrep: grep,
  fgrep: grep,
  grep,
  head: { flags: new RegExp(`^(?:-\\d+|${count}=?-?\\d*)$`), words: 0 },
  jq: {
    flags:
      /^(?:-[rcCMSesnajR]+|--(?:raw-output|compact-output|sort-keys|slurp|exit-status|null-input|join-output|tab|raw-input|color-output|monochrome-output|arg|argjson|indent))$/,
    words: 1,
    program: isPlainJq,
  },
  md5sum: { flags: /^$/, words: 0 },
  nl: { flags: /^-[ba]+$/, words: 0 },
  rev: { flags: /^$/, words: 0 },
  sed: { flags: /^-[nErs]+$/, words: 1, program: isPlainSed, insteadOfWord: "-e" },
  sha256sum: { flags: /^$/, words: 0 },
  shuf: { flags: /^-n\d*$/, words: 0 },
  sort: {
    flags: /^(?:-[bdfghinrVuMR]+|-[bdfghinrVuMR]*(?:k[\d.,bdfginrV]+|t.)|--(?:reverse|unique|numeric-sort))$/,
    words: 0,
  },
  tac: { flags: /^$/, words: 0 },
  tail: { flags: new RegExp(`^(?:-\\d+|${count}=?[+-]?\\d*)$`), words: 0 },
  tr: { flags: /^-[cCdst]+$/, words: 2 },
  uniq: { flags: /^-[cdui]+$/, words: 0 },
  wc: { flags: /^-[clmwL]+$/, words: 0 },
};

/** Flags whose values are words of their own, and how many. */
const separate: Readonly<Record<string, readonly (readonly [RegExp, number])[]>> = {
  awk: [[/^-F$/, 1]],
  column: [[/^-t?s$/, 1]],
  cut: [[/^(?:-[dfcb]|--(?:delimiter|fields|characters))$/, 1]],
  egrep: [[/^-[ABCm]$/, 1]],
  fgrep: [[/^-[ABCm]$/, 1]],
  grep: [[/^-[ABCm]$/, 1]],
  head: [[/^(?:-n|-c|--lines|--bytes)$/, 1]],
  jq: [
    [/^--(?:arg|argjson)$/, 2],
    [/^--indent$/, 1],
  ],
  shuf: [[/^-n$/, 1]],
  sort: [[/^-[bdfghinrVuMR]*[kt]$/, 1]],
  tail: [[/^(?:-n|-c|--lines|--bytes)$/, 1]],
};

/**
 * Whether a command only shows what it reads from standard input in another way: it starts nothing, writes no
 * file and reads none.
 */
export function isPlainFilter(name: string, words: readonly string[]): boolean {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) return false;
  const others: string[] = [];
  let most = filter.words;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const value = word === filter.insteadOfWord ? words[++index] : undefined;
    if (value !== undefined) {
      if (filter.program?.(value) === false) return false;
      most = 0;
    } else if (!word.startsWith("-") || word === "-") {
      others.push(word);
    } else {
      const values = separate[name]?.find(([flag]) => flag.test(word))?.[1];
      if (values === undefined && !filter.flags.test(word)) return false;
      index += values ?? 0;
    }
  }
  return others.length <= most && others.every((word) => filter.program?.(word) ?? true);
}
