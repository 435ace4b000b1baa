import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadCliKit } from "../../src/cli-kit.ts";
import { type CompileOutput, fileOf } from "./compiled.ts";

/** How a command of a generated CLI ended. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export type RunGenerated = (
  output: CompileOutput,
  argv: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<Ran>;

interface Kit {
  runCli(world: unknown): Promise<number>;
}

/**
 * The code of generated CLIs, loaded once into this process: the very text that the compiler writes, but for
 * its last line, which would start it. Each call reads its own connector's table.
 */
export async function loadGeneratedCli(): Promise<RunGenerated> {
  const folder = mkdtempSync(join(tmpdir(), "specwire-cli-"));
  const file = join(folder, "kit.mjs");
  const program = loadCliKit().javascript.replace(/\nvoid startCli\(.*\n/, "\nloaded = runCli;\n");
  writeFileSync(file, `let loaded;\n${program}export { loaded as runCli };\n`);
  try {
    const { runCli } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Kit;
    return (output, argv, env = {}) => run(runCli, fileOf(output, "cli.mjs"), argv, env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(
  runCli: Kit["runCli"],
  tableText: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const chunks = { out: [] as Buffer[], err: [] as Buffer[] };
  const stream = (into: Buffer[]) => ({
    write: async (chunk: string | Uint8Array) => void into.push(Buffer.from(chunk)),
    terminal: false,
    columns: 100,
  });
  const exit = await runCli({
    argv,
    env,
    stdin: {
      terminal: true,
      read: () => {
        throw new Error("standard input was read although nobody asked for it");
      },
    },
    stdout: stream(chunks.out),
    stderr: stream(chunks.err),
    tableText: () => tableText,
    now: () => Date.UTC(2026, 0, 1),
    sleep: async () => undefined,
    random: () => 0.5,
  });
  const text = (from: Buffer[]) => Buffer.concat(from).toString();
  return { exit, out: text(chunks.out), err: text(chunks.err) };
}
