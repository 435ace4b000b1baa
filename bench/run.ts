// Measures Specwire beside other tools. Nothing of this is part of `npm test`, but that it runs.
//
//   npm run bench                  all benches
//   npm run bench compile          one of them
//   npm run bench storm            refreshing under faults, with 8 processes of 25 callers
//   npm run bench storm 64x256     with as many as you say; writes no figures
//   npm run bench broker           what the broker adds to a call, beside proxies
//   npm run bench tasks -- --agent '<command>'   an agent at every task; see tasks/README.md
//   npm run bench authoring -- --author '<command>'   specs written from documentation; see authoring/README.md
//   npm run bench tokens           what an agent reads to find a call, and of its answer
//   npm run bench -- --quick       few rounds: shows that everything works; writes no figures
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { authoringBench } from "./authoring/bench.ts";
import { authoringCommand } from "./authoring/command.ts";
import { brokerBench } from "./broker/bench.ts";
import { compileBench } from "./compile/bench.ts";
import { documents, work } from "./lib/inputs.ts";
import { buildPackages, installPeers } from "./lib/install.ts";
import { Measurer } from "./lib/measure.ts";
import type { BenchOptions } from "./lib/options.ts";
import { node } from "./lib/peers.ts";
import { markdownOf, type Report, write } from "./lib/report.ts";
import { startBench } from "./start/bench.ts";
import { type StormSize, sizeIn, stormBench } from "./storm/bench.ts";
import { tasksBench } from "./tasks/bench.ts";
import { tasksCommand } from "./tasks/command.ts";
import { tokensBench } from "./tokens/bench.ts";

type Bench = (options: BenchOptions, measurer: Measurer) => Promise<Report>;

const usual: StormSize = { processes: 8, callers: 25 };
const benches: Readonly<Record<string, Bench>> = {
  compile: compileBench,
  start: startBench,
  broker: (options) => brokerBench(options),
  storm: () => stormBench(size ?? usual, quick),
  tasks: (options) => tasksBench(options),
  authoring: () => authoringBench(),
  // Of a quick run the peers' part would be most: one of them needs a minute for a start that fails.
  tokens: (options) => tokensBench(quick ? { ...options, peers: false, documents: few } : options),
};

// npm and pnpm pass on their own "--" at times.
const args = process.argv.slice(2).filter((word, index) => word !== "--" || index > 1);
const quick = args.includes("--quick");
const size = args.map(sizeIn).find((one) => one !== undefined);
const asked = args.filter((word) => word !== "--quick" && sizeIn(word) === undefined);
const options: BenchOptions = {
  effort: quick ? "quick" : "whole",
  documents,
  // Built, as people install it: what is measured is what they run.
  specwire: [node, join(import.meta.dirname, "../packages/cli/dist/main.js")],
  peers: true,
};
const few = Object.fromEntries(
  Object.entries(documents).filter(([name]) => name === "GitHub" || name === "Box"),
);
const [first, ...rest] = args;
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (first === "tasks" && rest.some((word) => word !== "--quick")) {
  process.exitCode = await tasksCommand(rest, options.specwire, () => prepare(["tasks"]));
} else if (first === "authoring" && rest.some((word) => word !== "--quick")) {
  process.exitCode = await authoringCommand(rest);
} else if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 2;
} else {
  await measureAll(asked.length > 0 ? asked : Object.keys(benches));
}

/** What the benches of these names need; the others are about our own sources, and what a machine has. */
async function prepare(names: readonly string[]): Promise<void> {
  if (names.some((name) => ["compile", "start", "tokens"].includes(name))) await installPeers();
  if (names.some((name) => ["compile", "start", "tasks", "tokens"].includes(name))) await buildPackages();
}

async function measureAll(names: readonly string[]): Promise<void> {
  await prepare(names);
  mkdirSync(join(work, "tmp"), { recursive: true });
  const measurer = new Measurer();
  try {
    for (const name of names) {
      const began = Date.now();
      console.error(name);
      const report = await benches[name]?.(options, measurer);
      if (report === undefined) continue;
      console.log(`\n# ${name}\n\n${markdownOf(report)}\n`);
      if (!quick && size === undefined) write(report);
      if (name === "storm" && report.targets.some(({ met }) => !met)) process.exitCode = 1;
      console.error(`${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
    }
  } finally {
    measurer.close();
  }
}
