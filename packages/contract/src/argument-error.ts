import type { ArgumentName } from "./connector.ts";

/** One thing that is wrong with the arguments of an operation. */
export interface ArgumentProblem {
  readonly in: ArgumentName["in"];
  /** The parameter's name, or the members that lead to the place in the body. */
  readonly path: readonly string[];
  /** Without its subject: `must be an integer`. */
  readonly message: string;
  readonly missing?: true;
  /** The values that would be accepted. */
  readonly allowed?: readonly string[];
}

/** Arguments that can't become a request. */
export class ArgumentError extends Error {
  readonly problems: readonly ArgumentProblem[];
  constructor(problems: readonly ArgumentProblem[]) {
    super(problems.map((one) => `${one.path.join(".")} ${one.message}`).join("; "));
    this.name = "ArgumentError";
    this.problems = problems;
  }
}
