import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Compiled } from "./compiled.ts";
import { promptOf } from "./prompt.ts";
import type { Service } from "./service.ts";
import type { Task } from "./task.ts";

export type Tool = "specwire" | "curl";

/** One start of a program by the agent. */
export interface Call {
  readonly name: string;
  readonly words: readonly string[];
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** Where an agent works: a folder of its own, far from the tasks, and programs that are recorded. */
export interface Workplace {
  readonly folder: string;
  readonly prompt: string;
  /** What the agent gets besides the environment it brings. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of the tool, and of shells, in the order in which they ended. */
  calls(): readonly Call[];
  answer(): string | undefined;
  close(): void;
}

export function openWorkplace(
  task: Task,
  service: Service,
  compiled: Compiled,
  { tool, url }: { tool: Tool; url: string },
): Workplace {
  const home = mkdtempSync(join(tmpdir(), "specwire-task-"));
  const [folder, bin, log] = [join(home, "work"), join(home, "bin"), join(home, "calls")];
  mkdirSync(folder);
  mkdirSync(bin);
  const files = join(task.folder, "files");
  if (existsSync(files)) cpSync(files, folder, { recursive: true });
  const record = (name: string, words: readonly string[]): void => {
    const all = [process.execPath, join(import.meta.dirname, "recorder.mjs"), name, log, ...words];
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${all.map(quoted).join(" ")} -- "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  };
  for (const shell of ["bash", "sh"]) record(shell, [onPath(shell)]);
  if (tool === "curl") {
    record("curl", [onPath("curl")]);
    for (const file of service.http.files ?? []) cpSync(file, join(folder, file.split("/").at(-1) as string));
  } else {
    record(`custom-${service.slug}`, [process.execPath, compiled.command]);
  }
  const own = tool === "curl" ? service.http.environment(url) : service.environment(url);
  return {
    folder,
    prompt: promptOf(task, tool === "curl" ? service.http.text : compiled.instructions, tool),
    environment: {
      ...own,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
      SHELL: join(bin, "bash"),
      // Not to a proxy of the machine.
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
    },
    calls: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").map(callIn) : []),
    answer: () => {
      const file = join(folder, "answer.txt");
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

const callIn = (line: string): Call => JSON.parse(line) as Call;

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

function onPath(program: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${program} is not on the PATH; tasks need it`);
  return found;
}
