import { tokenBudgets } from "../../packages/contract/src/index.ts";
import type { Target } from "../lib/report.ts";
import type { Way } from "./discovery.ts";
import type { Measured } from "./measured.ts";
import { sizesOf } from "./surfaces.ts";
import type { Written } from "./writes.ts";

/** From nothing to the right call of GitHub's whole document. */
export const mostForDiscovery = 1500;
/** Of the raw JSON's tokens, what the lists of an API may take together. */
export const mostOfRaw = 0.25;

export function targetsOf(
  measured: readonly Measured[],
  ways: readonly Way[],
  written: readonly Written[] = [],
): Target[] {
  const most = (id: string, what: string, limit: number, of: (one: Measured) => number): Target => {
    const [worst] = measured.toSorted((a, b) => of(b) - of(a));
    const value = worst === undefined ? Number.NaN : of(worst);
    return {
      id,
      asks: `${what} ≤ ${limit}`,
      measured: `${value} at most (${worst?.name})`,
      met: value <= limit,
    };
  };
  return [
    most("T1", "instructions", tokenBudgets.instructions, ({ surfaces }) => surfaces.instructions),
    most("T2", "top help", tokenBudgets.top, ({ surfaces }) => surfaces.top),
    most("T3", "a command's help, half of them", 350, ({ surfaces }) => surfaces.commands.median),
    most("T4", "a command's help, each", 900, ({ surfaces }) => surfaces.commands.max),
    ...(ways.length > 0 ? [discovery(ways)] : []),
    ...lists(measured),
    ...(written.length > 0 ? [writes(written)] : []),
  ];
}

function discovery(ways: readonly Way[]): Target {
  const { median, max, of } = sizesOf(ways.map((way) => way.inAll));
  const within = ways.filter((way) => way.inAll <= mostForDiscovery).length;
  return {
    id: "T5",
    asks: `GitHub's 1,223 commands: from nothing to the right call ≤ ${mostForDiscovery}`,
    measured: `${within} of ${of} intents; ${median} half of them, ${max} at most`,
    met: within === of,
  };
}

function writes(written: readonly Written[]): Target {
  const judged = written.flatMap(({ command, tokens, limit }) =>
    limit === undefined ? [] : [{ command, tokens, limit }],
  );
  const [first] = judged;
  return {
    id: "T8",
    asks: `what a write answers ≤ ${first?.limit}, of a pull request ≤ ${judged.at(-1)?.limit}`,
    measured: judged.map(({ command, tokens }) => `${command} ${tokens}`).join(", "),
    met: judged.every(({ tokens, limit }) => tokens <= limit),
  };
}

function lists(measured: readonly Measured[]): Target[] {
  const shares = measured.flatMap(({ name, answers }) => {
    const found = answers.filter((one) => one.kind === "list");
    const sum = (of: (one: (typeof found)[number]) => number) =>
      found.reduce((total, one) => total + of(one), 0);
    const [ours, raw] = [sum((one) => one.ours), sum((one) => one.raw)];
    return found.length === 0 ? [] : [{ name, ours, raw, share: ours / raw }];
  });
  const judged = measured.flatMap(({ answers }) => answers.flatMap(({ complete }) => complete ?? []));
  if (shares.length === 0) return [];
  const [worst] = shares.toSorted((a, b) => b.share - a.share);
  const [ours, raw] = shares.reduce(([a, b], one) => [a + one.ours, b + one.raw], [0, 0]);
  return [
    {
      id: "T6",
      asks: `lists of ${shares.length} APIs: each API's ≤ ${mostOfRaw * 100} % of their JSON`,
      measured: `${shares.map(({ name, share }) => `${name} ${percent(share)}`).join(", ")}; all together ${percent(ours / raw)}`,
      met: (worst?.share ?? 1) <= mostOfRaw,
    },
    {
      id: "T7",
      asks: "lists show what the detail of each item needs, and name its command",
      measured: `${judged.filter(Boolean).length} of ${judged.length}`,
      met: judged.length > 0 && judged.every(Boolean),
    },
  ];
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
