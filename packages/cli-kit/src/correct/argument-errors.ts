import { type ArgumentProblem, commandName, type Flag, isMeantName, nearest, own } from "@specwire/contract";
import { CliError } from "../errors.ts";
import { oneLine } from "../text.ts";
import { type CheckedCall, type Correction, correctedLine } from "./corrected-line.ts";

const mostShown = 6;

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
  const near = allowed && typed !== undefined ? nearest(typed, allowed) : [];
  return near.find((value) => isMeantName(typed ?? "", value));
}

/** The same call with the nearest allowed values, and with places for what is missing; undefined where that is a guess. */
function correctedCall(call: CheckedCall, problems: readonly ArgumentProblem[]): string | undefined {
  const corrections: Correction[] = joinedParts(call, problems);
  const known = new Set(corrections.map(({ flag }) => flag));
  for (const problem of problems) {
    const flag = flagOf(problem, call.flags);
    const value = problem.missing ? undefined : nearestAllowed(problem);
    if (flag === undefined || flag.path.length !== problem.path.length) return undefined;
    if (known.has(flag)) continue;
    // A place for a value that can't be; of a thing or a list it would not say more.
    if (value === undefined && !problem.missing && !isPlain(flag)) return undefined;
    corrections.push({ flag, ...(value !== undefined && { value }) });
  }
  return correctedLine(call, corrections);
}

function isPlain({ type }: Flag): boolean {
  return (
    type.kind === "integer" || type.kind === "number" || (type.kind === "string" && type.enum !== undefined)
  );
}

/** `--repo octocat/hello-world` where the part of the path before it is missing: each takes its own. */
function joinedParts(
  { flags, arguments: args }: CheckedCall,
  problems: readonly ArgumentProblem[],
): Correction[] {
  const path = flags.filter((flag) => flag.in === "path");
  const missing = problems.filter((one) => one.missing).map((one) => flagOf(one, flags));
  for (const [index, flag] of path.entries()) {
    const value = own(args.path, flag.path[0] ?? "");
    const parts = typeof value === "string" ? value.split("/") : [];
    if (parts.length !== 2 || parts.includes("")) continue;
    const pair = [path[index - 1], path[index + 1]];
    const before = pair[0] !== undefined && missing.includes(pair[0]) ? [pair[0], flag] : undefined;
    const both = before ?? (pair[1] !== undefined && missing.includes(pair[1]) ? [flag, pair[1]] : []);
    if (both.length > 0 && both.every((one) => one.type.kind === "string"))
      return both.map((one, at) => ({ flag: one, value: parts[at] ?? "" }));
  }
  return [];
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
