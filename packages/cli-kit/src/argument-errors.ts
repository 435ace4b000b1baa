import { type ArgumentProblem, commandName, type Flag, type Operation } from "@specwire/contract";
import { CliError } from "./errors.ts";
import { nearest } from "./suggest.ts";
import { oneLine } from "./text.ts";

const mostShown = 6;

/** What is wrong with the arguments, in the words of the command line: flags, allowed values, a command that helps. */
export function argumentError(
  slug: string,
  operation: Operation,
  flags: readonly Flag[],
  problems: readonly ArgumentProblem[],
): CliError {
  const sentences = problems.slice(0, mostShown).map((problem) => sentenceOf(problem, flags));
  const rest = problems.length > mostShown ? [`and ${problems.length - mostShown} more`] : [];
  const flag = flagNameOf(problems[0], flags);
  return new CliError("INVALID_ARGUMENT", [...sentences, ...rest].join("; "), {
    help: `${commandName(slug, operation.id)} --help`,
    operation: operation.id,
    ...(flag !== undefined && { flag }),
  });
}

function sentenceOf(problem: ArgumentProblem, flags: readonly Flag[]): string {
  const { missing, message, allowed, path } = problem;
  const flag = flagOf(problem, flags);
  const name = flagNameOf(problem, flags) ?? (path.length > 0 ? `--input: ${path.join(".")}` : "--input");
  const below = flag ? path.slice(flag.path.length) : [];
  const subject = [name, ...(below.length > 0 ? [`(${below.join(".")})`] : [])].join(" ");
  const about = missing && flag?.field.description ? ` (${oneLine(flag.field.description, 60)})` : "";
  const typed = /^can't be "([^"]*)"/.exec(message)?.[1];
  const near = allowed && typed !== undefined ? nearest(typed, allowed, 1)[0] : undefined;
  return `${subject} ${message}${about}${near === undefined ? "" : `; did you mean ${near}?`}`;
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
