import {
  type ApiProblem,
  type ArgumentTypes,
  apiProblems,
  type Flag,
  type Json,
  resolveType,
} from "@specwire/contract";
import { oneLine } from "../text.ts";

/** What an API says of a value, with the flag that gives it where that can be told. */
export interface FlagProblem extends ApiProblem {
  readonly flag?: Flag;
}

const mostShown = 6;
const mostValues = 12;

/** What frames the members of a body in the words of an API. */
const frames =
  /^(body|data|attributes|relationships|properties|request|input|payload|params|json|form|\d+|\*)$/i;

/** The problems that an error answer names; where it only has a sentence, what of it is a flag's name. */
export function flagProblems(body: Json | undefined, message: string, flags: readonly Flag[]): FlagProblem[] {
  const named = apiProblems(body).map((one) => {
    const flag = flagFor(one, flags);
    return flag ? { ...one, flag } : one;
  });
  if (named.length > 0) return named;
  const found = tokensIn(message).flatMap((path) => flagFor({ path }, flags) ?? []);
  return [...new Set(found)].slice(0, 3).map((flag) => ({ path: flag.path, flag, message: "" }));
}

function flagFor(
  { path, in: place }: Pick<ApiProblem, "path" | "in">,
  flags: readonly Flag[],
): Flag | undefined {
  const names = path.filter((name) => !/^(\d+|\*)$/.test(name)).map(plain);
  const of = (wanted: string) =>
    flags.filter(
      (flag) => flag.path.map(plain).join(".") === wanted && (place === undefined || flag.in === place),
    );
  for (let start = 0; start < names.length; start++) {
    for (let end = names.length; end > start; end--) {
      const found = of(names.slice(start, end).join("."));
      // A part of a longer name may be the same by chance.
      if (found[0] && (found.length === 1 || start === 0))
        return found.find((one) => one.in === "body") ?? found[0];
    }
    if (!frames.test(path[start] ?? "")) break;
  }
  return undefined;
}

/** What a sentence about a value says; others have names in them that are no flag's fault. */
const ofValue =
  /\b(required|missing|invalid|valid|must|can ?not|can't|should|expected|unknown|unrecogni[sz]ed|unexpected|unsupported|allowed|empty|blank|null|too|wrong|incorrect|malformed|exists?|taken|found|specify|provide|given|match(es)?|greater|less|than|between|format|not (a|an|one|in|of))\b/i;

/** Words of a sentence that are written as names are: behind "parameter", with a place in front, in quotes. */
function tokensIn(message: string): string[][] {
  const named = [
    /\b((?:body|query|path|header)\.[\w.[\]-]+)/g,
    /\b(?:parameter|field|property|argument|attribute|param)s?:? ["'`]?([\w.-]+)/gi,
  ];
  const patterns = ofValue.test(message)
    ? [
        /["'`“]([\w.[\]/$-]{1,80})["'`”]/g,
        ...named,
        /\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+[A-Z]\w*)\b/g,
        /\b([a-z]\w*(?:\.[a-z]\w*)+)\b/g,
      ]
    : named;
  // Codes in place of sentences: `channel_not_found`, `invalid_user`.
  const code =
    /^(?:(?:invalid|missing|unknown|bad|no)_)?([a-z_]+?)(?:_(?:not_found|required|missing|invalid))?$/;
  const coded = code.exec(message)?.[1];
  if (coded !== undefined && coded !== message) return [[coded]];
  return patterns.flatMap((pattern) =>
    [...message.slice(0, 1000).matchAll(pattern)].map(([, name = ""]) =>
      name.split(/[.[\]/]+/).filter((one) => one !== ""),
    ),
  );
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** `Validation Failed: --state can't be "x"; allowed: open, closed`. `head` is the sentence that stands above them. */
export function problemWords(head: string, problems: readonly FlagProblem[], types: ArgumentTypes): string {
  const said = problems.filter(({ message }) => message !== "");
  if (said.length === 0) return `${head} (${problems.map((one) => problemWord(one, types)).join(", ")})`;
  const words = problems.slice(0, mostShown).map((one) => problemWord(one, types));
  const rest = problems.length > mostShown ? [`and ${problems.length - mostShown} more`] : [];
  return [
    ...(isRepeated(head, said) ? [] : [head.replace(/[.:]$/, "")]),
    [...words, ...rest].join("; "),
  ].join(": ");
}

/** Whether most of a sentence is what is said of the values anyway; else it says more, and stays. */
function isRepeated(head: string, said: readonly FlagProblem[]): boolean {
  const rest = said.reduce((text, { message, path }) => {
    const without = text.replace(message, "");
    return without === text ? text : path.reduce((one, name) => one.replace(name, ""), without);
  }, head);
  return plain(rest).length * 2 <= plain(head).length;
}

function problemWord({ flag, path, message, allowed }: FlagProblem, types: ArgumentTypes): string {
  const name = flag ? `--${flag.name}` : oneLine(path.join("."), 80);
  // A sentence has its own subject.
  const said = oneLine(message, 200);
  const words = said === "" ? name : `${name}${/^[A-Z0-9'"`]/.test(said) ? ":" : ""} ${said}`;
  const values = allowed ?? (flag ? valuesOf(flag, types) : []);
  if (values.length === 0 || values.every((one) => said.includes(one))) return words;
  const more = values.length > mostValues ? ` … (${values.length} in all)` : "";
  return `${words} (allowed: ${oneLine(values.slice(0, mostValues).join(", "), 300)}${more})`;
}

/** The values that a flag takes, where they are listed. */
function valuesOf({ type }: Flag, types: ArgumentTypes): readonly string[] {
  const one = type.kind === "array" ? resolveType(type.items, types) : type;
  return (one.kind === "string" || one.kind === "integer" || one.kind === "number") && one.enum
    ? one.enum.map(String)
    : [];
}
