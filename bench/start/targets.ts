import type { Section, Target } from "../lib/report.ts";

const whole = "specwire, 1223 operations";
const one = "specwire, 1 operations";

/** The targets of a generated tool's start, judged by what was measured. */
export function startTargets(sections: readonly Section[]): Target[] {
  const ratio = (title: string, base: string) =>
    sections.find((section) => section.title.startsWith(title))?.results.find(({ name }) => name === whole)
      ?.figures?.ratios[base];
  const target = (
    id: string,
    title: string,
    what: string,
    base: string,
    shown: string,
    most: number,
  ): Target => {
    const found = ratio(title, base);
    return {
      id,
      asks: `1,223 operations, ${what}: ≤ ${most} × ${shown}`,
      measured: found
        ? `${found.wall.median.toFixed(2)} × (CPU ${found.cpu.median.toFixed(2)} ×)`
        : "not measured",
      met: (found?.wall.median ?? Number.NaN) <= most,
    };
  };
  return [
    target("R1", "Top level", "top level", "node -e 0", "`node -e 0`", 1.35),
    target("R1", "One GET", "one GET", "node -e 0", "`node -e 0`", 1.8),
    target("R2", "Top level", "top level", one, "a tool of one command", 1.25),
    target("R2", "One GET", "one GET", one, "a tool of one command", 1.25),
  ];
}
