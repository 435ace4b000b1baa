import type { CheckedSpec } from "../checked-spec.ts";
import { commandNames } from "../words.ts";

/** A connector must not be taken for a command that people and agents know. */
export function slugIsCommand({ source, report, locate }: CheckedSpec): void {
  if (commandNames.has(source.slug))
    report.add("connector/slug-is-command", { slug: source.slug }, locate("/slug"));
}
