import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Location } from "../source/location.ts";
import { SourceFile } from "../source/source-file.ts";
import type { EditedSpec } from "./edit-spec.ts";

/** Diagnostics of an edited spec with the places of the text before; fixes, which are of the new text, go. */
export function beforeEdits(
  diagnostics: readonly Diagnostic[],
  path: string,
  text: string,
  { origin }: EditedSpec,
): Diagnostic[] {
  const source = new SourceFile(path, text);
  const before = (location: Location): Location => {
    if (location.source.path !== path) return location;
    const { range } = location;
    return {
      ...location,
      source,
      ...(range && { range: { start: origin(range.start), end: origin(range.end) } }),
    };
  };
  return diagnostics.map(({ fix: _, location, related, ...rest }) => ({
    ...rest,
    location: before(location),
    ...(related && { related: related.map((one) => ({ ...one, location: before(one.location) })) }),
  }));
}
