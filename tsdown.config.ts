import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { UserConfig } from "tsdown";

interface Manifest {
  name: string;
  private?: boolean;
  bin?: Record<string, string>;
  exports?: Record<string, string | { "@specwire/source"?: string }>;
}

/** What a package exports and which commands it has say which files are built. */
function entries(manifest: Manifest): string[] {
  const exported = Object.values(manifest.exports ?? {}).flatMap((target) =>
    typeof target === "string" ? [] : (target["@specwire/source"] ?? []),
  );
  const commands = Object.values(manifest.bin ?? {}).map((file) =>
    file.replace(/^\.\/dist\/(.*)\.js$/, "./src/$1.ts"),
  );
  return [...exported, ...commands];
}

const copied = [/^drizzle-orm(\/|$)/];

function build(file: string): UserConfig[] {
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  if (manifest.private === true) return [];
  return [
    {
      name: manifest.name,
      cwd: dirname(file),
      entry: entries(manifest),
      platform: "node",
      target: "node22.18",
      fixedExtension: false,
      dts: true,
      tsconfig: "../../tsconfig.json",
      // What a package uses from elsewhere is in its dependencies, and nothing is copied into it, but for what
      // costs more as it is published: drizzle-orm is hundreds of files, 250 MB and a second at every start.
      deps: { onlyBundle: copied, alwaysBundle: copied },
      // None of it is imported for what importing it does, so no name of it stays where nothing of it is used: the
      // types of a package must not load those of its database.
      treeshake: { moduleSideEffects: false },
      // A file each would be two hundred to find and load at every start. What they read beside them lies one
      // folder up from `src` as from `dist`.
      unbundle: false,
    },
  ];
}

const packages: UserConfig[] = globSync("packages/*/package.json").toSorted().flatMap(build);

export default packages;
