import type { AuthScheme, Connector, Manifest } from "@specwire/contract";
import type { CompiledFile } from "./compiled-files.ts";

/**
 * How far a connector is shared. `private` and `rejected`: its creator's alone. `submitted`: still so, and under
 * review. `approved`: everyone's.
 */
export type CommunityStatus = "private" | "submitted" | "approved" | "rejected";

/** A connector as lists show it. */
export interface ConnectorSummary {
  /** Permanent: the redirect URI that people register ends with it. */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly iconUrl: string | null;
  /** URL template of the default server: `https://{region}.api.example.com/v1`. */
  readonly baseUrl: string;
  /** The ways to connect, in the spec's order; what forms are made from. */
  readonly auth: readonly AuthScheme[];
  /** `sha256:` and the hex digest of connector.lock.json: names exactly this version, with each of its files. */
  readonly digest: string;
  /** Null: the host brought it. */
  readonly createdBy: string | null;
  readonly communityStatus: CommunityStatus;
  readonly pullRequestUrl: string | null;
  readonly builtIn: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A connector with everything but its files. */
export interface StoredConnector extends ConnectorSummary {
  /** connector.yaml as it was written. */
  readonly spec: string;
  readonly compiled: Connector;
  readonly permissions: Manifest;
}

/** A connector that a user can use. */
export interface ListedConnector extends ConnectorSummary {
  /** Whether the user left it on. */
  readonly enabled: boolean;
}

/** What a host passes on when it stores a connector. */
export interface ConnectorInput {
  /** connector.yaml as it was written. */
  readonly spec: string;
  /** All that the compiler wrote for it. */
  readonly files: readonly CompiledFile[];
}
