import type { Json } from "@specwire/contract";

/** Values that a document may stand for, each counted as often as an alias repeats it. */
const mostValues = 5_000_000;

/**
 * Whether a value whose parts are shared would be too large if they were written out. Each part is counted
 * once; a value that holds itself is too large.
 */
export function growsTooLarge(root: Json): boolean {
  const sizes = new Map<object, number>();
  const sizeOf = (value: Json): number => {
    if (typeof value !== "object" || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    sizes.set(value, Number.POSITIVE_INFINITY);
    let size = 1;
    for (const member of Object.values(value)) size += sizeOf(member);
    sizes.set(value, size);
    return size;
  };
  return sizeOf(root) > mostValues;
}
