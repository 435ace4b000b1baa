import { globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, runBin } from "./processes.ts";

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package of this workspace that people can install. */
export interface PublicPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface Packed extends PublicPackage {
  readonly tarball: string;
}

export function publicPackages(root: string): PublicPackage[] {
  return globSync("packages/*/package.json", { cwd: root })
    .toSorted()
    .map((file) => ({
      folder: join(root, dirname(file)),
      manifest: JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest,
    }))
    .filter(({ manifest }) => manifest.private !== true);
}

/** Builds all packages and packs these into `target`, a folder. */
export async function buildAndPack(
  root: string,
  packages: readonly PublicPackage[],
  target: string,
): Promise<Packed[]> {
  await runBin("tsdown", "tsdown", ["--config", "tsdown.config.ts", "--logLevel", "warn"], { cwd: root });
  mkdirSync(target, { recursive: true });
  return Promise.all(
    packages.map(async (each) => {
      await run("pnpm", ["pack", "--pack-destination", target], { cwd: each.folder });
      const { name, version } = each.manifest;
      return { ...each, tarball: join(target, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`) };
    }),
  );
}
