import type { ArgumentTypes } from "./argument-type.ts";
import { commandLine } from "./command-line.ts";
import type { ArgumentName, Arguments, Link, LinkArgument, Operation } from "./connector.ts";
import { isExactNumber } from "./exact-number.ts";
import { flagsOf } from "./flags.ts";
import { type Json, pointerTokens, valueAt } from "./json.ts";
import { argumentOf, withArgument } from "./next-page.ts";
import { isSeen } from "./visible-text.ts";

/** A call of the operation that a link leads to, as far as its values are known. */
export interface LinkedCall {
  /** What is known, in the types that the operation takes. */
  readonly arguments: Arguments;
  /** What is not: no answer was given, or it lacks the member. Empty where the call can be made as it is. */
  readonly unknown: readonly UnknownArgument[];
}

export interface UnknownArgument extends ArgumentName {
  /** Where its value is found, to be read by people: `number`, `user.login`; or the argument's own name. */
  readonly place: string;
}

/** A longer value is no identity, and no word of a command line that is only proposed. In characters. */
const longestLinkedValue = 200;

/**
 * The call that a link leads to. `made` is the operation that was called with `args`, defaults counting as given;
 * `answer` what it answered, or one item of its list. Without an answer every `pointer` is unknown.
 */
export function linkedCall(
  link: Link,
  target: Operation,
  made: Operation,
  args: Arguments,
  answer?: Json,
): LinkedCall {
  let known: Arguments = {};
  const unknown: UnknownArgument[] = [];
  for (const argument of link.arguments) {
    const { in: place, name, from } = argument;
    const value = "argument" in from ? argumentOf(made, args, from.argument) : partAt(answer, from.pointer);
    const fitting = value === undefined ? undefined : fittingValue(value, target, argument);
    // What was not said in this call need not be said in that one.
    if (value === undefined && "argument" in from && !needsArgument(target, argument)) continue;
    if (fitting === undefined) unknown.push({ in: place, name, place: placeOf(argument) });
    else known = withArgument(known, { in: place, name }, fitting);
  }
  return { arguments: known, unknown };
}

/**
 * The call as a line for a POSIX shell, with `<number>` for what is unknown. `more` are words at its end, such as
 * global flags.
 */
export function linkedLine(
  slug: string,
  target: Operation,
  types: ArgumentTypes,
  { arguments: args, unknown }: LinkedCall,
  more: readonly string[] = [],
): string {
  const flags = flagsOf(target, types);
  const places = unknown.map(({ in: location, name, place }) => {
    const flag = flags.find((one) => one.in === location && one.path.length === 1 && one.path[0] === name);
    return flag === undefined ? "" : ` --${flag.name} <${place}>`;
  });
  const line = commandLine(slug, target, types, args, more);
  return `${line}${places.join("")}`;
}

/** The value at a pointer; of a URL the segment that `/-2` behind its place counts from the end of its path. */
function partAt(answer: Json | undefined, pointer: string): Json | undefined {
  const whole = valueAt(answer, pointer);
  const [, place, back] = lastSegments.exec(pointer) ?? [];
  if (whole !== undefined || place === undefined) return whole;
  const url = valueAt(answer, place);
  const [, path = ""] = (typeof url === "string" && /^https?:\/\/[^/?#]+\/([^?#%]+)$/.exec(url)) || [];
  return path.split("/").at(-Number(back));
}

const lastSegments = /^(\/.+)\/-([1-9])$/;

/** Scalars alone name a thing; what could mean something to a shell's reader or a path is left to people. */
function fittingValue(value: Json, target: Operation, { in: place, name }: LinkArgument): Json | undefined {
  const type = target.parameters.find((one) => one.in === place && one.name === name)?.type;
  if (isExactNumber(value)) return value;
  if (typeof value === "number" || typeof value === "boolean")
    return type?.kind === "string" ? String(value) : value;
  if (typeof value !== "string" || value.length > longestLinkedValue) return undefined;
  return value === "" || /^\.\.?$/.test(value) || !isSeen(value) ? undefined : value;
}

function needsArgument({ parameters }: Operation, { in: place, name }: ArgumentName): boolean {
  return parameters.some((one) => one.in === place && one.name === name && one.required);
}

function placeOf({ name, from }: LinkArgument): string {
  const isNamed = "argument" in from || lastSegments.test(from.pointer);
  const words = isNamed ? [] : pointerTokens(from.pointer);
  const said = (words.length > 0 ? words : [name]).join(".");
  return /^[\w.-]{1,60}$/.test(said) ? said : "value";
}
