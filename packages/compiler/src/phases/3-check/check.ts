import type { ConnectorSource } from "../../../gen/connector-source.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { ParsedSpec } from "../1-parse/parse.ts";
import type { ResolvedConnector } from "../2-resolve/resolved-connector.ts";
import type { Rule } from "./checked-spec.ts";
import { authKeys } from "./rules/auth-keys.ts";
import { authNotStated } from "./rules/auth-not-stated.ts";
import { authPrefix } from "./rules/auth-prefix.ts";
import { authSchemes } from "./rules/auth-schemes.ts";
import { authTogether } from "./rules/auth-together.ts";
import { authVariables } from "./rules/auth-variables.ts";
import { authVerify } from "./rules/auth-verify.ts";
import { server } from "./rules/connector-no-server.ts";
import { reservedHeader } from "./rules/connector-reserved-header.ts";
import { secretInSpec } from "./rules/connector-secret-in-spec.ts";
import { slugIsCommand } from "./rules/connector-slug-is-command.ts";
import { unknownHighlight } from "./rules/connector-unknown-highlight.ts";
import { noEffect, secretInUrl } from "./rules/oauth-deviations.ts";
import { literalBraces, parameterTwice, protocolParameter } from "./rules/oauth-parameters.ts";
import { pkceOff } from "./rules/oauth-pkce-off.ts";
import { unknownScope } from "./rules/oauth-unknown-scope.ts";
import { variableTooLate } from "./rules/oauth-variables.ts";
import { operationArguments } from "./rules/operation-arguments.ts";
import { operationBody } from "./rules/operation-body.ts";
import { duplicateOperation } from "./rules/operation-duplicate.ts";
import { operationExamples } from "./rules/operation-examples.ts";
import { idIsGroup } from "./rules/operation-id-is-group.ts";
import { operationLinks } from "./rules/operation-links.ts";
import { pathParameters } from "./rules/operation-path-parameters.ts";
import { operationSchemas } from "./rules/operation-schemas.ts";
import { operationStated } from "./rules/operation-stated.ts";
import { paginationParameters } from "./rules/pagination-parameters.ts";
import { lessDangerous } from "./rules/permission-less-dangerous.ts";
import { openGraphql } from "./rules/permission-open-graphql.ts";
import { readThatChanges } from "./rules/permission-read-that-changes.ts";
import { foreignServer } from "./rules/server-foreign.ts";
import { unknownServer } from "./rules/server-unknown.ts";
import { oauthUrlMissing, openHost, openHosts, serverUrl } from "./rules/server-url.ts";
import { kindOutOfPlace, serverVariables } from "./rules/server-variables.ts";

const rules: readonly Rule[] = [
  slugIsCommand,
  server,
  unknownServer,
  serverUrl,
  openHost,
  openHosts,
  foreignServer,
  serverVariables,
  kindOutOfPlace,
  reservedHeader,
  secretInSpec,
  authKeys,
  authNotStated,
  authPrefix,
  authSchemes,
  authTogether,
  authVariables,
  authVerify,
  oauthUrlMissing,
  pkceOff,
  parameterTwice,
  protocolParameter,
  literalBraces,
  variableTooLate,
  noEffect,
  secretInUrl,
  unknownScope,
  operationStated,
  idIsGroup,
  duplicateOperation,
  pathParameters,
  operationBody,
  operationArguments,
  operationExamples,
  operationSchemas,
  paginationParameters,
  operationLinks,
  lessDangerous,
  readThatChanges,
  openGraphql,
  unknownHighlight,
];

/** Phase 3: what the format allows and we refuse or question. Each rule sees the whole spec. */
export function check(
  parsed: ParsedSpec & { readonly source: ConnectorSource },
  resolved: ResolvedConnector,
  report: Collector,
): void {
  const operations = new Map(resolved.operations.map((one) => [one.id, one]));
  for (const rule of rules) {
    rule({ source: parsed.source, resolved, operations, report, text: parsed.text, locate: parsed.locate });
  }
}
