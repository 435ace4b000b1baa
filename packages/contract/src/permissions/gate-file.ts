import type { Json } from "../json.ts";
import type { Manifest } from "./manifest.ts";

/** What a host writes for the adapters of a session, where the agent can't write. */
export interface GateFile {
  readonly gate: 1;
  /** `broker`: no secret is within reach, and the broker itself asks a person before it sends what must be asked. */
  readonly mode: "environment" | "broker";
  /** By slug. */
  readonly connectors: Readonly<Record<string, GatedConnector>>;
  /** As hosts write them; read again by whoever opens the file. */
  readonly policies: readonly Json[];
}

export interface GatedConnector {
  /** Absolute path of `cli.mjs` or `cli.ts`. */
  readonly cli: string;
  /** `sha256:` and the hex digest of that file. */
  readonly digest: string;
  readonly manifest: Manifest;
  /** Labels of the accounts that the session may use. */
  readonly accounts: readonly string[];
}

/** The environment variable with the path of a session's gate file. */
export const gateFileVariable = "SPECWIRE_GATE_FILE";
