import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { openTable, type Table } from "@specwire/cli-kit";
import {
  agree,
  type GateFile,
  isArray,
  isObject,
  type Json,
  own,
  permissionsVariable,
  readPermissions,
  readPolicy,
} from "@specwire/contract";
import type { GateSession } from "../judge-command.ts";

/**
 * Opens a gate file. Throws where anything in it, or a program that it pins, is not what it must be; whoever calls
 * it blocks then. With `permissions` (of `CUSTOM_INTEGRATION_PERMISSIONS`) both must say the same.
 */
export function openGateFile(path: string, permissions?: string): GateSession {
  const file = readGateFile(readFileSync(path, "utf8"));
  const stated = permissions === undefined ? undefined : readPermissions(permissions);
  const entries = Object.entries(file.connectors);
  for (const [slug, { manifest }] of entries) {
    if (stated !== undefined && !agree(stated, slug, manifest))
      throw new TypeError(`${permissionsVariable} does not say what the gate file says of ${slug}`);
  }
  return {
    mode: file.mode,
    programs: Object.fromEntries(
      entries.map(([slug, entry]) => [`custom-${slug}`, pinnedTable(slug, entry)]),
    ),
    manifests: Object.fromEntries(entries.map(([slug, { manifest }]) => [slug, manifest])),
    accounts: Object.fromEntries(entries.map(([slug, { accounts }]) => [slug, accounts])),
    policies: file.policies.map(readPolicy),
  };
}

function readGateFile(text: string): GateFile {
  const json = JSON.parse(text) as Json;
  if (!isObject(json) || json.gate !== 1) throw new TypeError("the gate file is none of version 1");
  if (json.mode !== "environment" && json.mode !== "broker") throw new TypeError("the gate file has no mode");
  if (!isArray(json.policies)) throw new TypeError("the gate file has no list of policies");
  if (!isObject(json.connectors)) throw new TypeError("the gate file has no connectors");
  for (const [slug, entry] of Object.entries(json.connectors)) {
    const of = (name: string) => own(isObject(entry) ? entry : undefined, name);
    const manifest = of("manifest");
    const isWhole =
      typeof of("cli") === "string" &&
      typeof of("digest") === "string" &&
      isArray(of("accounts")) &&
      isObject(manifest) &&
      manifest.manifest === 1 &&
      manifest.connector === slug &&
      isObject(manifest.operations);
    if (!isWhole) throw new TypeError(`the gate file's entry of ${JSON.stringify(slug)} is not whole`);
  }
  return json as unknown as GateFile;
}

/** The table of a program, if the program is the one that the host pinned, and the manifest that of its table. */
function pinnedTable(slug: string, { cli, digest, manifest }: GateFile["connectors"][string]): Table {
  if (!isAbsolute(cli)) throw new TypeError(`the path of ${slug}'s program is not absolute`);
  const bytes = readFileSync(cli);
  if (`sha256:${createHash("sha256").update(bytes).digest("hex")}` !== digest)
    throw new TypeError(`the program of ${slug} is not the one that was pinned`);
  const table = openTable(bytes.toString("utf8"));
  const connector = table.connector();
  if (connector.slug !== slug || connector.digest !== manifest.digest)
    throw new TypeError(`the manifest of ${slug} is not that of its program`);
  return table;
}
