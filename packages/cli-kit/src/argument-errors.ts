import {
  type ArgumentProblem,
  type Arguments,
  type ArgumentTypes,
  commandLine,
  commandName,
  type Flag,
  isObject,
  type Operation,
} from "@specwire/contract";
import { setMember } from "./arguments/collect-arguments.ts";
import { CliError } from "./errors.ts";
import { placeholderOf } from "./help/flag-rows.ts";
import { nearest } from "./suggest.ts";
import { oneLine } from "./text.ts";

const mostShown = 6;

/** What was called, as far as an error needs it to correct the call. */
export interface CheckedCall {
  readonly slug: string;
  readonly operation: Operation;
  readonly types: ArgumentTypes;
  readonly flags: readonly Flag[];
  readonly arguments: Arguments;
  /** Global flags of the line, to be kept. */
  readonly globals: readonly string[];
}

/** What is wrong with the arguments, in the words of the command line: flags, allowed values, a command that helps. */
export function argumentError(call: CheckedCall, problems: readonly ArgumentProblem[]): CliError {
  const { slug, operation, flags } = call;
  const sentences = problems.slice(0, mostShown).map((problem) => sentenceOf(problem, flags));
  const rest = problems.length > mostShown ? [`and ${problems.length - mostShown} more`] : [];
  const flag = flagNameOf(problems[0], flags);
  const corrected = correctedCall(call, problems);
  return new CliError("INVALID_ARGUMENT", [...sentences, ...rest].join("; "), {
    help: corrected === undefined ? `${commandName(slug, operation.id)} --help` : `try: ${corrected}`,
    operation: operation.id,
    ...(flag !== undefined && { flag }),
  });
}

function sentenceOf(problem: ArgumentProblem, flags: readonly Flag[]): string {
  const { missing, message, path } = problem;
  const flag = flagOf(problem, flags);
  const name = flagNameOf(problem, flags) ?? (path.length > 0 ? `--input: ${path.join(".")}` : "--input");
  const below = flag ? path.slice(flag.path.length) : [];
  const subject = [name, ...(below.length > 0 ? [`(${below.join(".")})`] : [])].join(" ");
  const about = missing && flag?.field.description ? ` (${oneLine(flag.field.description, 60)})` : "";
  const near = nearestAllowed(problem);
  return `${subject} ${message}${about}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function nearestAllowed({ allowed, message }: ArgumentProblem): string | undefined {
  const typed = /^can't be "([^"]*)"/.exec(message)?.[1];
  return allowed && typed !== undefined ? nearest(typed, allowed, 1)[0] : undefined;
}

/** The same call with the nearest allowed values, and with places for what is missing; undefined where that is a guess. */
function correctedCall(call: CheckedCall, problems: readonly ArgumentProblem[]): string | undefined {
  let args = call.arguments;
  // Files stand in the arguments by number, not by their path.
  if (JSON.stringify(args).includes('{"$file":')) return undefined;
  const places: string[] = [];
  for (const problem of problems) {
    const flag = flagOf(problem, call.flags);
    if (flag === undefined || flag.path.length !== problem.path.length) return undefined;
    if (problem.missing)
      for (const one of neededFlags(flag, call.flags))
        places.push(`--${one.name} ${placeholderOf(one.type, call.types)}`);
    else {
      const near = nearestAllowed(problem);
      if (near === undefined) return undefined;
      args = { ...args, [flag.in]: setMember(args[flag.in], flag.path, near) };
    }
  }
  // The empty body that flags fill, or that is there because one has to be.
  const isBodyNeeded = call.operation.body?.required || problems.some((one) => one.in === "body");
  if (isBodyNeeded && isObject(args.body) && Object.keys(args.body).length === 0) {
    const { body: _, ...rest } = args;
    args = rest;
  }
  return [commandLine(call.slug, call.operation, call.types, args, call.globals), ...places].join(" ");
}

/** Of an object whose members have flags those that have to be given; else the flag itself. */
function neededFlags(flag: Flag, flags: readonly Flag[]): readonly Flag[] {
  if (flag.type.kind !== "object") return [flag];
  const below = flags.filter(
    (one) =>
      one.in === flag.in &&
      one.field.required &&
      one.path.length === flag.path.length + 1 &&
      flag.path.every((name, index) => one.path[index] === name),
  );
  return below.length > 0 ? below.flatMap((one) => neededFlags(one, flags)) : [flag];
}

/** The flag of the place, or of the nearest object around it. */
function flagOf(problem: ArgumentProblem, flags: readonly Flag[]): Flag | undefined {
  for (let length = problem.path.length; length > 0; length--) {
    const place = problem.path.slice(0, length).join("\n");
    const found = flags.find((flag) => flag.in === problem.in && flag.path.join("\n") === place);
    if (found) return found;
  }
  return undefined;
}

function flagNameOf(problem: ArgumentProblem | undefined, flags: readonly Flag[]): string | undefined {
  const flag = problem && flagOf(problem, flags);
  return flag && `--${flag.name}`;
}
