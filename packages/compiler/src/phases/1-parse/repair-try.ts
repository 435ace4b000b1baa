import { Composer, CST, Lexer, Parser } from "yaml";

/** A repair of a text that is no YAML, which has to prove itself. */
export interface Try {
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  readonly help: string;
}

export function applied(text: string, { edits }: Try): string {
  let result = text;
  for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start))
    result = result.slice(0, start) + newText + result.slice(end);
  return result;
}

/** What the lexer finds, with where it stands; a text is one of them, whatever it looks like. */
export function* lexemes(text: string): Generator<{ readonly type: string; readonly at: number }> {
  let at = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue;
    if (lexeme === CST.SCALAR && !isText) {
      isText = true;
      continue;
    }
    yield { type: isText ? "scalar" : (CST.tokenType(lexeme) ?? ""), at };
    isText = false;
    at += lexeme.length;
  }
}

/** Where the text stops to be YAML that a spec may have. */
export function firstProblem(text: string): number | undefined {
  for (const { type, at } of lexemes(text))
    if (type === "alias" || type === "anchor" || type === "tag") return at;
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const composer = new Composer({
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      merge: false,
      logLevel: "silent",
    });
    const [document, second] = composer.compose(new Parser().parse(text), true, text.length);
    if (second !== undefined) return second.range[0];
    const starts = document?.errors.map(({ pos }) => pos[0]) ?? [];
    return starts.length === 0 ? undefined : Math.min(...starts);
  } finally {
    Error.stackTraceLimit = before;
  }
}

/** Longer lines are left to their authors, in characters. */
export const longestLine = 10_000;

export function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}
