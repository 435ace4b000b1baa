import { readFileSync, type Stats, statSync } from "node:fs";
import type { CompilerHost } from "@specwire/compiler";

/**
 * What a compilation asked of its host and what it was told. The same answers give the same output: a
 * compilation has nothing else to go by.
 */
export type Question =
  | readonly [kind: "stat", path: string, answer: "file" | "folder" | null]
  | readonly [kind: "resolve", from: string, relative: string, answer: string | null]
  | readonly [kind: "read", path: string, answer: Content | null];

/** A file's content: by its stamp where that is sure to change with it, else by a digest of its bytes. */
export type Content = { readonly stamp: string } | { readonly sha256: string };

/** A host that remembers, in front of another one. */
export function tracing(host: CompilerHost, ask: (question: Question) => void): CompilerHost {
  return {
    ...host,
    stat(path) {
      const facts = host.stat(path);
      ask(["stat", path, facts?.kind ?? null]);
      return facts;
    },
    read(path) {
      const bytes = host.read(path);
      ask(["read", path, bytes === undefined ? null : contentOf(path, bytes)]);
      return bytes;
    },
    resolve(from, relative) {
      const path = host.resolve(from, relative);
      ask(["resolve", from, relative, path ?? null]);
      return path;
    },
  };
}

/** Whether a host would give the same answer now. */
export function holds(question: Question, host: CompilerHost): boolean {
  if (question[0] === "stat") return (host.stat(question[1])?.kind ?? null) === question[2];
  if (question[0] === "resolve") return (host.resolve(question[1], question[2]) ?? null) === question[3];
  const [, path, answer] = question;
  return answer === null ? host.read(path) === undefined : hasContent(path, answer);
}

// A file system may give two changes that come quickly one after the other the same time.
const settledAfterMs = 2000;

/** `bytes`: what was read of it, where it was. */
export function contentOf(path: string, bytes?: Uint8Array): Content {
  const facts = statSync(path, { bigint: true });
  const newest = Number(facts.ctimeMs > facts.mtimeMs ? facts.ctimeMs : facts.mtimeMs);
  if (Date.now() - newest > settledAfterMs) return { stamp: stampOf(path) };
  return { sha256: sha256(bytes ?? readFileSync(path)) };
}

export function hasContent(path: string, content: Content): boolean {
  try {
    return "stamp" in content
      ? stampOf(path) === content.stamp
      : sha256(readFileSync(path)) === content.sha256;
  } catch {
    return false;
  }
}

/** Changes whenever a file is written, replaced, moved or given other rights: nobody sets the change time. */
export function stampOf(path: string): string {
  const { ino, size, mode, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mode} ${mtimeNs} ${ctimeNs}`;
}

export const isExecutableFile = (facts: Stats): boolean =>
  process.platform === "win32" || (facts.mode & 0o100) !== 0;

function sha256(bytes: Uint8Array): string {
  // Loaded only here: mostly the stamps are enough, and it takes longer than all the rest.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(bytes).digest("hex");
}
