import { lstatSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CompilerHost } from "@specwire/compiler";
import { cacheFolder, tend } from "../shared/cache-folder.ts";
import { facts, filesIn, outputFolder } from "./output-folder.ts";
import {
  type Content,
  contentOf,
  hasContent,
  holds,
  isExecutableFile,
  type Question,
  stampOf,
} from "./trace.ts";

/** What identifies a compilation, but for what it reads. */
export interface Compilation {
  /** As the caller wrote it. */
  readonly path: string;
  /** Where the folder of the connector is written. */
  readonly dir: string;
  readonly tokenBudget: number | undefined;
  /** Changes with the code of the compiler. */
  readonly compiler: string;
}

/** What is said of a connector that has not changed. */
export interface Known {
  readonly slug: string;
  /** `33 operations, 17 read, 16 write` */
  readonly size: string;
  readonly notes: readonly string[];
  /** `2 warnings`; absent where there were none. */
  readonly verdict?: string;
}

interface Output {
  readonly path: string;
  readonly content: Content;
  readonly executable: boolean;
}

interface Memory extends Known {
  /** Which compilation it is about. */
  readonly key: string;
  readonly questions: readonly Question[];
  readonly outputs: readonly Output[];
}

/**
 * Finds out whether a compilation would give what is there already, without compiling: undefined where
 * anything may differ. What is believed is a record of our own, in a folder that only this user can write,
 * and never connector.lock.json: whoever changes an output can change that as well.
 */
export function recall(compilation: Compilation, host: CompilerHost): Known | undefined {
  const file = recordOf(compilation);
  const memory = file === undefined ? undefined : read(file);
  if (file === undefined || memory?.key !== keyOf(compilation)) return undefined;
  const folder = outputFolder(compilation.dir, memory.slug);
  const same =
    memory.questions.every((question) => holds(question, host)) &&
    filesIn(folder).join("\n") === memory.outputs.map(({ path }) => path).join("\n") &&
    memory.outputs.every((output) => isThere(folder, output));
  if (!same) return undefined;
  // What was too young for its stamp to be trusted has come of age.
  if (JSON.stringify(memory).includes('{"sha256":')) write(file, settled(memory, folder));
  return memory;
}

/** Remembers a compilation whose output is in its folder now. */
export function remember(
  compilation: Compilation,
  known: Known,
  questions: readonly Question[],
  outputs: readonly { readonly path: string; readonly text: string }[],
): void {
  const file = recordOf(compilation);
  if (file === undefined) return;
  const folder = outputFolder(compilation.dir, known.slug);
  const sorted = [...outputs].sort((a, b) => (a.path < b.path ? -1 : 1));
  write(file, {
    ...known,
    key: keyOf(compilation),
    questions,
    outputs: sorted.map(({ path, text }) => ({
      path,
      content: contentOf(join(folder, path), Buffer.from(text)),
      executable: text.startsWith("#!"),
    })),
  });
}

function isThere(folder: string, { path, content, executable }: Output): boolean {
  const place = join(folder, path);
  const found = facts(place);
  return found?.isFile() === true && (!executable || isExecutableFile(found)) && hasContent(place, content);
}

function settled(memory: Memory, folder: string): Memory {
  return {
    ...memory,
    questions: memory.questions.map((one) =>
      one[0] === "read" && one[2] !== null ? ["read", one[1], aged(one[1], one[2])] : one,
    ),
    outputs: memory.outputs.map((one) => ({
      ...one,
      content: aged(join(folder, one.path), one.content),
    })),
  };
}

/** By its stamp, where that can be trusted by now; a file that has just changed keeps what was compared. */
function aged(path: string, content: Content): Content {
  const now = contentOf(path, new Uint8Array());
  return "stamp" in now ? now : content;
}

/** Undefined where this user has no folder for records; then nothing is remembered. */
function recordOf(compilation: Compilation): string | undefined {
  try {
    return join(cacheFolder(), `compiled-${shortHash(keyOf({ ...compilation, compiler: "" }))}.json`);
  } catch {
    return undefined;
  }
}

function keyOf({ path, dir, tokenBudget, compiler }: Compilation): string {
  return JSON.stringify([process.cwd(), path, resolve(dir), tokenBudget ?? null, compiler]);
}

/** Only names a file (FNV-1a); the record itself says what it is about. */
function shortHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

function read(file: string): Memory | undefined {
  try {
    const found = lstatSync(file);
    const isOurs = process.getuid === undefined || (found.uid === process.getuid() && !(found.mode & 0o022));
    if (!found.isFile() || !isOurs) return undefined;
    return JSON.parse(readFileSync(file, "utf8")) as Memory;
  } catch {
    return undefined;
  }
}

function write(file: string, memory: Memory): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, JSON.stringify(memory), { mode: 0o600 });
    renameSync(draft, file);
    tend(dirname(file), basename(file));
  } catch {
    // A full disk, a folder that went away: the next run compiles again.
  }
}

/**
 * What changes with the code of the compiler: the stamps of its built files. Undefined where it runs from its
 * sources, which change without being built.
 */
export function compilerStamp(): string | undefined {
  const stamps: string[] = [];
  for (const name of ["@specwire/compiler", "@specwire/contract"]) {
    const entry = fileURLToPath(import.meta.resolve(name));
    if (!entry.endsWith(".js")) return undefined;
    const folders =
      name === "@specwire/compiler" ? [dirname(entry), join(dirname(entry), "../gen")] : [dirname(entry)];
    for (const folder of folders)
      for (const file of readdirSync(folder).sort())
        if (/\.(js|txt)$/.test(file)) stamps.push(`${file} ${stampOf(join(folder, file))}`);
  }
  return stamps.join("\n");
}
