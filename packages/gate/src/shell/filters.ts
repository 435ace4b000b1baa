/** Per filter: the flags that it may have, and how many words beside them. None may name a file or a program. */
interface Filter {
  readonly flags: RegExp;
  readonly words: number;
  /** What the words must be where they are a program. */
  readonly program?: (word: string) => boolean;
}

const count = "(?:-n|-c|--lines|--bytes)";
const filters: Readonly<Record<string, Filter>> = {
  awk: { flags: /^-F.$/, words: 1, program: onlyPrints },
  cat: { flags: /^-[nbsA]+$/, words: 0 },
  column: { flags: /^(?:-t|-s.?)$/, words: 0 },
  cut: { flags: /^(?:-[dfcb].*|--(?:delimiter|fields|characters|complement).*|-s)$/, words: 0 },
  fold: { flags: /^(?:-w\d+|-s)$/, words: 0 },
  grep: {
    flags:
      /^(?:-[ivnocEFPwxqhaz]+|-[ABCm]\d+|--(?:ignore-case|invert-match|count|only-matching|fixed-strings|color=\w+))$/,
    words: 1,
  },
  head: { flags: new RegExp(`^(?:-\\d+|${count}=?-?\\d*)$`), words: 0 },
  jq: {
    flags:
      /^(?:-[rcCMSesnajR]+|--(?:raw-output|compact-output|sort-keys|slurp|exit-status|null-input|join-output|tab|raw-input|color-output|monochrome-output|arg|argjson|indent))$/,
    words: 1,
    program: readsOnlyInput,
  },
  md5sum: { flags: /^$/, words: 0 },
  nl: { flags: /^-[ba]+$/, words: 0 },
  rev: { flags: /^$/, words: 0 },
  sed: { flags: /^-[nErs]+$/, words: 1, program: onlyPicksLines },
  sha256sum: { flags: /^$/, words: 0 },
  shuf: { flags: /^-n\d*$/, words: 0 },
  sort: {
    flags: /^(?:-[bdfghinrVuMR]+|-k[\d.,bdfginrV]*|-t.?|--(?:reverse|unique|numeric-sort))$/,
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
  column: [[/^-s$/, 1]],
  cut: [[/^(?:-[dfcb]|--(?:delimiter|fields|characters))$/, 1]],
  grep: [[/^-[ABCm]$/, 1]],
  head: [[/^(?:-n|-c|--lines|--bytes)$/, 1]],
  jq: [
    [/^--(?:arg|argjson)$/, 2],
    [/^--indent$/, 1],
  ],
  shuf: [[/^-n$/, 1]],
  sort: [[/^-[kt]$/, 1]],
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
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-") || word === "-") {
      others.push(word);
      continue;
    }
    const values = separate[name]?.find(([flag]) => flag.test(word))?.[1];
    if (values === undefined && !filter.flags.test(word)) return false;
    index += values ?? 0;
  }
  return others.length <= filter.words && others.every((word) => filter.program?.(word) ?? true);
}

/** jq can read modules, files' names and the environment from inside its program. */
function readsOnlyInput(program: string): boolean {
  // In a comment a quote begins no text, so texts are left out only where there is no comment.
  const code = program.includes("#") ? program : program.replace(/"(?:[^"\\]|\\[^(])*"/g, '""');
  const elsewhere = /\b(?:import|include|input_filename|get_search_list|modulemeta)\b|\$ENV|\$__prog/;
  // A member of that name, `.env`, is no more than a member.
  const environment = /(?:^|[^.\w]|\.\.)env\b/;
  return !elsewhere.test(code) && !environment.test(code);
}

/** sed can write files and start programs. These only choose lines, or replace text in them. */
function onlyPicksLines(script: string): boolean {
  const address = String.raw`(?:\d+|\$|/[^/\n\\]*/)`;
  const lines = new RegExp(`^(?:${address}(?:,${address})?)?[pdq]$`);
  return lines.test(script) || /^s\/[^/\n]*\/[^/\n]*\/[gIip]*$/.test(script);
}

/** awk can do whatever a shell can. These print fields and texts, perhaps of some lines only. */
function onlyPrints(program: string): boolean {
  return /^\s*(?:NR\s*(?:[<>]=?|[!=]=)\s*\d+\s*)?\{\s*print(?:\s|,|\$(?:\d+|NF)|NR|NF|"[^"\\\n]*")*\}\s*$/.test(
    program,
  );
}
