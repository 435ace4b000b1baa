import {
  type Arguments,
  type ArgumentTypes,
  commandLine,
  type Flag,
  isObject,
  type Json,
  type Operation,
  own,
} from "@specwire/contract";
import { setMember } from "../arguments/collect-arguments.ts";
import { type Brought, typedArguments } from "../brought.ts";
import { placeholderOf } from "../help/flag-rows.ts";

/** What was called, as far as an error needs it to correct the call. */
export interface CheckedCall {
  readonly slug: string;
  readonly operation: Operation;
  readonly types: ArgumentTypes;
  readonly flags: readonly Flag[];
  readonly arguments: Arguments;
  /** Global flags of the line, to be kept. */
  readonly globals: readonly string[];
  readonly brought: Brought;
}

/** Another value of a flag; a place for one where none is known. */
export interface Correction {
  readonly flag: Flag;
  readonly value?: Json;
}

/** A longer line, as with a file's content in it, would cost more to read than it helps. */
const longestLine = 1000;

/** The same call with other values; undefined where it can't be shown. */
export function correctedLine(call: CheckedCall, corrections: readonly Correction[]): string | undefined {
  const typed = typedArguments(call.arguments, call.brought);
  if (typed === undefined) return undefined;
  let args = typed.arguments;
  const places = new Set<Flag>();
  for (const { flag, value } of corrections) {
    const before = args[flag.in];
    const changed =
      value === undefined ? withoutMember(before, flag.path) : setMember(before, flag.path, value);
    args = { ...args, ...(changed !== undefined && { [flag.in]: changed }) };
    if (value === undefined) for (const one of neededFlags(flag, call.flags)) places.add(one);
  }
  // The empty body that flags fill, or that is there because one has to be.
  const isBodyNeeded = call.operation.body?.required || corrections.some(({ flag }) => flag.in === "body");
  if (isBodyNeeded && isObject(args.body) && Object.keys(args.body).length === 0) {
    const { body: _, ...rest } = args;
    args = rest;
  }
  const words = [...places].map((flag) => `--${flag.name} ${placeholderOf(flag.type, call.types)}`);
  const more = [...typed.words, ...call.globals];
  const line = [commandLine(call.slug, call.operation, call.types, args, more), ...words].join(" ");
  return line.length > longestLine ? undefined : line;
}

function withoutMember(base: Json | undefined, path: readonly string[]): Json | undefined {
  const [head = "", ...rest] = path;
  if (!isObject(base) || own(base, head) === undefined) return base;
  const entries = Object.entries(base).filter(([name]) => rest.length > 0 || name !== head);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === head ? (withoutMember(value, rest) ?? value) : value]),
  );
}

/** Of an object whose members have flags those that have to be given; else the flag itself. */
function neededFlags(flag: Flag, flags: readonly Flag[]): readonly Flag[] {
  if (flag.type.kind !== "object" || flag.type.nullable) return [flag];
  const below = flags.filter(
    (one) =>
      one.in === flag.in &&
      one.field.required &&
      one.path.length === flag.path.length + 1 &&
      flag.path.every((name, index) => one.path[index] === name),
  );
  return below.length > 0 ? below.flatMap((one) => neededFlags(one, flags)) : [flag];
}
