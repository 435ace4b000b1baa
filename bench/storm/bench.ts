import type { StormCounts, Verdict } from "../../packages/runtime/test/storm/oracle.ts";
import { runStorm } from "../../packages/runtime/test/storm/storm.ts";
import { startStormServer } from "../../packages/runtime/test/storm/storm-database.ts";
import type { StormOptions } from "../../packages/runtime/test/storm/storm-options.ts";
import type { Report, Target } from "../lib/report.ts";

export interface StormSize {
  readonly processes: number;
  readonly callers: number;
}

/** `8x25`; undefined where it is no size. */
export function sizeIn(word: string): StormSize | undefined {
  const [, processes = "", callers = ""] = /^([1-9]\d{0,2})x([1-9]\d{0,3})$/.exec(word) ?? [];
  return processes === "" ? undefined : { processes: Number(processes), callers: Number(callers) };
}

type Scenario = Partial<StormOptions> & { readonly name: string; readonly asks: string };

const everything: StormOptions["faults"] = {
  deaths: true,
  killEvery: 2000,
  stopEvery: 5000,
  stopFor: 6000,
  cutLocksEvery: 7000,
  loseBefore: 0.02,
  loseAfter: 0.02,
  unavailable: 0.02,
  disconnects: 12,
};
const scenarios: readonly Scenario[] = [
  { name: "calm", asks: "no fault: 0 reuses, refreshes = tokens that ended" },
  {
    name: "slow",
    asks: "a token endpoint that takes 2 s: the same",
    accessMilliseconds: 8000,
    delayBefore: 1000,
    delayAfter: 1000,
  },
  {
    name: "faults",
    asks: "no grace: nothing deleted, reuses ≤ causes, one event each, none back from the dead",
    faults: everything,
    untilAllDied: true,
  },
  {
    name: "grace",
    asks: "2 s of grace: the same",
    graceMilliseconds: 2000,
    faults: everything,
    untilAllDied: true,
  },
];

/** The storm, in each of its scenarios; a complaint of the judge is a target missed. */
export async function stormBench(size: StormSize, quick: boolean): Promise<Report> {
  const server = await startStormServer();
  const verdicts: Verdict[] = [];
  try {
    for (const { name, asks: _asks, ...scenario } of scenarios) {
      console.error(`  ${name}`);
      const verdict = await runStorm({
        ...size,
        connectionString: await server.database(`storm_${name}`),
        accounts: 24,
        seconds: quick ? 5 : 30,
        accessMilliseconds: 2000,
        graceMilliseconds: 0,
        delayBefore: 100,
        delayAfter: 100,
        faults: {},
        ...scenario,
      });
      verdicts.push(verdict);
    }
  } finally {
    await server.stop();
  }
  const targets = scenarios.map(({ asks }, index): Target => {
    const { counts, complaints = ["did not run"] } = verdicts[index] ?? {};
    const fine = `${counts?.refreshes} refreshes, ${counts?.reuses} reuses, ${counts?.grantsEnded} grants ended`;
    const measured = complaints.length === 0 ? fine : complaints.slice(0, 3).join("; ");
    return { id: `S${index + 1}`, asks, measured, met: complaints.length === 0 };
  });
  const columns = verdicts.map(({ counts }) => rowsOf(counts));
  const names = Object.keys(columns[0] ?? {});
  const table = [
    ["", ...scenarios.map(({ name }) => name)],
    ["---", ...scenarios.map(() => "---")],
    ...names.map((name) => [name, ...columns.map((column) => column[name] ?? "")]),
  ].map((cells) => `| ${cells.join(" | ")} |`);
  const title = `**${size.processes} processes × ${size.callers} callers, 24 accounts**`;
  return { bench: "storm", sections: [], targets, text: [title, table.join("\n")] };
}

function rowsOf(counts: StormCounts): Record<string, string> {
  const said = (record: Readonly<Record<string, number>>): string =>
    Object.entries(record)
      .map(([name, times]) => `${name} ${times}`)
      .join(", ") || "0";
  const { p50, p99, longest } = counts.waits;
  return {
    seconds: `${counts.seconds}`,
    "calls that got a token": `${counts.given}`,
    "of them with one that had ended": `${counts.stale}`,
    "calls that got an error": said(counts.errors),
    "waits for a refresh, ms: half, 99 of 100, longest": `${p50}, ${p99}, ${longest}`,
    "refreshes the server counted": `${counts.refreshes}`,
    "of them written, for accounts that are still there": `${counts.written}`,
    "answered once more within the grace": `${counts.graced}`,
    "reuses of a refresh token": `${counts.reuses}`,
    "grants ended by a reuse": `${counts.grantsEnded}`,
    "reconnect events": `${counts.reconnectEvents}`,
    "processes killed, by step": said(counts.killed),
    "processes stopped": `${counts.stops}`,
    "lock sessions cut": `${counts.cuts}`,
    "answers lost after the commit": `${counts.lostAfter}`,
    "requests lost before it": `${counts.lostBefore}`,
    "answers of 503": `${counts.unavailable}`,
    "in a commit window: killed, stopped, cut off": Object.values(counts.inWindow).join(", "),
    "accounts disconnected during a refresh": `${counts.disconnected}`,
    "of them alive afterwards, here or at the server": `${counts.resurrected}`,
  };
}
