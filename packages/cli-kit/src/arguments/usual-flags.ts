import type { Flag } from "@specwire/contract";
import type { FlagLookup } from "./flag-lookup.ts";

/** What is meant by a flag that other tools have and this command has not. */
export type UsualFlag =
  /** The words to take in place of it and its value; `takes`: the value belongs to it. */
  | { readonly kind: "replaced"; readonly words: readonly string[]; readonly takes: boolean }
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
  if (typed === "--json" || typed === "--select" || typed === "--columns")
    // Answers are JSON anyway.
    return value !== undefined && /^[\w.,-]+$/.test(value)
      ? replaced(true, "--fields", value)
      : replaced(false);
  if (typed === "--jq" || typed === "--template")
    return { kind: "told", help: "answers are JSON: pipe them to jq, or choose members with --fields a,b.c" };
  if (limits.has(typed) && value !== undefined && /^[1-9]\d*$/.test(value))
    return replaced(true, "--limit", value);
  if (typed === "--paginate") return replaced(false, "--all");
  if ((typed === "-o" || typed === "--format") && /^(?:json|table|ndjson|raw)$/.test(value ?? ""))
    return replaced(true, "--output", value ?? "");
  if (bodies.has(typed) && value !== undefined && /^[[{@]/.test(value))
    return replaced(true, "--input", value);
  if (noise.has(typed)) return replaced(false);
  const open = openPathFlag(lookup.flags, given, lookup);
  if (ids.test(typed) && open !== undefined && value !== undefined)
    return replaced(true, `--${open.name}`, value);
  return undefined;
}

/** The one part of the path that the line does not fill. */
function openPathFlag(
  flags: readonly Flag[],
  given: readonly string[],
  lookup: FlagLookup,
): Flag | undefined {
  const filled = new Set(
    given.flatMap((name) => {
      const found = name.startsWith("--") ? lookup.find(name.slice(2)) : undefined;
      return found?.kind === "flag" ? [found.flag] : [];
    }),
  );
  const open = flags.filter((flag) => flag.in === "path" && !filled.has(flag));
  return open.length === 1 ? open[0] : undefined;
}
