import type { Flag } from "@specwire/contract";
import type { FlagLookup } from "./flag-lookup.ts";

/** What is meant by a flag that other tools have and this command has not. */
export type UsualFlag =
  /** The words to take in place of it and its value; `takes`: the value belongs to it. */
  | {
      readonly kind: "replaced";
      readonly words: readonly string[];
      readonly takes: boolean;
      /** The flag that is meant, where that is a guess. */
      readonly meant?: string;
    }
  | { readonly kind: "told"; readonly help: string };

const limits = new Set(
  "-n -L --max --max-results --max-items --top --first --take --num --page-size --per-page".split(" "),
);
const noise = new Set(
  "-y --yes --force --confirm --no-confirm --non-interactive --no-input --quiet -q --silent --no-pager --no-color --verbose -v --debug".split(
    " ",
  ),
);
const bodies = new Set("-d --data --data-raw --json-body --body-json --payload --from-json".split(" "));
const ids = /^--(?:id|number|num|key|name|slug|uuid|iid)$/;

/**
 * @param value - what stands behind the flag, where it is no flag itself
 * @param given - the names of all flags of the line, as they were typed
 */
export function usualFlag(
  typed: string,
  value: string | undefined,
  given: readonly string[],
  lookup: FlagLookup,
): UsualFlag | undefined {
  const replaced = (takes: boolean, ...words: string[]): UsualFlag => ({ kind: "replaced", words, takes });
  const isBody = value !== undefined && /^[[{@]/.test(value);
  if (
    isBody &&
    (bodies.has(typed) || (typed === "--json" && lookup.flags.some((flag) => flag.in === "body")))
  )
    return replaced(true, "--input", value);
  if (typed === "--json" || typed === "--select" || typed === "--columns") {
    // Answers are JSON anyway.
    if (value === undefined) return replaced(false);
    return /^[\w.,-]+$/.test(value) ? replaced(true, "--fields", value) : undefined;
  }
  if (typed === "--jq" || typed === "--template")
    return { kind: "told", help: "answers are JSON: pipe them to jq, or choose members with --fields a,b.c" };
  if (limits.has(typed) && value !== undefined && /^[1-9]\d*$/.test(value))
    return given.includes("--limit")
      ? { kind: "told", help: "--limit says how many; it is given" }
      : replaced(true, "--limit", value);
  if (typed === "--paginate") return replaced(false, "--all");
  if ((typed === "-o" || typed === "--format") && /^(?:json|table|ndjson|raw)$/.test(value ?? ""))
    return replaced(true, "--output", value ?? "");
  if (noise.has(typed)) {
    // Who says no to a question means that nothing is to be done.
    if (/^(?:no|false|0)$/i.test(value ?? ""))
      return { kind: "told", help: "nothing is asked before a call" };
    return replaced(/^(?:yes|true|\d)$/i.test(value ?? ""));
  }
  const other = otherName(typed.slice(2), given, lookup);
  if (typed.startsWith("--") && other !== undefined && value !== undefined)
    return { kind: "replaced", words: [`--${other.name}`, value], takes: true, meant: `--${other.name}` };
  const open = openPathFlag(lookup.flags, given, lookup);
  if (ids.test(typed) && open !== undefined && value !== undefined)
    return replaced(true, `--${open.name}`, value);
  return undefined;
}

/** Names that APIs have for the same, a line each: where a command has one flag of them, that is meant. */
const otherNames = `name title subject summary headline
body description content text message comment note
author creator user username login owner
q query search keyword term
state status
ref branch
label labels tag tags
since after from start
until before to end
assignee assignees assign
email mail
path file filename
amount price total`;

/** The one flag of the command, not given yet, that has another name for the same. */
function otherName(name: string, given: readonly string[], lookup: FlagLookup): Flag | undefined {
  if (lookup.flags.some((flag) => flag.name.startsWith(name))) return undefined;
  const filled = givenFlags(given, lookup);
  const found = otherNames
    .split("\n")
    .map((line) => line.split(" "))
    .filter((names) => names.includes(name))
    .flatMap((names) => lookup.flags.filter((flag) => names.includes(flag.name) && !filled.has(flag)));
  return found.length === 1 ? found[0] : undefined;
}

function givenFlags(given: readonly string[], lookup: FlagLookup): ReadonlySet<Flag> {
  return new Set(
    given.flatMap((name) => {
      const found = name.startsWith("--") ? lookup.find(name.slice(2)) : undefined;
      return found?.kind === "flag" ? [found.flag] : [];
    }),
  );
}

/** The one part of the path that the line does not fill. */
function openPathFlag(
  flags: readonly Flag[],
  given: readonly string[],
  lookup: FlagLookup,
): Flag | undefined {
  const filled = givenFlags(given, lookup);
  const open = flags.filter((flag) => flag.in === "path" && !filled.has(flag));
  return open.length === 1 ? open[0] : undefined;
}
