import { startPostgres } from "../../packages/runtime/test/support/postgres-server.ts";
import type { BenchOptions } from "../lib/options.ts";
import type { Report, Target } from "../lib/report.ts";
import { type Spread, spreadOf } from "../lib/statistics.ts";
import { type Child, canCount, cpuOf, forgetPeak, peakOf, start } from "./child.ts";
import { type LoadOptions, load } from "./load.ts";
import { startNginx } from "./nginx.ts";

interface Route {
  readonly name: string;
  /** Whose processor time and memory are counted. */
  readonly pid: number;
  readonly ask: Pick<LoadOptions, "url" | "path" | "envelope" | "grant">;
  readonly large: Pick<LoadOptions, "url" | "path" | "envelope" | "grant">;
}

interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the route's own process for each request. */
  readonly cpu: number;
}

const megabytes = 256;

/** What the broker adds, beside a direct call and proxies that do nothing but put a credential in. */
export async function brokerBench(options: BenchOptions): Promise<Report> {
  const stops: (() => Promise<unknown>)[] = [];
  const started = async <Given extends { readonly stop: () => Promise<unknown> }>(given: Promise<Given>) => {
    const one = await given;
    stops.push(one.stop);
    return one;
  };
  try {
    const upstream = await started(start("upstream"));
    const url = upstream.said.url ?? "";
    const postgres = await started(startPostgres());
    const broker = await started(start("broker", url, postgres.connectionString));
    const proxy = options.peers ? await started(start("proxy", url)) : undefined;
    const nginx = options.peers ? await startNginx(url) : undefined;
    if (nginx !== undefined) stops.push(nginx.stop);
    const { grant = "", envelope = "" } = broker.said;
    const operation = JSON.parse(envelope);
    const byEnvelope = { url: broker.said.url ?? "", path: "", grant };
    const routes: Route[] = [
      plain("direct", upstream),
      ...(nginx ? [plain("nginx, 1 worker", nginx)] : []),
      ...(proxy ? [plain("a bare proxy in Node.js", proxy)] : []),
      {
        name: "broker",
        pid: broker.pid,
        ask: { ...byEnvelope, envelope: operation },
        large: { ...byEnvelope, envelope: { ...operation, operation: "things.read" } },
      },
    ];
    return await measured(routes, options);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function plain(name: string, { pid, said }: Child): Route {
  const url = said.url ?? "";
  return { name, pid, ask: { url, path: "/small" }, large: { url, path: "/large" } };
}

async function measured(routes: readonly Route[], { effort }: BenchOptions): Promise<Report> {
  const rounds = { whole: 5, quick: 2, once: 1 }[effort];
  const milliseconds = { whole: 2000, quick: 1000, once: 200 }[effort];
  for (const { ask } of routes) await load({ ...ask, connections: 4, milliseconds });
  const one = await race(routes, rounds, (route) => sample(route, 1, milliseconds));
  const many = await race(routes, rounds, (route) => sample(route, 32, milliseconds));
  const large = effort === "once" ? undefined : await race(routes, rounds, throughput);
  const peer = routes.some(({ name }) => name.startsWith("nginx")) ? "nginx, 1 worker" : undefined;
  return {
    bench: "broker",
    sections: [],
    targets: peer === undefined ? [] : targetsOf(peer, one, many, large),
    text: [
      table("**1 connection, 853 B of JSON**", one, peer, [
        ["requests/s", ({ perSecond }) => perSecond, 0],
        ["ms, half of them", ({ p50 }) => p50, 2],
        ["99 of 100", ({ p99 }) => p99, 2],
        ["CPU, µs each", ({ cpu }) => cpu, 0],
      ]),
      table("**32 connections**", many, peer, [
        ["requests/s", ({ perSecond }) => perSecond, 0],
        ["ms, half of them", ({ p50 }) => p50, 2],
        ["99 of 100", ({ p99 }) => p99, 2],
        ["CPU, µs each", ({ cpu }) => cpu, 0],
      ]),
      ...(large === undefined
        ? []
        : [
            table(`**A body of ${megabytes} MB**`, large, peer, [
              ["MB/s", ({ speed }) => speed, 0],
              ["memory at most, MB", ({ peak }) => peak, 0],
              ["of it for the body", ({ growth }) => growth, 0],
            ]),
          ]),
    ],
  };
}

/** All in turn, each round beginning with another one. */
async function race<Result>(
  routes: readonly Route[],
  rounds: number,
  run: (route: Route) => Promise<Result>,
): Promise<Map<string, Result[]>> {
  const results = new Map<string, Result[]>(routes.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % routes.length;
    for (const route of [...routes.slice(first), ...routes.slice(0, first)])
      results.get(route.name)?.push(await run(route));
  }
  return results;
}

async function sample({ pid, ask }: Route, connections: number, milliseconds: number): Promise<Sample> {
  const before = canCount ? cpuOf(pid) : Number.NaN;
  const { seconds, latencies } = await load({ ...ask, connections, milliseconds });
  const cpu = canCount ? cpuOf(pid) - before : Number.NaN;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return {
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpu: (cpu * 1000) / sorted.length,
  };
}

interface Throughput {
  readonly speed: number;
  readonly peak: number;
  readonly growth: number;
}

async function throughput({ pid, large }: Route): Promise<Throughput> {
  if (canCount) forgetPeak(pid);
  const before = canCount ? peakOf(pid) : Number.NaN;
  const { bytes, latencies } = await load({ ...large, connections: 1, milliseconds: 60_000, requests: 1 });
  if (bytes < megabytes * 1024 * 1024) throw new Error(`only ${bytes} bytes came`);
  const peak = canCount ? peakOf(pid) : Number.NaN;
  return { speed: (megabytes * 1000) / (latencies[0] ?? Number.NaN), peak, growth: peak - before };
}

type Column<Result> = readonly [name: string, read: (result: Result) => number, digits: number];

/** Medians with their spread, and the quotients of the same rounds by `base`. */
function table<Result>(
  title: string,
  results: ReadonlyMap<string, readonly Result[]>,
  base: string | undefined,
  columns: readonly Column<Result>[],
): string {
  const [[, read] = []] = columns;
  const bases = base === undefined ? [] : (results.get(base) ?? []);
  const head = ["", ...columns.map(([name]) => name), ...(base === undefined ? [] : [`× ${base}`])];
  const rows = [...results].map(([name, all]) => [
    name,
    ...columns.map(([, value, digits]) => said(spreadOf(all.map(value)), digits)),
    ...(base === undefined || read === undefined ? [] : [ratio(all, bases, read).median.toFixed(2)]),
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${title}\n\n${lines.join("\n")}`;
}

function said({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}

function ratio<Result>(
  all: readonly Result[],
  bases: readonly Result[],
  read: (result: Result) => number,
): Spread {
  return spreadOf(all.map((one, round) => read(one) / (bases[round] ? read(bases[round]) : Number.NaN)));
}

function targetsOf(
  peer: string,
  one: ReadonlyMap<string, readonly Sample[]>,
  many: ReadonlyMap<string, readonly Sample[]>,
  large: ReadonlyMap<string, readonly Throughput[]> | undefined,
): Target[] {
  const [broker, proxy, direct] = [many.get("broker") ?? [], many.get(peer) ?? [], one.get("direct") ?? []];
  const cpu = ratio(broker, proxy, (sample) => sample.cpu).median;
  const speed = ratio(broker, proxy, (sample) => sample.perSecond).median;
  const added = spreadOf((one.get("broker") ?? []).map(({ p50 }, at) => p50 - (direct[at]?.p50 ?? 0))).median;
  const growth = spreadOf((large?.get("broker") ?? []).map((sample) => sample.growth)).median;
  return [
    target("R4a", "≤ 4 × nginx's CPU for a request", `${cpu.toFixed(1)} ×`, cpu <= 4),
    target("R4b", "≥ 0.4 × nginx's requests/s over 32 connections", `${speed.toFixed(2)} ×`, speed >= 0.4),
    target("R4c", "≤ 0.2 ms more than a direct call, half of them", `${added.toFixed(2)} ms`, added <= 0.2),
    ...(large === undefined
      ? []
      : [target("R4d", "flat memory on 256 MB", `+ ${growth.toFixed(0)} MB`, growth <= 32)]),
  ];
}

function target(id: string, asks: string, measured: string, met: boolean): Target {
  return { id, asks, measured, met };
}
