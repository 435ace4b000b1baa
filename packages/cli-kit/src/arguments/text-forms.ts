import { type ArgumentType, type Field, isEncoded, quoteWord } from "@specwire/contract";
import { CliError } from "../errors.ts";
import type { CommandLine, GivenFlag } from "./read-command-line.ts";

/** Longer text is better given as a file. */
const longestShown = 200;

/** Refuses a word where a time is wanted, and text where bytes in an encoding are; notes what may be either. */
export function checkForm(
  { flag, typed, text = "", at }: GivenFlag,
  type: ArgumentType,
  line: CommandLine,
): string[] {
  if (type.kind !== "string" || (type.nullable && text === "null")) return [];
  const { format, encoding } = type;
  if (/^date(-time)?$/.test(format ?? "") && !isTime(text, flag.field)) {
    const form = format === "date" ? "2026-01-31" : "2026-01-31T09:00:00Z";
    throw new CliError("INVALID_ARGUMENT", `${typed} must be a ${format}, not ${JSON.stringify(text)}`, {
      flag: typed,
      help: `write it like ${typed} ${form}`,
    });
  }
  if (encoding === undefined || text.startsWith("@")) return [];
  const isText = isEncoded(text, encoding);
  // Four letters are base64 as well; bytes that are no text were hardly typed by hand.
  if (isText && !(/^[A-Za-z]{4,40}$/.test(text) && Buffer.from(text, "base64").toString().includes("\uFFFD")))
    return [];
  const mark = "__text__";
  const shell = `"$(printf %s ${quoteWord(text)} | base64 | tr -d '\\n')"`;
  const encoded = line.replaced(at, [typed, mark]).replace(mark, () => shell);
  const way = text.length > longestShown ? `${typed} @<file> encodes a file` : `try: ${encoded}`;
  if (isText) return [`${typed} is taken for ${encoding}; if it is text, ${way}`];
  throw new CliError("INVALID_ARGUMENT", `${typed} is not ${encoding}`, { flag: typed, help: way });
}

/** A time, a day, or a count since 1970; another word where the API itself speaks of it. */
function isTime(text: string, { description = "", apiDefault }: Field): boolean {
  const [day] = /^\d{4}-\d\d-\d\d/.exec(text) ?? [];
  return day !== undefined
    ? !Number.isNaN(Date.parse(day))
    : /^-?\d+(\.\d+)?$/.test(text) || text === apiDefault || (text !== "" && description.includes(text));
}
