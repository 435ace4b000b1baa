import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { openTable, type Table } from "@specwire/cli-kit";
import {
  agree,
  type GateFile,
  gateFileVariable,
  isArray,
  isObject,
  type Json,
  type Manifest,
  own,
  permissionsVariable,
  readPermissions,
  readPolicy,
} from "@specwire/contract";
import type { GateSession } from "../judge-command.ts";

/** A session as its gate file says, with the programs that it pins, as they were when they were checked. */
export interface OpenedGateFile extends GateSession {
  /** Text of each program, by the name that is typed for it. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Opens a gate file. Throws where anything in it, or a program that it pins, is not what it must be; whoever calls
 * it blocks then. With `permissions` (of `CUSTOM_INTEGRATION_PERMISSIONS`) both must say the same.
 */
export function openGateFile(path: string, permissions?: string): OpenedGateFile {
  const file = readGateFile(textOf(path));
  const stated = permissions === undefined ? undefined : readPermissions(permissions);
  const entries = Object.entries(file.connectors);
  for (const [slug, { manifest }] of entries) {
    if (stated !== undefined && !agree(stated, slug, manifest))
      throw new TypeError(`${permissionsVariable} does not say what the gate file says of ${slug}`);
  }
  const texts = Object.fromEntries(entries.map(([slug, entry]) => [`custom-${slug}`, pinned(slug, entry)]));
  return {
    mode: file.mode,
    texts,
    programs: Object.fromEntries(
      entries.map(([slug, { manifest }]) => [
        `custom-${slug}`,
        tableOf(slug, texts[`custom-${slug}`] ?? "", manifest),
      ]),
    ),
    manifests: Object.fromEntries(entries.map(([slug, { manifest }]) => [slug, manifest])),
    accounts: Object.fromEntries(entries.map(([slug, { accounts }]) => [slug, accounts])),
    policies: file.policies.map(readPolicy),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw new TypeError(`the gate file that ${gateFileVariable} names can't be read (${code})`);
  }
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new TypeError("the gate file is no JSON");
  }
}

function readGateFile(text: string): GateFile {
  const json = jsonOf(text);
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

/** The text of a program, if it is the one that the host pinned. */
function pinned(slug: string, { cli, digest }: GateFile["connectors"][string]): string {
  if (!isAbsolute(cli)) throw new TypeError(`the path of ${slug}'s program is not absolute`);
  const bytes = readFileSync(cli);
  if (`sha256:${createHash("sha256").update(bytes).digest("hex")}` !== digest)
    throw new TypeError(`the program of ${slug} is not the one that was pinned`);
  return bytes.toString("utf8");
}

/** The table of a program, if the manifest is that of its table. */
function tableOf(slug: string, text: string, manifest: Manifest): Table {
  const table = openTable(text);
  const connector = table.connector();
  if (connector.slug !== slug || connector.digest !== manifest.digest)
    throw new TypeError(`the manifest of ${slug} is not that of its program`);
  return table;
}
