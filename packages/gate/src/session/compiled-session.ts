import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTable, type Table } from "@specwire/cli-kit";
import {
  type Json,
  type KnownConnector,
  type Manifest,
  reachableTypes,
  readPolicy,
  refuseSlips,
} from "@specwire/contract";
import type { OpenedGateFile } from "./gate-file.ts";

/**
 * A session of what `specwire compile` wrote, for people who run a connector themselves: credentials come from the
 * environment. Throws where a folder is none, its files are not of one build, or a policy names what no folder has.
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
  const laidDown = policies.map((path) => readPolicy(JSON.parse(readFileSync(path, "utf8")) as Json));
  if (laidDown.length > 0) {
    const known = Object.fromEntries(parts.map(({ slug, table }) => [slug, knownOf(table)]));
    for (const policy of laidDown) refuseSlips(policy, known, true);
  }
  return {
    mode: "environment",
    texts: Object.fromEntries(parts.map(({ slug, text }) => [`custom-${slug}`, text])),
    programs: Object.fromEntries(parts.map(({ slug, table }) => [`custom-${slug}`, table])),
    manifests: Object.fromEntries(parts.map(({ slug, manifest }) => [slug, manifest])),
    policies: laidDown,
  };
}

function knownOf(table: Table): KnownConnector {
  const operations = [...table.operations()];
  return {
    operations: Object.fromEntries(operations.map((one) => [one.id, one])),
    types: Object.fromEntries(reachableTypes(operations, (name) => table.type(name))),
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
