import type { Figures } from "../lib/race.ts";
import type { Section, Target } from "../lib/report.ts";

/** The targets of the compiler, judged by what was measured. */
export function targetsOf(sections: readonly Section[]): Target[] {
  const find = (title: string, name: string): Figures | undefined =>
    sections.find((one) => one.title.startsWith(title))?.results.find((one) => one.name === name)?.figures;
  const github = find("GitHub, ", "specwire");
  const stripe = find("Stripe, ", "specwire");
  const ten = find("10 operations", "specwire");
  const same = find("Unchanged", "specwire, unchanged GitHub");
  const yaml = find("YAML", "specwire");
  const reading = find("YAML", "read + js-yaml 4");
  const checks = sections.find((one) => one.title.startsWith("Type-checking"))?.results ?? [];
  const bad = checks.filter((one) => one.failure !== undefined).map((one) => one.name);
  return [
    {
      id: "C1",
      asks: "GitHub: ≤ 2.5 × floor, ≤ 250 MB",
      measured: `${ratio(github, "floor")}, ${github?.rssMb.median.toFixed(0)} MB`,
      met: within(github, "floor", 2.5) && (github?.rssMb.median ?? Number.NaN) <= 250,
    },
    limit("C2", "Stripe", stripe, "floor", 2.5),
    limit("C3", "10 operations", ten, "node -e 0", 1.6),
    limit("C4", "unchanged GitHub", same, "node -e 0", 2),
    {
      id: "C5",
      asks: "GitHub as YAML: ≤ 8 × JSON.parse",
      measured: `${ratio(yaml, "read + JSON.parse")} with everything written; reading alone ${ratio(reading, "read + JSON.parse")}`,
      met: within(yaml, "read + JSON.parse", 8),
    },
    {
      id: "C6",
      asks: "0 errors under `tsc --strict`",
      measured: bad.length === 0 ? `0 in ${checks.length} outputs` : `errors in ${bad.join(", ")}`,
      met: bad.length === 0 && checks.length > 0,
    },
  ];
}

function limit(id: string, what: string, figures: Figures | undefined, base: string, most: number): Target {
  const asks = `${what}: ≤ ${most} × ${base === "floor" ? base : `\`${base}\``}`;
  return { id, asks, measured: ratio(figures, base), met: within(figures, base, most) };
}

function ratio(figures: Figures | undefined, base: string): string {
  const found = figures?.ratios[base];
  return found === undefined
    ? "not measured"
    : `${found.wall.median.toFixed(2)} × (CPU ${found.cpu.median.toFixed(2)} ×)`;
}

function within(figures: Figures | undefined, base: string, most: number): boolean {
  return (figures?.ratios[base]?.wall.median ?? Number.NaN) <= most;
}
