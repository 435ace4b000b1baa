import { createHash } from "node:crypto";
import {
  type GatedConnector,
  type GateFile,
  isBanned,
  type Manifest,
  permissionsOf,
  permissionsVariable,
  readPolicy,
} from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";
import { hideWhenInspected } from "../vault/hide.ts";
import type { SelectedConnector } from "./select-connectors.ts";
import { commandFiles, launcherFolder, programPath, type SessionFile } from "./session-files.ts";
import { joinInstructions } from "./session-instructions.ts";
import type { CheckedOptions } from "./session-options.ts";
import { tailoredPage } from "./tailored-page.ts";

/** Command to the ids of its operations: what `CUSTOM_INTEGRATION_PERMISSIONS` holds as JSON. */
export type SessionPermissions = Readonly<
  Record<string, { readonly read: readonly string[]; readonly write: readonly string[] }>
>;

/** What a sandbox gets. The agent in it can see all of it; secrets are in `env` and in files of mode `0o600`, which logs show without them. */
export interface SessionBundle {
  readonly files: readonly SessionFile[];
  /** For the sandbox's environment; PATH is in it. In a log it shows names only. */
  readonly env: Readonly<Record<string, string>>;
  /** For the agent's prompt, in Markdown; empty where nothing may be used. */
  readonly instructions: string;
  readonly permissions: SessionPermissions;
  /** For the adapters of the agent's client: as JSON in a file that the agent can't write. It holds no secret. */
  readonly gate: GateFile;
  /** Of mode `broker`, where anything may be used. */
  readonly session?: {
    /** What `sessions.renew` and `sessions.end` name it by. */
    readonly id: string;
    /** When its grant ends. */
    readonly expiresAt: Date;
  };
}

/** What one connector adds to a bundle. */
export interface Part {
  readonly slug: string;
  readonly files: readonly SessionFile[];
  readonly env: Readonly<Record<string, string>>;
  readonly instructions: string;
  readonly manifest: Manifest;
  readonly gate: GatedConnector;
}

/** Linux starts no program with a longer variable (MAX_ARG_STRLEN), its name and the sign between included. */
const longestVariable = 131_071;

/** Throws `SESSION_TOO_LARGE`. */
export function partOf(
  { connector, accounts, texts }: SelectedConnector,
  { root, broker, policies }: Pick<CheckedOptions, "root" | "broker" | "policies">,
  env: Readonly<Record<string, string>>,
  files: readonly SessionFile[],
): Part {
  const { slug, permissions: manifest, compiled } = connector;
  const labels = accounts.map(({ label }) => label);
  const rules = {
    manifests: { [slug]: manifest },
    accounts: { [slug]: labels },
    policies: policies.map(readPolicy),
  };
  const banned = Object.keys(manifest.operations).filter((operation) =>
    isBanned({ connector: slug, operation }, rules),
  );
  const [typescript, javascript] = [texts.get("cli.ts") ?? "", texts.get("cli.mjs") ?? ""];
  refuseLongVariables(env);
  return {
    slug,
    files: [...commandFiles(root, slug, { typescript, javascript }), ...files],
    env,
    instructions: tailoredPage(texts.get("instructions.md") ?? "", {
      ...{ slug, banned, isBroker: broker !== null },
      highlights: compiled.highlights.filter((id) => Object.hasOwn(compiled.operations, id)),
    }),
    manifest,
    gate: {
      cli: programPath(root, slug),
      digest: `sha256:${createHash("sha256").update(javascript).digest("hex")}`,
      manifest,
      accounts: labels,
    },
  };
}

/** `more`: what the session adds to what its connectors do. Throws `SESSION_TOO_LARGE`. */
export function bundleOf(
  parts: readonly Part[],
  { root, path, instructionTokens, broker, policies }: CheckedOptions,
  more: Pick<SessionBundle, "files" | "env" | "session"> = { files: [], env: {} },
): SessionBundle {
  const gate = {
    gate: 1,
    mode: broker === null ? "environment" : "broker",
    connectors: Object.fromEntries(parts.map((part) => [part.slug, part.gate])),
    policies,
  } as const;
  if (parts.length === 0) return { files: [], env: {}, instructions: "", permissions: {}, gate };
  const permissions = permissionsOf(Object.fromEntries(parts.map((part) => [part.slug, part.manifest])));
  const env = {
    ...Object.fromEntries(parts.flatMap((part) => Object.entries(part.env))),
    ...more.env,
    [permissionsVariable]: JSON.stringify(permissions),
    // An empty part of PATH would be the folder that the agent works in.
    PATH: [launcherFolder(root), ...path.split(":").filter(Boolean)].join(":"),
  };
  refuseLongVariables(env);
  return {
    files: [...parts.flatMap((part) => part.files), ...more.files],
    env: hideWhenInspected(env),
    instructions: joinInstructions(
      parts.map(({ slug, instructions }) => ({ slug, text: instructions })),
      instructionTokens,
    ),
    permissions,
    gate,
    ...(more.session !== undefined && { session: more.session }),
  };
}

function refuseLongVariables(env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) {
    if (Buffer.byteLength(`${name}=${value}`) > longestVariable)
      throw new RuntimeError("SESSION_TOO_LARGE", `${name} would be longer than a variable can be.`, {
        help: "allow fewer connectors in one session, or such as have fewer operations",
      });
  }
}
