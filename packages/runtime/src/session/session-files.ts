import { posix } from "node:path";
import { commandName, quoteWord } from "@specwire/contract";
import { hideWhenInspected } from "../vault/hide.ts";

/** A file of a session bundle. */
export interface SessionFile {
  /** Absolute, inside of the session's `root`. */
  readonly path: string;
  readonly text: string;
  /** Of the file system: `0o755` for what is run, `0o644` for what is read, `0o600` for a key. */
  readonly mode: number;
}

/** The folder of the launchers, which belongs on the PATH. */
export function launcherFolder(root: string): string {
  return posix.join(root, "bin");
}

/** Where a program is. */
export function programPath(root: string, slug: string): string {
  return posix.join(root, "cli", `${commandName(slug)}.mjs`);
}

/** The grant, which the host replaces when it renews it: each request reads it anew. */
export function grantFile(root: string, grant: string): SessionFile {
  return hideWhenInspected({ path: posix.join(root, "grant", "custom-session"), text: grant, mode: 0o600 }, [
    "text",
  ]);
}

/** A connector's command: the program in both its forms, and a launcher under the name that agents type. */
export function commandFiles(
  root: string,
  slug: string,
  texts: { readonly typescript: string; readonly javascript: string },
): SessionFile[] {
  const command = commandName(slug);
  const program = posix.join(root, "cli", command);
  return [
    { path: `${program}.ts`, text: texts.typescript, mode: 0o755 },
    { path: `${program}.mjs`, text: texts.javascript, mode: 0o755 },
    { path: posix.join(launcherFolder(root), command), text: launcher(command, program), mode: 0o755 },
  ];
}

/** Node.js starts faster without types to erase; the others read TypeScript as fast. */
function launcher(command: string, program: string): string {
  const [mjs, ts] = [quoteWord(`${program}.mjs`), quoteWord(`${program}.ts`)];
  return `#!/bin/sh
if command -v node >/dev/null 2>&1; then exec node ${mjs} "$@"; fi
if command -v bun >/dev/null 2>&1; then exec bun run ${ts} "$@"; fi
if command -v deno >/dev/null 2>&1; then exec deno run --quiet --allow-all ${ts} "$@"; fi
echo "${command}: there is no node, bun or deno on the PATH" >&2
exit 127
`;
}
