/**
 * Complaints about `actual` where it lacks what `expected` names. Objects may have more members; lists must be
 * of the same length; everything else must be equal.
 */
export function differences(actual: unknown, expected: unknown, place = ""): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${at(place)} is no list`];
    if (actual.length !== expected.length)
      return [`${at(place)} has ${actual.length} items, not ${expected.length}`];
    return expected.flatMap((item, index) => differences(actual[index], item, `${place}/${index}`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return [`${at(place)} is ${said(actual)}, no object`];
    return Object.entries(expected).flatMap(([name, value]) =>
      differences((actual as Record<string, unknown>)[name], value, `${place}/${name}`),
    );
  }
  return actual === expected ? [] : [`${at(place)} is ${said(actual)}, not ${said(expected)}`];
}

const at = (place: string): string => place || "the answer";

function said(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Whether a text is as a pattern says, in which `*` stands for anything. */
export function fits(text: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}
