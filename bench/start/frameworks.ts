import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Input, work } from "../lib/inputs.ts";

interface Command {
  readonly id: string;
  readonly summary: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string }[];
}

const imported = (name: string): string =>
  JSON.stringify(pathToFileURL(join(work, "../node_modules", name)).href);

/** The same commands with commander, written the way its documentation shows. */
export function writeCommander({ slug }: Input, operations: readonly Command[]): string {
  const commands = operations.map(({ id, summary, method, path, parameters }) => {
    const [group = "", ...rest] = id.split(".");
    const flags = [...new Set(parameters.map((one) => one.name.replace(/[^A-Za-z0-9-]+/g, "-")))];
    return [
      group,
      rest.join("-") || group,
      summary,
      method,
      path,
      flags.filter((name) => /^[a-z]/i.test(name)),
    ];
  });
  const file = join(work, `${slug}-commander.mjs`);
  writeFileSync(
    file,
    `import { Command } from ${imported("commander/index.js")};
const program = new Command("bench");
const groups = new Map();
for (const [group, name, summary, method, path, flags] of ${JSON.stringify(commands)}) {
  if (!groups.has(group)) groups.set(group, program.command(group));
  const command = groups.get(group).command(name).description(summary);
  for (const flag of flags) command.option(\`--\${flag} <value>\`);
  command.action(async () => {
    const answer = await fetch(process.env.BASE_URL + path, { method });
    console.log(JSON.stringify(await answer.json()));
  });
}
await program.parseAsync();
`,
  );
  return file;
}

/** A project of one command, as oclif's generator lays it out; nothing of it has to be compiled. */
export function writeOclif(): string {
  const folder = join(work, "oclif");
  const files: Readonly<Record<string, string>> = {
    "package.json": JSON.stringify({
      name: "hello",
      version: "1.0.0",
      type: "module",
      oclif: { bin: "hello", commands: "./commands", topicSeparator: " " },
    }),
    "run.js": `import { execute } from ${imported("@oclif/core/lib/index.js")};\nawait execute({ dir: import.meta.url });\n`,
    "commands/hello.js": `import { Command } from ${imported("@oclif/core/lib/index.js")};
export default class Hello extends Command {
  static description = "Gets one record";
  async run() {
    const answer = await fetch(process.env.BASE_URL);
    this.log(JSON.stringify(await answer.json()));
  }
}
`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, "run.js");
}
