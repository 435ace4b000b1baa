// Are the packages right as people will install them? Builds and packs each public package, installs the
// tarballs into an empty project outside this workspace, imports what they export in plain Node.js,
// type-checks a consumer of each and the snippets of the documentation, runs the command, and asks publint and attw for their opinion.
//
// It works offline: third-party dependencies are linked from this workspace. Each of our packages still sees
// only what its own package.json names.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { buildAndPack, type Packed, publicPackages } from "./lib/packed.ts";
import { allOf, run, runBin } from "./lib/processes.ts";
import { checkSnippets } from "./lib/snippets.ts";
import { findExports, importAll, installInto, strict, typeCheck } from "./lib/trial-project.ts";

const root = join(import.meta.dirname, "..");

async function runCommands(project: string, packed: readonly Packed[]): Promise<void> {
  for (const { manifest } of packed) {
    for (const command of Object.keys(manifest.bin ?? {})) {
      const file = join(project, "node_modules", manifest.name, manifest.bin?.[command] ?? "");
      const answer = (await run(process.execPath, [file, "--version"], { cwd: project })).trim();
      if (!answer.includes(manifest.version)) {
        throw new Error(`${command} --version says "${answer}", not ${manifest.version}`);
      }
    }
  }
}

async function askPublint(project: string, { manifest }: Packed): Promise<void> {
  const pkgDir = join(project, "node_modules", manifest.name);
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  if (messages.length === 0) return;
  const lines = messages.map((message) => `  ${message.type}: ${formatMessage(message, pkg)}`);
  throw new Error(`publint of ${manifest.name}:\n${lines.join("\n")}`);
}

async function askAttw({ manifest, tarball }: Packed): Promise<void> {
  if (manifest.exports?.["."] === undefined) return; // only a command: there are no types to judge
  const entries = Object.keys(manifest.exports).filter((key) => !/\*|\.json$/.test(key));
  const options = ["--profile", "esm-only", "--no-definitely-typed", "--no-emoji", "--format", "ascii"];
  await runBin("@arethetypeswrong/cli", "attw", [tarball, ...options, "--entrypoints", ...entries]);
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "specwire-packages-"));
  try {
    const packed = await buildAndPack(root, publicPackages(root), join(scratch, "tarballs"));
    const project = join(scratch, "project");
    await installInto(project, root, packed);
    findExports(project, packed);
    await allOf([
      () => importAll(project, packed),
      () => typeCheck(project, root, packed),
      () => checkSnippets(project, root, strict),
      () => runCommands(project, packed),
      ...packed.flatMap((each) => [() => askPublint(project, each), () => askAttw(each)]),
    ]);
    console.log(`${packed.length} packages are fit to publish`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  const problems = error instanceof AggregateError ? error.errors : [error];
  for (const problem of problems) console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}
