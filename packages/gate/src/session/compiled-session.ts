import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTable } from "@specwire/cli-kit";
import { type Json, type Manifest, readPolicy } from "@specwire/contract";
import type { OpenedGateFile } from "./gate-file.ts";

/**
 * A session of what `specwire compile` wrote, for people who run a connector themselves: credentials come from the
 * environment. Throws where a folder is none, or its files are not of one build.
 */
export function compiledSession(folders: readonly string[], policies: readonly string[]): OpenedGateFile {
  const parts = folders.map((folder) => {
    const text = read(folder, "cli.mjs");
    const manifest = JSON.parse(read(folder, "permissions.json")) as Manifest;
    const table = openTable(text);
    const { slug, digest } = table.connector();
    if (manifest.manifest !== 1 || manifest.connector !== slug || manifest.digest !== digest)
      throw new TypeError(`the manifest in ${JSON.stringify(folder)} is not that of its program`);
    return { slug, text, manifest, table };
  });
  const slugs = parts.map(({ slug }) => slug);
  const twice = slugs.find((slug, at) => slugs.indexOf(slug) !== at);
  if (twice !== undefined) throw new TypeError(`two folders are of ${twice}`);
  return {
    mode: "environment",
    texts: Object.fromEntries(parts.map(({ slug, text }) => [`custom-${slug}`, text])),
    programs: Object.fromEntries(parts.map(({ slug, table }) => [`custom-${slug}`, table])),
    manifests: Object.fromEntries(parts.map(({ slug, manifest }) => [slug, manifest])),
    policies: policies.map((path) => readPolicy(JSON.parse(readFileSync(path, "utf8")) as Json)),
  };
}

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    throw new TypeError(
      `${JSON.stringify(folder)} is no folder that \`specwire compile\` wrote: it has no ${name}`,
    );
  }
}
