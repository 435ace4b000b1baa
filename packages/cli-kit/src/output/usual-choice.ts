import { flagsOf, quoteWord, toPointer, valueAt } from "@specwire/contract";
import type { Session } from "../session.ts";
import type { Call } from "../transport.ts";

/** What an API's word for no choice at all is. */
const noChoice = /^(?:all|any|both|\*)$/i;

/**
 * Where an API leaves items out unless it is asked for all (`state` is `open` where it is not given): an empty list
 * or a count says nothing of those.
 */
export function usualChoice({ typesOf }: Session, { operation, arguments: args }: Call): string | undefined {
  for (const { name, path, type, field, in: place } of flagsOf(operation, typesOf(operation))) {
    if (place !== "query" || valueAt(args.query, toPointer(path)) !== undefined) continue;
    const chosen = field.apiDefault;
    const values = type.kind === "string" ? (type.enum ?? []) : [];
    const all = values.find((value) => noChoice.test(String(value)));
    if (all === undefined || typeof chosen !== "string" || noChoice.test(chosen)) continue;
    if (values.includes(chosen))
      return `Only --${name} ${quoteWord(chosen)}, which the API takes by itself; all: --${name} ${quoteWord(String(all))}`;
  }
  return undefined;
}
