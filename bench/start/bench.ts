import { inputOf, small } from "../lib/inputs.ts";
import type { Command, Measurer } from "../lib/measure.ts";
import { type BenchOptions, roundsOf } from "../lib/options.ts";
import { nothing, ours } from "../lib/peers.ts";
import { type Runner, race } from "../lib/race.ts";
import type { Report, Section } from "../lib/report.ts";
import { openLoopback } from "./loopback.ts";
import {
  commander,
  generated,
  oclif,
  type Program,
  runtimes,
  specli,
  type Tool,
  toolOf,
} from "./programs.ts";
import { startTargets } from "./targets.ts";

const asked: readonly (readonly [title: string, pick: (program: Program) => Command | undefined])[] = [
  ["Top level, without arguments", (one) => one.top],
  ["`--help`", (one) => one.help],
  ["`--help` of one command", (one) => one.commandHelp],
  ["One GET over HTTP, from the start to the printed answer", (one) => one.get],
];

/** From the start of a generated tool to its end, as an agent starts it hundreds of times. */
export async function startBench(options: BenchOptions, measurer: Measurer): Promise<Report> {
  const [[name, file] = ["", ""]] = Object.entries(options.documents);
  const inputs = [
    inputOf("1 operation", small, { operations: 1 }),
    inputOf("10 operations", small),
    inputOf(name, file),
  ];
  for (const input of inputs) {
    const runner = ours(input, options.specwire);
    runner.prepare?.();
    const { code, said } = await measurer.measure(runner.command);
    if (code !== 0) throw new Error(`${input.name} does not compile: ${said}`);
  }
  const [one, ten, whole] = inputs.map(toolOf);
  if (one === undefined || ten === undefined || whole === undefined) throw new Error("there is no input");
  const loopback = await openLoopback();
  try {
    const { url } = loopback;
    const programs = [
      ...[one, ten, whole].map((tool) => generated("Node.js", tool, url)),
      ...["Bun", "Deno"].flatMap((name) => [ten, whole].map((tool) => generated(name, tool, url))),
      ...(options.peers ? others(ten, whole, url) : []),
    ];
    const sections: Section[] = [];
    for (const [title, pick] of asked) {
      console.error(`  ${title}`);
      const runners = [nothing(), ...bare(), ...programs.flatMap((program) => runnerOf(program, pick))];
      const bases = ["node -e 0", `specwire, ${one.input.operations} operations`];
      const results = await race(runners, { ...roundsOf(15, options), bases }, measurer);
      sections.push({ title, bases, results });
    }
    return { bench: "start", sections, targets: startTargets(sections) };
  } finally {
    loopback.close();
  }
}

const others = (ten: Tool, whole: Tool, url: string): Program[] => [
  ...[ten, whole].map((tool) => commander(tool, url)),
  oclif(url),
  specli(ten, url, ["status", "list"]),
  specli(whole, url, ["emojis", "list"]),
];

function runnerOf(program: Program, pick: (program: Program) => Command | undefined): Runner[] {
  const command = pick(program);
  return command === undefined ? [] : [{ name: program.name, command }];
}

/** What the other runtimes cost before they do anything. */
function bare(): Runner[] {
  const [bun = ""] = runtimes.Bun ?? [];
  const [deno = ""] = runtimes.Deno ?? [];
  return [
    { name: "bun -e 0", command: { words: [bun, "-e", "0"] } },
    { name: "deno eval 0", command: { words: [deno, "eval", "0"], env: { DENO_NO_UPDATE_CHECK: "1" } } },
  ];
}
