import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connector, encodeTable, type GateFile, manifestOf } from "@specwire/contract";
import { connector, digest as connectorDigest } from "./acme.ts";

export interface WrittenSession {
  readonly folder: string;
  readonly cli: string;
  readonly gateFile: string;
  /** Writes the gate file again, changed. */
  readonly change: (change: (file: GateFile) => unknown) => void;
}

/** A session on disk: a pinned program and the gate file that pins it. */
export function writeSession(mode: GateFile["mode"] = "broker", of: Connector = connector): WrittenSession {
  const folder = mkdtempSync(join(tmpdir(), "specwire-gate-"));
  const cli = join(folder, "custom-acme.mjs");
  const tableText = encodeTable(of, connectorDigest);
  const manifest = manifestOf(of, connectorDigest);
  writeFileSync(cli, tableText);
  const digest = `sha256:${createHash("sha256").update(tableText).digest("hex")}`;
  const file: GateFile = {
    gate: 1,
    mode,
    connectors: { acme: { cli, digest, manifest, accounts: ["work"] } },
    policies: [],
  };
  const gateFile = join(folder, "gate.json");
  const change: WrittenSession["change"] = (make) => writeFileSync(gateFile, JSON.stringify(make(file)));
  change((same) => same);
  return { folder, cli, gateFile, change };
}
