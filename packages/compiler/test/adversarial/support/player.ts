// A process of its own that runs generated programs and says what they did to it.
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Script, SourceTextModule } from "node:vm";

export interface Job {
  readonly file: string;
  /** Absent: the file is only parsed. */
  readonly argv?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Played {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** What is different in this process afterwards: the canary, new globals, changed prototypes. */
  readonly traces: readonly string[];
  /** Processor time that it took, in milliseconds. */
  readonly cpu: number;
}

const prototypes = { Object, Array, Function, String, Number, Boolean, RegExp, Promise, Map, Set, Error };
const globalsBefore = new Set(Reflect.ownKeys(globalThis));

function snapshot(): string {
  return Object.entries(prototypes)
    .flatMap(([name, { prototype }]) =>
      Reflect.ownKeys(prototype).map((key) => {
        const { value, ...flags } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
        return `${name}.${String(key)} ${typeof value} ${JSON.stringify(flags)}`;
      }),
    )
    .join("\n");
}

const before = snapshot();

function traces(): string[] {
  const globals = Reflect.ownKeys(globalThis).filter((key) => !globalsBefore.has(key));
  const inherited = Object.keys(Object.getPrototypeOf({}));
  return [
    ...globals.map((key) => `global ${String(key)}`),
    ...inherited.map((key) => `every object has ${key}`),
    ...(snapshot() === before ? [] : ["a prototype is changed"]),
  ];
}

let runs = 0;

async function play({ file, argv, env }: Job): Promise<Omit<Played, "cpu">> {
  if (argv === undefined) {
    const text = readFileSync(file, "utf8");
    new SourceTextModule(text, { identifier: file });
    new Script(text, { filename: file });
    return { exit: 0, out: "", err: "", traces: traces() };
  }
  const out: string[] = [];
  const err: string[] = [];
  const streams = [
    [process.stdout, out],
    [process.stderr, err],
  ] as const;
  const writes = streams.map(([stream, chunks]) => {
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array, then?: unknown) => {
      chunks.push(Buffer.from(chunk as string).toString("utf8"));
      if (typeof then === "function") then();
      return true;
    }) as typeof stream.write;
    return () => {
      stream.write = write;
      stream.removeAllListeners("error");
    };
  });
  process.argv = [process.execPath, file, ...argv];
  process.env = { ...env };
  process.exitCode = undefined;
  try {
    await import(`${pathToFileURL(file)}?${++runs}`);
    // The program goes on after it is loaded; its exit code is the last that it sets.
    while (process.exitCode === undefined) await setTimeout(1);
    return { exit: Number(process.exitCode), out: out.join(""), err: err.join(""), traces: traces() };
  } finally {
    for (const restore of writes) restore();
    process.exitCode = 0;
  }
}

process.on("message", async (job: Job) => {
  try {
    const start = process.cpuUsage();
    const played = await play(job);
    const { user, system } = process.cpuUsage(start);
    process.send?.({ played: { ...played, cpu: (user + system) / 1000 } satisfies Played });
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
