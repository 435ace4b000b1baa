import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { markdownOf } from "../lib/report.ts";
import { taskOf } from "./authors.ts";
import { authoringBench, specFiles } from "./bench.ts";
import { readService, serviceNames } from "./services.ts";

const usage = `npm run bench authoring                              the references
npm run bench authoring -- --author '<command>'    a program writes the specs: it gets the task on standard input
                                                   and prints connector.yaml; --only <service> for some of them
npm run bench authoring -- --grade <folder>        specs that are there: <service>.yaml or <service>/connector.yaml
npm run bench authoring -- --task <service>        what an author is given`;

/** `npm run bench authoring` with flags. Gives the exit code: 0 where all passed, 1 where not, 2 wrong usage. */
export async function authoringCommand(args: readonly string[]): Promise<number> {
  let values: { author?: string; grade?: string; task?: string; only?: string[]; help?: boolean };
  try {
    const text = { type: "string" } as const;
    const options = {
      author: text,
      grade: text,
      task: text,
      only: { ...text, multiple: true },
      help: { type: "boolean" },
    } as const;
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { task, only = [] } = values;
  const unknown = [...only, ...(task === undefined ? [] : [task])].filter(
    (name) => !serviceNames.includes(name),
  );
  if (unknown.length > 0) {
    console.error(`There is no service ${unknown.join(", ")}; there are ${serviceNames.join(", ")}.`);
    return 2;
  }
  if (task !== undefined) {
    console.log(taskOf(readService(task)));
    return 0;
  }
  const { grade } = values;
  const names = only.length > 0 ? only : serviceNames;
  if (grade !== undefined && !names.some((name) => specFiles(grade, name).some((one) => existsSync(one)))) {
    console.error(`There is no spec in ${grade}: neither <service>.yaml nor <service>/connector.yaml.`);
    return 2;
  }
  const report = await authoringBench({
    ...(values.author !== undefined && { author: values.author }),
    ...(values.grade !== undefined && { grade: values.grade }),
    ...(only.length > 0 && { only }),
  });
  console.log(`\n${markdownOf(report)}\n`);
  return report.targets.every(({ met }) => met) ? 0 : 1;
}
