import { createRequire } from "node:module";
import { join } from "node:path";
import { type Input, inputOf, small } from "../lib/inputs.ts";
import type { Measurer } from "../lib/measure.ts";
import { type BenchOptions, roundsOf } from "../lib/options.ts";
import { floor, jsonParse, node, nothing, ours, outputOf, peers, tsc } from "../lib/peers.ts";
import { type Runner, race } from "../lib/race.ts";
import type { Report, Section } from "../lib/report.ts";
import { targetsOf } from "./targets.ts";

/** From a document to everything that is written for it. */
export async function compileBench(options: BenchOptions, measurer: Measurer): Promise<Report> {
  const { documents, effort, specwire } = options;
  const whole = Object.entries(documents).map(([name, file]) => inputOf(name, file));
  const [first] = whole;
  if (first === undefined) throw new Error("there is no document");
  const run = (input: Input) => ours(input, specwire);
  const others = (input: Input) => (options.peers ? peers(input) : []);
  const ten = inputOf("10 operations", small);
  const sections: Section[] = [];
  const add = async (title: string, rounds: number, bases: readonly string[], runners: readonly Runner[]) => {
    console.error(`  ${title}`);
    const results = await race(runners, { ...roundsOf(rounds, options), bases }, measurer);
    sections.push({ title, bases, results });
  };
  for (const input of whole) {
    const before = input === first ? [nothing(), jsonParse(input)] : [];
    await add(titleOf(input), 5, ["floor"], [...before, floor(input), run(input), ...others(input)]);
  }
  await add(titleOf(ten), 9, ["node -e 0"], [nothing(), floor(ten), run(ten), ...others(ten)]);
  const sizes = effort === "whole" ? [50, 100, 200, 400, 800] : [50];
  for (const operations of sizes) {
    const input = inputOf(`${first.name} ${operations}`, first.document, { operations });
    await add(`Growth: ${titleOf(input)}`, 3, ["floor"], [floor(input), run(input), ...others(input)]);
  }
  await add(
    "Unchanged input",
    9,
    ["node -e 0"],
    [nothing(), unchanged(ten, specwire), unchanged(first, specwire)],
  );
  if (options.peers) {
    const yaml = inputOf(`${first.name} YAML`, first.document, { write: asYaml });
    const readers = [jsonParse(first), jsYaml(yaml), run(yaml)];
    await add(`YAML: ${titleOf(yaml)}`, 3, ["read + JSON.parse"], readers);
  }
  const checks = [ten, ...whole].map(typeCheck);
  await add("Type-checking what Specwire wrote (`tsc --strict`, TypeScript 7)", 3, [], checks);
  return { bench: "compile", sections, targets: targetsOf(sections) };
}

const titleOf = ({ name, operations, bytes }: Input): string =>
  `${name}, ${operations} operations, ${(bytes / 1e6).toFixed(2)} MB`;

/** The second and every later run: nothing to do but to see that. */
function unchanged(input: Input, specwire: readonly string[]): Runner {
  const { command } = ours(input, specwire);
  return { name: `specwire, unchanged ${input.name}`, command };
}

/** The compiler of this workspace, without any option that would make it milder. */
function typeCheck(input: Input): Runner {
  const flags =
    "--strict --noEmit --target es2024 --module nodenext --types node --erasableSyntaxOnly --ignoreConfig".split(
      " ",
    );
  const words = [node, tsc, ...flags, join(outputOf(input), "cli.ts")];
  return { name: input.name, command: { words } };
}

const require: NodeJS.Require = createRequire(import.meta.url);

function asYaml(document: object): string {
  const { dump } = require("js-yaml") as { dump(data: unknown, options: object): string };
  return dump(document, { noRefs: true, lineWidth: 110 });
}

/** Reading YAML and nothing else, without positions. */
function jsYaml({ document }: Input): Runner {
  const code = `const { load, JSON_SCHEMA } = require(${JSON.stringify(require.resolve("js-yaml"))});
load(require("node:fs").readFileSync(process.argv[1], "utf8"), { schema: JSON_SCHEMA });`;
  return { name: "read + js-yaml 4", command: { words: [node, "-e", code, document] } };
}
