/** A name as the most forgiving server reads it: without case, brackets and what stands between words. */
export function foldedName(name: string): string {
  return name
    .replace(/%(?:5B|5D|20|2E|5F|2D|00)/gi, "")
    .replace(/[[\]\s._+-]/g, "")
    .toLowerCase();
}
