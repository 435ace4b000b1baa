// sed can write files and start programs, awk can do whatever a shell can. So these accept only what is sure to
// pick lines, replace text in them or print parts of them, whoever's sed or awk reads it.

/**
 * Source of a regular expression for what stands before a delimiter. The delimiter is nowhere in it, not even
 * escaped or in brackets, where some read its end and others do not.
 */
function within(delimiter: string): string {
  const not = `\\n\\\\${delimiter}`;
  const brackets = `\\[(?:\\^[^\\][${not}]+|[^\\][^${not}][^\\][${not}]*)\\]`;
  return `(?:[^[${not}]|\\\\[^\\n${delimiter}]|${brackets}|\\[\\^?\\[:[a-z]+:\\]\\])*`;
}

const regex = `/${within("/")}/`;

const sedAddress = `(?:\\d+(?:~\\d+)?|\\$|${regex})`;
const replacing = ["/", "|", ",", ":", "@", "%", "~", "!"].map((delimiter) => {
  const text = `(?:[^\\n\\\\${delimiter}]|\\\\[^\\n${delimiter}])*`;
  return `s[${delimiter}]${within(delimiter)}[${delimiter}]${text}[${delimiter}][gIip\\d]*`;
});
const sedCommand = new RegExp(
  `[ \\t;]*(?:${sedAddress}(?:,${sedAddress})?[ \\t]*!?)?[ \\t]*(?:[pdq=]|${replacing.join("|")})[ \\t]*(?:;|$)`,
  "y",
);

/** Whether a sed script only picks lines (`1,5p;/x/d`) or replaces text in them (`s/a/b/g`). */
export function isPlainSed(script: string): boolean {
  return isAll(sedCommand, script);
}

const awkText = String.raw`"(?:[^"\\\n]|\\[tn"\\])*"`;
const awkValue = String.raw`(?:\$(?:\d+|NF|\(NF-\d+\))|\d+(?:\.\d+)?(?!\d)|N[FR]|FNR|O?FS|[a-z_][a-z_\d]*(?![a-z_\d])|${awkText})`;
const awkTest = `(?:!?${regex}|${awkValue}(?:[ \\t]*%[ \\t]*\\d+)?(?:[ \\t]*(?:[=!]=|[<>]=?)[ \\t]*${awkValue}|[ \\t]*!?~[ \\t]*${regex})?)`;
const awkTests = `${awkTest}(?:[ \\t]*(?:&&|\\|\\||,)[ \\t]*${awkTest})*`;
// No `>`, `|`, `(` or `[`: nothing is written, started, called or looked up.
const awkAction = `\\{(?:[ \\t]|;|,|[-+*%]?=(?!=)|[-+*%](?!=)|${awkValue})*\\}`;
const awkRule = new RegExp(
  `[ \\t;]*(?:(?:BEGIN|END|${awkTests})?[ \\t]*${awkAction}|${awkTests})[ \\t]*(?:;|(?=[A-Z{]|$))`,
  "y",
);

/** Whether an awk program only prints fields, texts and sums, perhaps of some lines: `NR>1 {print $1, $NF}`. */
export function isPlainAwk(program: string): boolean {
  return isAll(awkRule, program);
}

/** Whether a text is one match behind another. */
function isAll(pattern: RegExp, text: string): boolean {
  // Nobody types longer ones, and time to match is bounded by this.
  if (text === "" || text.length > 1_000) return false;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    if (!pattern.test(text)) return false;
  }
  return true;
}
