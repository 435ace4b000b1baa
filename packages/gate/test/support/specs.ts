import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openTable } from "@specwire/cli-kit";
import { type Connector, encodeTable, manifestOf } from "@specwire/contract";
import type { OpenedGateFile } from "../../src/session/gate-file.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const digest = `sha256:${"0".repeat(64)}`;

/** The compiled connectors of the repository. */
export const compiled: readonly Connector[] = globSync("specs/*/_expected/connector.json", { cwd: root })
  .toSorted()
  .map((path) => JSON.parse(readFileSync(join(root, path), "utf8")) as Connector);

/** A session of these connectors, as an opened gate file gives it. */
export function sessionOfConnectors(
  connectors: readonly Connector[],
  more: Partial<OpenedGateFile> = {},
): OpenedGateFile {
  const texts = connectors.map((one) => [`custom-${one.slug}`, encodeTable(one, digest)] as const);
  return {
    mode: "environment",
    texts: Object.fromEntries(texts),
    programs: Object.fromEntries(texts.map(([name, text]) => [name, openTable(text)])),
    manifests: Object.fromEntries(connectors.map((one) => [one.slug, manifestOf(one, digest)])),
    policies: [],
    ...more,
  };
}
