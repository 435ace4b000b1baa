import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CliWorld, type OutputStream, runCli } from "../../packages/cli-kit/src/index.ts";
import { type Connector, commandWords, type Operation } from "../../packages/contract/src/index.ts";
import type { Call } from "./calls.ts";

/** A tool that Specwire made. */
export interface Tool {
  readonly connector: Connector;
  readonly instructions: string;
  readonly skill: string;
  /** What it prints for these words, into a pipe. */
  run(words: readonly string[], env?: Readonly<Record<string, string>>): Promise<Printed>;
}

export interface Printed {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** The tool of a compiled folder, run in this process: the same code and table as its `cli.mjs`. */
export function toolIn(folder: string): Tool {
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const connector = JSON.parse(read("connector.json")) as Connector;
  const table = read("cli.mjs");
  return {
    connector,
    instructions: read("instructions.md"),
    skill: read(`skill/custom-${connector.slug}/SKILL.md`),
    async run(argv, env = {}) {
      const [out, err]: [string[], string[]] = [[], []];
      const stream = (chunks: string[]): OutputStream => ({
        async write(chunk) {
          chunks.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
        },
        terminal: false,
        columns: 80,
      });
      const world: CliWorld = {
        argv,
        env,
        stdin: { terminal: true, async *read() {} },
        stdout: stream(out),
        stderr: stream(err),
        tableText: () => table,
        now: Date.now,
        sleep: async () => {},
        random: () => 0.5,
      };
      const exit = await runCli(world);
      return { exit, out: out.join(""), err: err.join("") };
    },
  };
}

/** The operation that reads a path of the document. */
export function operationOf({ connector }: Tool, { path }: Call): Operation | undefined {
  return Object.values(connector.operations).find((one) => one.method === "GET" && one.path === path);
}

/** The words that make a call. */
export function callWords(
  { connector }: Tool,
  operation: Operation,
  { values = {}, query = {} }: Call,
): string[] {
  const [, ...words] = commandWords(connector.slug, operation, connector.types, {
    path: typed(operation, "path", values),
    query: typed(operation, "query", query),
  });
  return words;
}

/** Numbers where the operation takes numbers. */
function typed(operation: Operation, place: "path" | "query", values: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const type = operation.parameters.find((one) => one.in === place && one.name === name)?.type.kind;
      return [name, type === "integer" || type === "number" ? Number(value) : value];
    }),
  );
}

/** An environment in which every credential is set, to a value of no worth, and the API is at this address. */
export function environmentOf({ connector }: Tool, url: string): Record<string, string> {
  const slots = connector.auth.flatMap((scheme) => scheme.slots.map((slot) => [slot.env, "of-no-worth"]));
  const servers = Object.values(connector.servers).map((server) => [server.env, url]);
  return Object.fromEntries([...slots, ...servers]);
}
