/** Per filter: the flags that it may have, and how many words beside them. None may name a file or a program. */
interface Filter {
  readonly flags: RegExp;
  readonly words: number;
}

const count = "(?:-n|-c|--lines|--bytes)";
const filters: Readonly<Record<string, Filter>> = {
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
      /^(?:-[rcCMSesnajR]+|--(?:raw-output|compact-output|sort-keys|slurp|exit-status|null-input|join-output|tab|raw-input|color-output|monochrome-output))$/,
    words: 1,
  },
  nl: { flags: /^-[ba]+$/, words: 0 },
  rev: { flags: /^$/, words: 0 },
  sort: { flags: /^(?:-[bdfghinrVuMR]+|-k[\d.,bdfginrV]+|-t.|--(?:reverse|unique|numeric-sort))$/, words: 0 },
  tac: { flags: /^$/, words: 0 },
  tail: { flags: new RegExp(`^(?:-\\d+|${count}=?[+-]?\\d*)$`), words: 0 },
  tr: { flags: /^-[cCdst]+$/, words: 2 },
  uniq: { flags: /^-[cdui]+$/, words: 0 },
  wc: { flags: /^-[clmwL]+$/, words: 0 },
};

/** Flags whose value is a word of its own. */
const separate: Readonly<Record<string, RegExp>> = {
  column: /^-s$/,
  cut: /^(?:-[dfcb]|--(?:delimiter|fields|characters))$/,
  grep: /^-[ABCm]$/,
  head: /^(?:-n|-c|--lines|--bytes)$/,
  sort: /^-[kt]$/,
  tail: /^(?:-n|-c|--lines|--bytes)$/,
};

/**
 * Whether a command only shows what it reads from standard input in another way: it starts nothing, writes no
 * file and reads none.
 */
export function isPlainFilter(name: string, words: readonly string[]): boolean {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) return false;
  let others = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word.startsWith("-") && word !== "-") {
      if (separate[name]?.test(word)) index++;
      else if (!filter.flags.test(word)) return false;
    } else others++;
  }
  return others <= filter.words && !(name === "jq" && words.some(readsElsewhere));
}

/** jq can read modules, files and the environment from inside its program. */
function readsElsewhere(program: string): boolean {
  return /\b(?:import|include|input_filename|env|\$ENV|get_search_list|modulemeta|\$__prog_args)\b|\$ENV/.test(
    program,
  );
}
