import type { Audience, Change } from "@specwire/compiler";

/** What breaks somebody. New operations were accepted by whoever updates: they are no surprise. */
export function breaking(changes: readonly Change[]): Change[] {
  return changes.filter(({ kind, breaks }) => breaks.length > 0 && kind !== "operation-added");
}

export function breakingFor(changes: readonly Change[], audience: Audience): Change[] {
  return breaking(changes).filter(({ breaks }) => breaks.includes(audience));
}

const additions = /-added$|^values$|^body$|^pagination$/;

/** The version that says by semver.org what the changes mean; undefined where there are none. */
export function suggestedVersion(version: string, changes: readonly Change[]): string | undefined {
  if (changes.length === 0) return undefined;
  const [major = 0, minor = 0, patch = 0] = version.split(/[-+]/)[0]?.split(".").map(Number) ?? [];
  const broken = breaking(changes).some(({ breaks }) => breaks.some((one) => one !== "consent"));
  const more = changes.some(({ kind, breaks }) => breaks.length > 0 || additions.test(kind));
  if (broken && major > 0) return `${major + 1}.0.0`;
  return broken || more ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
