import type { ArgumentProblem } from "./argument-error.ts";
import { ArgumentError } from "./argument-error.ts";
import { FoldedNames, isMethodOverride } from "./folded-name.ts";

/** A parameter or member of a form, with the encoded names of the pairs that it becomes. */
export interface Written {
  readonly owner: string;
  readonly names: Iterable<string>;
}

/**
 * An exploded object brings names of its own; none may be read as another parameter or member, or as the request's
 * method. `stated` are the names that somebody else has, sent or not. Throws `ArgumentError`.
 */
export function refuseForeignNames(
  place: ArgumentProblem["in"],
  stated: Iterable<string>,
  written: readonly Written[],
): void {
  const brought = written.flatMap(({ owner, names }) =>
    [...new Set(names)].map(decoded).flatMap((name) => (name === owner ? [] : { owner, name })),
  );
  if (brought.length === 0) return;
  const names = [...stated];
  const whole = new Set(names);
  // What begins with its owner's name is read as a part of it, unless somebody has that very name.
  const foreign = brought.filter(({ owner, name }) => whole.has(name) || !name.startsWith(`${owner}[`));
  const all = new FoldedNames();
  if (foreign.length > 0) for (const name of names) all.add(name);
  for (const { owner, name } of foreign) all.add(name, owner);
  for (const { owner, name } of foreign) {
    const other = all.met(name, owner);
    if (other !== undefined)
      throw new ArgumentError([{ in: place, path: [owner, other], message: "is another parameter's name" }]);
    refuseOverride(place, [owner, name], name);
  }
}

/** Throws `ArgumentError` for a name that would make another method of the request. */
export function refuseOverride(place: ArgumentProblem["in"], path: readonly string[], name: string): void {
  if (isMethodOverride(name)) throw new ArgumentError([{ in: place, path, message: readAsMethod }]);
}

export const readAsMethod = "is read as the request's method by some servers";

/** A name that is no percent-encoding, as of a cookie, is what it is. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
