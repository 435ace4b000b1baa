import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { binOf } from "../lib/processes.ts";

/** Type-checks generated files strictly, all in one program. Gives what tsc says of each that it complains of. */
export function typecheck(files: ReadonlyMap<string, string>, work: string): Map<string, string> {
  const folder = join(work, "types");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = new Map([...files.keys()].map((id, index) => [`cli-${index}.ts`, id]));
  for (const [name, id] of names) copyFileSync(files.get(id) ?? "", join(folder, name));
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    erasableSyntaxOnly: true,
    target: "es2024",
    lib: ["es2024"],
    module: "nodenext",
    types: ["node"],
    typeRoots: [join(import.meta.dirname, "../../node_modules/@types")],
    noEmit: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [...names.keys()] }));
  const ran = spawnSync(process.execPath, [binOf("typescript", "tsc"), "-p", folder], { encoding: "utf8" });
  const complaints = new Map<string, string>();
  if (ran.status === 0) return complaints;
  for (const line of ran.stdout.split("\n")) {
    const id = names.get(/(cli-\d+\.ts)/.exec(line)?.[1] ?? "");
    if (id !== undefined && !complaints.has(id)) complaints.set(id, line);
  }
  if (complaints.size === 0)
    complaints.set("", `tsc: exit ${ran.status} ${ran.stdout}${ran.stderr}`.slice(0, 500));
  return complaints;
}
