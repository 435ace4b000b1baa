import { openTable } from "@specwire/cli-kit";
import { type Connector, encodeTable, manifestOf } from "@specwire/contract";
import type { OpenedGateFile } from "../../src/session/gate-file.ts";

const digest = `sha256:${"0".repeat(64)}`;

/** A session of these connectors, as an opened gate file gives it. */
export function sessionOfConnectors(connectors: readonly Connector[]): OpenedGateFile {
  const texts = connectors.map((one) => [`custom-${one.slug}`, encodeTable(one, digest)] as const);
  return {
    mode: "environment",
    texts: Object.fromEntries(texts),
    programs: Object.fromEntries(texts.map(([name, text]) => [name, openTable(text)])),
    manifests: Object.fromEntries(connectors.map((one) => [one.slug, manifestOf(one, digest)])),
    policies: [],
  };
}
