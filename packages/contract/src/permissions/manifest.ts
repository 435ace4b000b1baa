import type { Access, Connector, Method } from "../connector.ts";
import { own } from "../json.ts";

/** `permissions.json`: a projection of the connector. An operation that is not in it is refused. */
export interface Manifest {
  readonly manifest: 1;
  readonly connector: string;
  /** `sha256:` and the hex digest of connector.json. */
  readonly digest: string;
  readonly readOps: readonly string[];
  readonly writeOps: readonly string[];
  readonly operations: Readonly<Record<string, ManifestEntry>>;
}

export interface ManifestEntry {
  readonly access: Access;
  readonly destructive: boolean;
  readonly sensitive: boolean;
  readonly method: Method;
  readonly path: string;
  readonly scopes: readonly (readonly string[])[];
  /** Names or declared patterns, redirects of downloads included. */
  readonly hosts: readonly string[];
}

/** The manifest of a connector; `digest` is that of its connector.json. */
export function manifestOf(connector: Connector, digest: string): Manifest {
  const operations = Object.values(connector.operations);
  const entry = (operation: (typeof operations)[number]): ManifestEntry => ({
    access: operation.access,
    destructive: operation.destructive,
    sensitive: operation.sensitive,
    method: operation.method,
    path: operation.path,
    scopes: operation.scopes,
    hosts: [
      ...new Set([
        ...(own(connector.servers, operation.server)?.hosts ?? []),
        ...(operation.follow?.hosts ?? []),
      ]),
    ].sort(),
  });
  const ids = (access: Access) => operations.filter((one) => one.access === access).map((one) => one.id);
  return {
    manifest: 1,
    connector: connector.slug,
    digest,
    readOps: ids("read"),
    writeOps: ids("write"),
    operations: Object.fromEntries(operations.map((one) => [one.id, entry(one)])),
  };
}
