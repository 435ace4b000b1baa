import { globSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest, Packed } from "./packed.ts";
import { run, runBin } from "./processes.ts";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** An empty project outside the workspace that depends on the tarballs and on nothing else. */
export async function installInto(project: string, root: string, packed: readonly Packed[]): Promise<void> {
  mkdirSync(project, { recursive: true });
  const tarballs = Object.fromEntries(
    packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]),
  );
  const links = packed.flatMap(({ manifest, folder }) =>
    Object.keys(manifest.dependencies ?? {})
      .filter((name) => !(name in tarballs))
      .map((name) => [name, `link:${realpathSync(join(folder, "node_modules", name))}`]),
  );
  const types = `link:${realpathSync(join(root, "node_modules", "@types", "node"))}`;
  writeFileSync(
    join(project, "package.json"),
    json({
      private: true,
      type: "module",
      dependencies: tarballs,
      devDependencies: { "@types/node": types },
    }),
  );
  writeFileSync(
    join(project, "pnpm-workspace.yaml"),
    json({ packages: ["."], pmOnFail: "ignore", overrides: { ...Object.fromEntries(links), ...tarballs } }),
  );
  await run("pnpm", ["install", "--offline", "--ignore-scripts", "--no-frozen-lockfile"], { cwd: project });
}

/** What a package exports as modules: no patterns, no JSON files. */
const modulesOf = ({ manifest }: Packed): string[] =>
  Object.keys(manifest.exports ?? {})
    .filter((key) => !/\*|\.json$/.test(key))
    .map((key) => manifest.name + key.slice(1));

/** Each file that `exports` names must be in the package, under conditions that everybody has. */
export function findExports(project: string, packed: readonly Packed[]): void {
  for (const { manifest } of packed) {
    const folder = join(project, "node_modules", manifest.name);
    const installed = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    for (const target of targetsOf(installed.exports)) {
      const found = globSync(target, { cwd: folder });
      if (found.length === 0) throw new Error(`${manifest.name} exports ${target}, which it does not hold`);
    }
  }
}

function targetsOf(exported: unknown): string[] {
  if (typeof exported === "string") return [exported];
  return Object.values(exported ?? {}).flatMap(targetsOf);
}

/** Each module by itself in a fresh process, so that none lives on what another has loaded. */
export async function importAll(project: string, packed: readonly Packed[]): Promise<void> {
  for (const name of packed.flatMap(modulesOf)) {
    const program = `
      const names = Object.keys(await import(${JSON.stringify(name)}));
      if (names.length === 0) throw new Error(${JSON.stringify(`${name} exports nothing`)});`;
    await run(process.execPath, ["--input-type=module", "--eval", program], { cwd: project });
  }
}

/** The strictest that a consumer may be. */
export const strict = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  module: "nodenext",
  moduleResolution: "nodenext",
  target: "es2024",
  lib: ["es2024"],
};

/** A consumer of each package must type-check, declarations of libraries included. */
export async function typeCheck(project: string, root: string, packed: readonly Packed[]): Promise<void> {
  for (const each of packed) {
    const modules = modulesOf(each);
    if (modules.length === 0) continue;
    const short = each.manifest.name.replace(/^.*\//, "");
    const lines = modules.map(
      (name, index) =>
        `import * as module${index} from ${JSON.stringify(name)};\nexport const names${index}: string[] = Object.keys(module${index});\n`,
    );
    // A package without dependencies must not lean on the types of Node.js either.
    const types = Object.keys(each.manifest.dependencies ?? {}).length === 0 ? [] : ["node"];
    writeFileSync(join(project, `${short}.ts`), lines.join(""));
    writeFileSync(
      join(project, `tsconfig.${short}.json`),
      json({ compilerOptions: { ...strict, types }, files: [`${short}.ts`] }),
    );
    await runBin("typescript", "tsc", ["--project", join(project, `tsconfig.${short}.json`)], { cwd: root });
  }
}
