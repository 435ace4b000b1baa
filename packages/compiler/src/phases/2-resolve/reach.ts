import type { Security } from "@specwire/contract";
import type { ConnectorSource } from "../../../gen/connector-source.ts";
import type { DocumentOperation, OpenApiDocument } from "./document/openapi-document.ts";
import type { OperationSource, ResolvedConnector, ResolvedOperation } from "./resolved-connector.ts";
import { type CredentialPlace, placesOf } from "./security/places.ts";
import { documentScopes, requirementsOf, statedSecurity } from "./security/requirements.ts";
import { resolveSchemes } from "./security/schemes.ts";
import { resolveServers } from "./servers/resolve-servers.ts";

/** How operations are reached: at which server, with which credential. */
export interface Reach {
  /** Every place in a request that a credential may take. */
  readonly credentials: readonly CredentialPlace[];
  /** What is different about one operation. */
  readonly of: (
    written: Partial<OperationSource>,
    found?: DocumentOperation,
  ) => Pick<ResolvedOperation, "server" | "security" | "scopes">;
  /** What the connector says for all of them; complete once every operation was asked for. */
  readonly connector: () => Pick<
    ResolvedConnector,
    "servers" | "variables" | "foreignServers" | "serverNotes" | "schemes" | "documentSchemes" | "security"
  >;
}

export function reachOf(source: ConnectorSource, document: OpenApiDocument | undefined): Reach {
  const schemes = resolveSchemes(source);
  const requirements = requirementsOf(source, schemes, document);
  const places = resolveServers(source, document);
  return {
    credentials: schemes.flatMap(({ written }) => placesOf(written)),
    of(written, found) {
      const server = written.server ?? (found && places.of(found.operation, found.pathItem));
      const security = securityOf(written, found);
      const scopes = found && document ? documentScopes(found.operation, document) : [];
      return {
        ...(server !== undefined && { server }),
        ...(security && !isSame(security, requirements.connector) && { security }),
        ...(scopes.length > 0 && { scopes }),
      };
    },
    connector: () => ({
      servers: places.servers,
      variables: places.variables,
      foreignServers: Object.keys(places.servers).filter(places.isForeign),
      serverNotes: places.notes(),
      schemes,
      ...(document && { documentSchemes: Object.keys(document.securitySchemes) }),
      security: requirements.connector,
    }),
  };

  function securityOf(
    written: Partial<OperationSource>,
    found: DocumentOperation | undefined,
  ): Security | undefined {
    if (written.security) return statedSecurity(written.security);
    return found && requirements.of(found.operation);
  }
}

function isSame(a: Security, b: Security): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
