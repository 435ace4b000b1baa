import type { ArgumentProblem } from "./check-arguments.ts";

/** Arguments that can't become a request. */
export class ArgumentError extends Error {
  readonly problems: readonly ArgumentProblem[];
  constructor(problems: readonly ArgumentProblem[]) {
    super(problems.map((one) => `${one.path.join(".")} ${one.message}`).join("; "));
    this.name = "ArgumentError";
    this.problems = problems;
  }
}
