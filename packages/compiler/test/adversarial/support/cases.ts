import { readFileSync } from "node:fs";

/** One hostile text, and what has to become of it at each of some positions. */
export interface Case {
  readonly id: string;
  readonly payload: string | Generated;
  /** In a few words, for people. */
  readonly expect: string;
  /** Where the case was meant otherwise than design.md decides, or needs an explanation. */
  readonly note?: string;
  readonly runs: readonly Run[];
}

/** Payloads that are too long to be written down. */
export interface Generated {
  readonly $gen: "yaml-empty-merge" | "enum" | "paths" | "combi" | "params" | "properties" | "repeat";
  readonly n: number;
  readonly s?: string;
}

export type Outcome = "inert" | "refused" | "kept-as-data" | "bounded";

export interface Run {
  /** A name of `positions.json`. */
  readonly position: string;
  readonly outcome: Outcome;
  /** Of the diagnostic, for `refused`; for `bounded`, where a limit is what is expected. */
  readonly code?: string;
  /** Where the diagnostic points, if not at the position itself. */
  readonly at?: string;
  /** In place of the case's own. */
  readonly payload?: string | Generated;
  /** What stands there in the benign twin, in place of the position's own. */
  readonly benign?: string;
  /** Names of parameters and members that have to be in the compiled connector as they are. */
  readonly keys?: readonly string[];
  /** Flags that the commands have to have between them. */
  readonly flags?: readonly string[];
  /** A path parameter that an operation has to have. */
  readonly parameter?: string;
  /** Whether printed examples are run in a shell. */
  readonly shell?: true;
  /** Whether the call of such an example has to send the payload as it is. */
  readonly arrives?: true;
  /** Whether a long, crafted value is sent through the argument check. */
  readonly attack?: true;
}

export function casesOf(area: string): readonly Case[] {
  const text = readFileSync(new URL(`../cases/${area}.json`, import.meta.url), "utf8");
  return JSON.parse(text) as Case[];
}

/** The payload of a run as text. `{PORT}` is a port that must never be called. */
export function payloadOf(one: Case, run: Run, port: number): string {
  const payload = run.payload ?? one.payload;
  const text = typeof payload === "string" ? payload : generate(payload);
  return text.replaceAll("{PORT}", String(port)).replaceAll("{CANARY_DIR}", "specwire-canary");
}

function generate({ $gen, n, s = " " }: Generated): string {
  const list = <T>(make: (index: number) => T) => Array.from({ length: n }, (_, index) => make(index));
  switch ($gen) {
    case "yaml-empty-merge":
      return `a: &a {}\nb:\n  <<: [${list(() => "*a").join(", ")}]`;
    case "enum":
      return JSON.stringify(list((index) => `value-${index}`));
    case "paths":
      return JSON.stringify(
        Object.fromEntries(list((index) => [`/p${index}`, { get: { responses: { 200: {} } } }])),
      );
    case "params":
      return JSON.stringify(
        list((index) => ({ name: `p${index}`, in: "query", schema: { type: "string" } })),
      );
    case "properties":
      return JSON.stringify(Object.fromEntries(list((index) => [`p${index}`, { type: "string" }])));
    case "combi": {
      // Alternatives of alternatives, and n of those together: n to the power of n if anyone multiplies them.
      const variant = (of: number, index: number) => ({
        type: "object",
        properties: { [`m${of}-${index}`]: { type: "string" } },
      });
      const alternatives = (of: number) => ({ oneOf: list((index) => variant(of, index)) });
      return JSON.stringify({ allOf: list(alternatives), oneOf: list(alternatives) });
    }
    case "repeat":
      return s.repeat(n);
  }
}
