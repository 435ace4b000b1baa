import { type Arguments, isArray, isObject, type Json, own } from "@specwire/contract";

/** What of the arguments was not typed: what a file or a pipe held may be a secret, and stands in no line. */
export interface Brought {
  /** `@body.json` or `-`, as it was typed behind `--input`. */
  readonly input?: string;
  /** What it held. */
  readonly body?: Json;
  /** Contents of files that became values of flags, encoded. */
  readonly texts: readonly string[];
}

/** Arguments as they may be shown in a line, and the words that bring the rest. */
export interface TypedArguments {
  readonly arguments: Arguments;
  readonly words: readonly string[];
}

/** The arguments without what a file or a pipe held; undefined where no line can bring that again. */
export function typedArguments(args: Arguments, { input, body, texts }: Brought): TypedArguments | undefined {
  // Files stand in the arguments by number, not by their path.
  if (holds(args, (one) => isObject(one) && own(one, "$file") !== undefined)) return undefined;
  if (texts.length > 0 && holds(args, (one) => typeof one === "string" && texts.includes(one)))
    return undefined;
  if (input === undefined) return { arguments: args, words: [] };
  if (input === "-") return undefined;
  const { body: whole, ...rest } = args;
  const typed = whole === undefined ? undefined : difference(whole, body);
  return {
    arguments: { ...rest, ...(typed !== undefined && { body: typed }) },
    words: ["--input", input],
  };
}

/** What one value has over another: flags win over `--input`. */
export function difference(value: Json, base: Json | undefined): Json | undefined {
  if (!isObject(value) || !isObject(base)) {
    return JSON.stringify(value) === JSON.stringify(base) ? undefined : value;
  }
  const members = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const more = difference(member, own(base, name));
    return more === undefined ? [] : [[name, more]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function holds(value: Json | Arguments | undefined, is: (one: Json) => boolean): boolean {
  if (value === undefined) return false;
  if (is(value as Json)) return true;
  if (isArray(value)) return value.some((one) => holds(one, is));
  return isObject(value as Json) && Object.values(value as object).some((one: Json) => holds(one, is));
}
